"""The fields of the records that come in and go out as tables, with the heading each one has."""

from dataclasses import dataclass
from typing import Literal

RecordKind = Literal["people", "products", "accounts", "deals"]
FieldKind = Literal[
    "text",
    "link",
    "money",
    "percent",
    "day",
    "moment",
    "whole",
    "yes_no",
    "currency",
    "category",
    "role",
    "custom",
]

KINDS: tuple[RecordKind, ...] = ("people", "products", "accounts", "deals")
"""What a table can hold, in the order in which tables come in: what others name comes first."""


@dataclass(frozen=True)
class Field:
    """One column of a table.

    ``kind``: ``link`` holds the name of another record, ``money`` a decimal number in the row's
    currency, ``percent`` a whole percentage (60 is 60 %), ``day`` a date, ``moment`` a local day
    with a time of day, ``whole`` a whole number, ``yes_no`` true or false, ``currency`` an ISO
    4217 code, ``category`` and ``role`` the words of these codes, ``custom`` what the column tells
    (text, numbers, days, or yes and no).
    A field that is not ``exported`` is only known to files of others.
    """

    code: str
    heading: str
    kind: FieldKind = "text"
    exported: bool = True


_ORIGIN = (
    Field("external_id", "Id"),
    Field("external_source", "Source system"),
    Field("uid", "SalesDesk key"),
    # Tells which of several rows of one record is the newest; it is not stored.
    Field("modified_on", "Last modified", "moment", exported=False),
)

DEALS: tuple[Field, ...] = (
    Field("name", "Deal"),
    Field("account", "Account", "link"),
    Field("owner", "Owner", "link"),
    Field("stage", "Stage", "link"),
    Field("value", "Value", "money"),
    Field("currency", "Currency", "currency"),
    Field("probability", "Probability (%)", "percent"),
    Field("category", "Forecast category", "category"),
    Field("created_on", "Created", "day"),
    Field("expected_close_on", "Expected close", "day"),
    Field("closed_on", "Closed", "day"),
    # One date that is when a closed deal was closed and when an open one is expected to close.
    Field("close_on", "Close date", "day", exported=False),
    Field("source", "Source"),
    Field("lost_reason", "Lost reason"),
    Field("next_step", "Next step"),
    Field("next_step_on", "Next step on", "day"),
    Field("product", "Product", "link"),  # several are joined by "; "
    Field("note", "Note"),
    *_ORIGIN,
)

PEOPLE: tuple[Field, ...] = (
    Field("name", "Name"),
    Field("first_name", "First name", exported=False),
    Field("last_name", "Last name", exported=False),
    Field("role", "Role", "role"),
    Field("email", "E-mail"),
    Field("manager", "Manager", "link"),
    Field("region", "Region"),
    Field("started_on", "Started", "day"),
    Field("ended_on", "Left", "day"),
    *_ORIGIN,
)

ACCOUNTS: tuple[Field, ...] = (
    Field("name", "Account"),
    Field("owner", "Owner", "link"),
    Field("parent", "Parent account", "link"),
    Field("industry", "Industry"),
    Field("country", "Country"),
    Field("website", "Website"),
    Field("founded", "Founded", "whole"),
    Field("employees", "Employees", "whole"),
    Field("revenue", "Revenue", "money"),
    Field("currency", "Currency", "currency"),
    Field("note", "Note"),
    *_ORIGIN,
)

PRODUCTS: tuple[Field, ...] = (
    Field("name", "Product"),
    Field("series", "Series"),
    Field("price", "Price", "money"),
    Field("currency", "Currency", "currency"),
    *_ORIGIN,
)

FIELDS: dict[RecordKind, tuple[Field, ...]] = {
    "people": PEOPLE,
    "products": PRODUCTS,
    "accounts": ACCOUNTS,
    "deals": DEALS,
}


def exported(kind: RecordKind) -> tuple[Field, ...]:
    """The columns that an export of these records writes, in order."""
    return tuple(field for field in FIELDS[kind] if field.exported)


CUSTOM = "custom:"
"""Begins the code of a field of the user's own; its name follows."""


def custom(name: str) -> Field:
    """A field of the user's own on deals: what its cells hold is told by the column."""
    return Field(f"{CUSTOM}{name}", name, "custom")


def field_of(kind: RecordKind, code: str) -> Field:
    """The field of a kind of record by its code; raises KeyError for an unknown one."""
    if kind == "deals" and code.startswith(CUSTOM):
        return custom(code.removeprefix(CUSTOM))
    for field in FIELDS[kind]:
        if field.code == code:
            return field
    raise KeyError(f"{kind} have no field {code}")
