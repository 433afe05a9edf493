"""What a row and a record of the workspace say of the same field, to be held beside each other."""

from collections.abc import Sequence
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.values.amounts import to_minor
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.matching.likeness import words
from salesdesk_app.services.importing.plans import LINKS, columns_of

_MONEY = ("value", "price", "revenue")


def telling_name(kind: Kind, record_id: int) -> str | None:
    """The name of a record of the workspace; one that was made up from its id tells nothing."""
    row = kind.before[record_id]
    name: str = row[kind.at[kind.naming]]
    external_id = row[kind.at["external_id"]] if "external_id" in kind.at else None
    return None if external_id is not None and name.endswith(f"({external_id})") else name


def account_of_row(kind: Kind, place: int) -> tuple[str, ...] | None:
    """The words of the account that a row names, in kinds that have one beside their name."""
    if "account_id" not in kind.at:
        return None
    name = kind.cell("account", place)
    return None if name is None else words(name)


def account_of(kind: Kind, record_id: int) -> tuple[str, ...] | None:
    """The words of the account of a record of the workspace."""
    at = kind.at.get("account_id")
    account = None if at is None else kind.before[record_id][at]
    return None if account is None else words(kind.lookups.accounts.names[account])


def told(kind: Kind, code: str, row: Sequence[Any]) -> Any:
    """What a cell of a field would say of a stored record; None where it is empty."""
    if code == "close_on":
        return row[kind.at["closed_on"]] or row[kind.at["expected_close_on"]]
    column = next((name for name in columns_of(code) if name in kind.at), None)
    value = None if column is None else row[kind.at[column]]
    if value is not None and column in LINKS:
        return kind.lookups.known(LINKS[column]).get(value)
    return value


def agrees(kind: Kind, code: str, cell: Any, row: Sequence[Any]) -> bool:
    """Whether a cell says of a field what is stored."""
    stored = told(kind, code, row)
    if stored is None or code not in _MONEY or cell is None:
        return bool(cell == stored)
    try:
        return bool(to_minor(cell, row[kind.at["currency"]])[0] == stored)
    except Problem:
        return False  # too large: it is another amount
