"""What other programs and people call our fields, best names first, as plain words.

Case, spaces and punctuation do not count. Sources: Salesforce, HubSpot, Pipedrive, Odoo, Zoho,
Dynamics, Maven's CRM data, and plain English and German.
"""

from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.exchange.vocabulary import accounts, deals, people, products

_ORIGIN = {
    "external_source": "source system; external source; quellsystem",
    "uid": "salesdesk key",
    "modified_on": "last modified date; last modified; modified on; modified; modified date; "
    "date modified; modified at; last modified on; last modified time; modified time; updated at; "
    "updated on; last updated; last updated on; last updated at; last update; updated; "
    "update date; deal update time; organization update time; person update time; "
    "product update time; activity update time; update time; system modstamp; "
    "hs lastmodifieddate; do not modify modified on; write date; geändert am; geändert; "
    "zuletzt geändert; zuletzt geändert am; letzte änderung; änderungsdatum; aktualisiert am; "
    "zuletzt aktualisiert",
}

WORDS: dict[RecordKind, dict[str, str]] = {
    "deals": deals.WORDS,
    "people": people.WORDS,
    "accounts": accounts.WORDS,
    "products": products.WORDS,
}

# Fields by which a kind of record is told from the others.
TELLING: dict[RecordKind, frozenset[str]] = {
    "deals": frozenset(("stage", "value", "close_on", "expected_close_on", "closed_on", "category"))
    | frozenset(("created_on", "probability", "lost_reason", "next_step")),
    "people": frozenset(("manager", "region", "role", "email", "started_on", "first_name")),
    "accounts": frozenset(("industry", "employees", "revenue", "founded", "parent", "country")),
    "products": frozenset(("series", "price")),
}

# Headings of lists that hold something else altogether.
FOREIGN = {
    "contact id": "contacts",
    "lifecycle stage": "contacts",
    "ticket id": "tickets",
    "activity id": "activities",
    "activity type": "activities",
    "lead id": "leads",
    "lead status": "leads",
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
}


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
