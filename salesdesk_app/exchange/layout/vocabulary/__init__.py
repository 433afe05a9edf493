"""What other programs and people call our fields, best names first, as plain words.

Case, spaces and punctuation do not count. Sources: Salesforce, HubSpot, Pipedrive, Odoo, Zoho,
Dynamics, Maven's CRM data, and plain English and German.
"""

from collections.abc import Set
from functools import lru_cache

from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.exchange.layout.vocabulary import (
    accounts,
    activities,
    competitors,
    contacts,
    deals,
    people,
    products,
    quotas,
)

_ORIGIN = {
    "external_source": "source system; external source; quellsystem",
    "uid": "salesdesk key",
    "modified_on": "last modified date; last modified; modified on; modified; modified date; "
    "date modified; modified at; last modified on; last modified time; modified time; updated at; "
    "updated on; last updated; last updated on; last updated at; last update; updated; "
    "update date; deal update time; organization update time; person update time; "
    "product update time; activity update time; update time; system modstamp; "
    "hs lastmodifieddate; do not modify modified on; nicht ändern geändert am; write date; "
    "geändert am; geändert; "
    "zuletzt geändert; zuletzt geändert am; letzte änderung; änderungsdatum; aktualisiert am; "
    "zuletzt aktualisiert",
}

WORDS: dict[RecordKind, dict[str, str]] = {
    "deals": deals.WORDS,
    "people": people.WORDS,
    "accounts": accounts.WORDS,
    "products": products.WORDS,
    "contacts": contacts.WORDS,
    "competitors": competitors.WORDS,
    "quotas": quotas.WORDS,
    "activities": activities.WORDS,
}

# Fields by which a kind of record is told from the others.
TELLING: dict[RecordKind, frozenset[str]] = {
    "deals": frozenset(("stage", "value", "close_on", "expected_close_on", "closed_on", "category"))
    | frozenset(("created_on", "probability", "lost_reason", "next_step")),
    "people": frozenset(("manager", "region", "role", "email", "started_on", "first_name")),
    "accounts": frozenset(("industry", "employees", "revenue", "founded", "parent", "country")),
    "products": frozenset(("series", "price")),
    "contacts": frozenset(("email", "first_name", "title", "phone", "mobile", "account"))
    | frozenset(("account_domain",)),
    "competitors": frozenset(),
    "quotas": frozenset(("period", "amount", "ramp")),
    "activities": frozenset(("kind", "at", "planned_at", "done_at", "minutes", "status"))
    | frozenset(("call_outcome", "meeting_outcome")),
}

# Headings of lists for which there is no place here.
FOREIGN = {
    "ticket id": "tickets",
    "ticket name": "tickets",
    "ticket number": "tickets",
    "lead id": "leads",
}

# Whole sets of headings whose published description says more than the headings do.
MAVEN_ACCOUNTS = (
    "account; sector; year established; revenue; employees; office location; subsidiary of"
)

# Headings of ids that say which list they are from, and what we call that origin.
ORIGINS = {
    "opportunity id": "Opportunity ID",
    "opportunity number": "Opportunity ID",
    "deal id": "Deal ID",
    "deal number": "Deal ID",
    "record id": "Record ID",
    "potential id": "Potential ID",
    "user id": "User ID",
    "employee id": "Employee ID",
    "account id": "Account ID",
    "company id": "Company ID",
    "organization id": "Organization ID",
    "customer id": "Customer ID",
    "customer number": "Customer ID",
    "product id": "Product ID",
    "product code": "Product code",
    "sku": "SKU",
    "contact id": "Contact ID",
    "person id": "Person ID",
    "activity id": "Activity ID",
    "engagement id": "Engagement ID",
    "task id": "Task ID",
    "event id": "Event ID",
    "call id": "Call ID",
    "meeting id": "Meeting ID",
}


# Fields of which one at least must be there to tell a record from the others.
_IDENTIFYING: dict[RecordKind, frozenset[str]] = {
    kind: frozenset(("name", "external_id", "uid", "last_name")) for kind in FIELDS
} | {
    "contacts": frozenset(("name", "external_id", "uid", "last_name", "email")),
    "activities": frozenset(("subject", "external_id", "uid")),
}


def identified(kind: RecordKind, fields: Set[str]) -> bool:
    """Whether columns of these fields tell which record a row is."""
    if kind == "quotas":
        return {"person", "amount"} <= fields and bool(fields & {"period", "first_on"})
    if kind == "activities" and "kind" in fields and fields & {"at", "planned_at", "done_at"}:
        return True
    return bool(fields & _IDENTIFYING[kind])


@lru_cache(8192)
def key(heading: str) -> str:
    """What counts of a heading: its letters and figures, whatever their case."""
    return "".join(c for c in heading.casefold() if c.isalnum())


def _ranked(kind: RecordKind) -> dict[str, tuple[str, int]]:
    """Every known name of the kind's fields: the field and how good a name it is (0 is best)."""
    known: dict[str, tuple[str, int]] = {}
    for field in FIELDS[kind]:
        words = (WORDS[kind] | _ORIGIN).get(field.code, "")
        names = [field.heading, *(word.strip() for word in words.split(";"))]
        for rank, name in enumerate(names):
            found = known.get(key(name))
            if name and (found is None or rank < found[1]):
                known[key(name)] = (field.code, rank)
    return known


KNOWN: dict[RecordKind, dict[str, tuple[str, int]]] = {kind: _ranked(kind) for kind in FIELDS}
FOREIGN_KEYS = {key(name): what for name, what in FOREIGN.items()}
ORIGIN_KEYS = {key(name): origin for name, origin in ORIGINS.items()}
MAVEN_KEYS = frozenset(key(name) for name in MAVEN_ACCOUNTS.split(";"))
