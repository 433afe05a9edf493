"""The fields of the records that come in and go out as tables, with the heading each one has."""

from dataclasses import dataclass
from typing import Literal

RecordKind = Literal[
    "people",
    "products",
    "accounts",
    "competitors",
    "contacts",
    "deals",
    "quotas",
    "activities",
]
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
    "activity",
    "minutes",
    "period",
    "custom",
]

KINDS: tuple[RecordKind, ...] = (
    "people",
    "products",
    "accounts",
    "competitors",
    "contacts",
    "deals",
    "quotas",
    "activities",
)
"""What a table can hold, in the order in which tables come in: what others name comes first."""


@dataclass(frozen=True)
class Field:
    """One column of a table.

    ``kind``: ``link`` holds the name of another record, ``money`` a decimal number in the row's
    currency, ``percent`` a whole percentage (60 is 60 %), ``day`` a date, ``moment`` a local day
    with a time of day, ``whole`` a whole number, ``yes_no`` true or false, ``currency`` an ISO 4217
    code, ``category``, ``role`` and ``activity`` the words of these codes, ``minutes`` a length of
    time, ``period`` the key of a month, quarter or year, ``custom`` what the column tells (text,
    numbers, days, or yes and no).
    A field that is not ``exported`` is only known to files of others.
    """

    code: str
    heading: str
    kind: FieldKind = "text"
    exported: bool = True


MODIFIED = Field("modified_on", "Last modified", "moment", exported=False)
"""Tells which of several rows of one record is the newest; it is not stored."""

_ORIGIN = (
    Field("external_id", "Id"),
    Field("external_source", "Source system"),
    Field("uid", "SalesDesk key"),
    MODIFIED,
)

DEALS: tuple[Field, ...] = (
    Field("name", "Deal"),
    Field("account", "Account", "link"),
    # By a company's address on the web, where a file does not say its name.
    Field("account_domain", "Account website", exported=False),
    Field("owner", "Owner", "link"),
    Field("pipeline", "Pipeline", "link"),
    Field("stage", "Stage", "link"),
    # Says won or lost where the stage does not.
    Field("status", "Outcome", exported=False),
    Field("value", "Value", "money"),
    Field("won_value", "Actual revenue", "money", exported=False),
    Field("currency", "Currency", "currency"),
    Field("probability", "Probability (%)", "percent"),
    Field("category", "Forecast category", "category"),
    Field("created_on", "Created", "day"),
    Field("expected_close_on", "Expected close", "day"),
    Field("closed_on", "Closed", "day"),
    Field("won_on", "Won on", "day", exported=False),
    Field("lost_on", "Lost on", "day", exported=False),
    # One date that is when a closed deal was closed and when an open one is expected to close.
    Field("close_on", "Close date", "day", exported=False),
    Field("source", "Source"),
    Field("lost_reason", "Lost reason"),
    Field("next_step", "Next step"),
    Field("next_step_on", "Next step on", "day"),
    Field("product", "Product", "link"),  # several are joined by "; ", as are these:
    Field("contact", "Contact", "link"),
    Field("competitor", "Competitor", "link"),
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

COMPETITORS: tuple[Field, ...] = (
    Field("name", "Competitor"),
    Field("website", "Website"),
    Field("note", "Note"),
    Field("uid", "SalesDesk key"),
    MODIFIED,
)

CONTACTS: tuple[Field, ...] = (
    Field("name", "Contact"),
    Field("first_name", "First name", exported=False),
    Field("last_name", "Last name", exported=False),
    Field("account", "Account", "link"),
    Field("account_domain", "Account website", exported=False),
    Field("title", "Title"),
    Field("email", "E-mail"),
    Field("phone", "Phone"),
    Field("mobile", "Mobile", exported=False),  # where there is no other number
    Field("note", "Note"),
    *_ORIGIN,
)

QUOTAS: tuple[Field, ...] = (
    Field("person", "Person", "link"),
    Field("period", "Period", "period"),
    Field("first_on", "First day", "day"),
    Field("last_on", "Last day", "day"),
    Field("amount", "Quota", "money"),
    Field("currency", "Currency", "currency"),
    Field("ramp", "Ramp (%)", "percent"),
    MODIFIED,
)

ACTIVITIES: tuple[Field, ...] = (
    Field("kind", "Kind", "activity"),
    Field("subject", "Subject"),
    Field("planned_at", "Planned", "moment"),
    Field("done_at", "Done", "moment"),
    # One moment that is when a thing was done or, if it is not, for when it is planned.
    Field("at", "Date", "moment", exported=False),
    Field("status", "Status", exported=False),
    Field("minutes", "Minutes", "minutes"),
    Field("person", "Owner", "link"),
    Field("deal", "Deal", "link"),
    Field("account", "Account", "link"),
    Field("account_domain", "Account website", exported=False),
    Field("contact", "Contact", "link"),
    Field("call_outcome", "Call outcome", exported=False),  # what came of it, for the note
    Field("meeting_outcome", "Meeting outcome", exported=False),
    Field("note", "Note"),
    *_ORIGIN,
)

FIELDS: dict[RecordKind, tuple[Field, ...]] = {
    "people": PEOPLE,
    "products": PRODUCTS,
    "accounts": ACCOUNTS,
    "competitors": COMPETITORS,
    "contacts": CONTACTS,
    "deals": DEALS,
    "quotas": QUOTAS,
    "activities": ACTIVITIES,
}


def exported(kind: RecordKind) -> tuple[Field, ...]:
    """The columns that an export of these records writes, in order."""
    return tuple(field for field in FIELDS[kind] if field.exported)


def naming(kind: RecordKind) -> Field:
    """The field with what records of a kind are called; quotas are called by their person."""
    return field_of(kind, {"activities": "subject", "quotas": "person"}.get(kind, "name"))


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
