"""What may be stated of a deal, checked before it is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from sqlalchemy.orm import Session

from salesdesk_app.domain.deals import CATEGORIES
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST
from salesdesk_app.domain.slips import put_off
from salesdesk_app.services import accounts, settings
from salesdesk_app.store.models import Account, Deal, Person, Stage

TEXTS = ("source", "lost_reason", "next_step", "note", "coaching_note")


class DealFacts(TypedDict, total=False):
    """What may be stated of a deal beside its name; what is not named stays, None empties it.

    ``account`` is a name: found among the accounts, or added. ``value_minor`` is in minor units of
    ``currency``; ``probability`` a whole percentage where it differs from the stage's;
    ``category`` a forecast category chosen by hand.
    """

    account: str | None
    account_id: int | None
    owner_id: int | None
    value_minor: int | None
    currency: str
    probability: int | None
    category: str | None
    created_on: date | None
    expected_close_on: date | None
    closed_on: date | None
    source: str | None
    lost_reason: str | None
    next_step: str | None
    next_step_on: date | None
    note: str | None
    coaching_note: str | None


class DealFields(DealFacts, total=False):
    """What may be changed of a deal: its name as well."""

    name: str


def fill(session: Session, deal: Deal, stage: Stage, fields: Mapping[str, Any]) -> set[str]:
    """Puts checked values on a deal; the result is the fields that differ from before.

    Problems: field.empty, field.negative, field.range, field.choice, field.currency, record.gone,
    deal.open_closed, deal.not_lost, deal.closed_early.
    """
    values = _checked(session, fields)
    _check_outcome(stage, values)
    before = {field: getattr(deal, field) for field in values}
    if put_off(before.get("expected_close_on"), values.get("expected_close_on")):
        deal.slip_reason = None  # what was answered was about another day
    for field, stated in values.items():
        if before[field] != stated:
            setattr(deal, field, stated)
    if {"created_on", "closed_on"} & values.keys() and closed_early(deal):
        raise Problem("deal.closed_early", deal=deal.name)
    return {field for field, stated in values.items() if before[field] != stated}


def closed_early(deal: Deal) -> bool:
    """Whether a deal was closed before it was created."""
    return (
        deal.created_on is not None
        and deal.closed_on is not None
        and deal.closed_on < deal.created_on
    )


def _check_outcome(stage: Stage, values: Mapping[str, Any]) -> None:
    if "closed_on" in values and (values["closed_on"] is None) != (stage.outcome == "open"):
        if stage.outcome == "open":
            raise Problem("deal.open_closed")
        raise Problem("field.empty", field="Closed")
    if values.get("lost_reason") is not None and stage.outcome != "lost":
        raise Problem("deal.not_lost")


def _checked(session: Session, fields: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(fields)
    if "name" in values:
        values["name"] = accounts.tidy(values["name"])
        if not values["name"]:
            raise Problem("field.empty", field="Deal")
    for field in TEXTS:
        if field in values:
            values[field] = text(values[field])
    if "value_minor" in values:
        values["value_minor"] = value(values["value_minor"])
    if values.get("probability") is not None and not 0 <= values["probability"] <= 100:
        raise Problem("field.range", field="Probability", low="0 %", high="100 %")
    if values.get("category") not in (None, *CATEGORIES):
        raise Problem(
            "field.choice",
            field="Forecast",
            value=values["category"],
            choices=", ".join(CATEGORIES),
        )
    if "currency" in values:
        values["currency"] = settings.ensure_currency(session, values["currency"])
    if "account" in values:
        values["account_id"] = accounts.find_or_add(session, values.pop("account") or "")
    _check_there(session, Account, values.get("account_id"), "account")
    _check_there(session, Person, values.get("owner_id"), "person")
    return values


def _check_there(
    session: Session, model: type[Account | Person], record_id: int | None, kind: str
) -> None:
    if record_id is not None and session.get(model, record_id) is None:
        raise Problem("record.gone", kind=kind)


def value(minor: int | None) -> int | None:
    """A value in minor units as it may be kept. Problems: field.negative, field.range."""
    if minor is not None and minor < 0:
        raise Problem("field.negative", field="Value")
    if minor is not None and minor > LARGEST:
        raise Problem("field.range", field="Value", low=0, high=f"{LARGEST:,}")
    return minor


def text(given: str | None) -> str | None:
    """A text without spaces around it; None for an empty one."""
    return (given or "").strip() or None
