"""What other programs and people call our fields, best names first, as plain words.

Case, spaces and punctuation do not count. Sources: Salesforce, HubSpot, Pipedrive, Odoo, Zoho,
Dynamics, Maven's CRM data, and plain English and German.
"""

from salesdesk_app.domain.fields import FIELDS, RecordKind

_ORIGIN = {
    "external_source": "source system; external source; quellsystem",
    "uid": "salesdesk key",
}

WORDS: dict[RecordKind, dict[str, str]] = {
    "deals": {
        "name": "deal; deal name; opportunity name; opportunity; deal title; potential name; "
        "topic; opportunity title; name; title; verkaufschance; chance; bezeichnung",
        "account": "account; account name; company; company name; customer; customer name; "
        "client; client name; organization; organization name; organisation; deal organization; "
        "associated company; primary company; potential customer; kunde; kundenname; firma; "
        "unternehmen",
        "owner": "owner; opportunity owner; deal owner; owner name; sales agent; sales rep; rep; "
        "salesperson; sales representative; account executive; seller; assigned to; responsible; "
        "record owner; potential owner; verkäufer; vertriebler; inhaber; zuständig; "
        "verantwortlich; betreuer",
        "stage": "stage; deal stage; opportunity stage; sales stage; stage name; pipeline stage; "
        "current stage; phase; verkaufsphase; stufe; status; deal status",
        "value": "value; amount; deal value; deal amount; close value; opportunity amount; "
        "deal size; contract value; est revenue; estimated revenue; expected revenue; "
        "planned revenue; revenue; actual revenue; betrag; wert; auftragswert; volumen; umsatz; "
        "summe",
        "currency": "currency; currency code; deal currency; deal currency of value; "
        "amount currency; opportunity currency; currency iso code; value currency; währung",
        "probability": "probability; deal probability; win probability; prob; "
        "probability of close; win likelihood; deal score; confidence; wahrscheinlichkeit; "
        "abschlusswahrscheinlichkeit",
        "category": "forecast category; forecast status; forecast; prognosekategorie",
        "created_on": "created; created date; create date; created on; creation date; "
        "date created; created at; created time; deal created; opportunity created; engage date; "
        "added on; open date; opened; erstellt; erstellt am; erstelldatum; erstellungsdatum; "
        "angelegt; angelegt am; anlagedatum",
        "expected_close_on": "expected close; expected close date; expected closing; "
        "estimated close date; est close date; deal expected close date; expected closing date; "
        "forecast close date; target close date; erwarteter abschluss; geplanter abschluss",
        "closed_on": "closed; closed on; closed date; date closed; actual close date; closed at; "
        "deal closed on; abgeschlossen am; geschlossen am",
        "close_on": "close date; close; closing date; abschlussdatum; abschluss; schlusstermin",
        "source": "source; lead source; deal source; opportunity source; original source; "
        "lead src; channel; origin; quelle; leadquelle; herkunft",
        "lost_reason": "lost reason; closed lost reason; loss reason; reason lost; "
        "deal lost reason; reason for loss; verlustgrund; ablehnungsgrund",
        "next_step": "next step; next steps; next action; nächster schritt",
        "next_step_on": "next step on; next step date; next activity date; "
        "deal next activity date; nächster schritt am",
        "product": "product; product name; products; produkt; produktname; artikel",
        "note": "note; notes; description; comment; comments; remarks; notiz; notizen; "
        "beschreibung; bemerkung; kommentar",
        "external_id": "opportunity id; deal id; record id; potential id; crm id; external id; "
        "opportunity number; deal number; id",
    },
    "people": {
        "name": "name; full name; user; rep; sales rep; sales agent; salesperson; seller; "
        "employee; sales representative; team member; person; user name; owner; mitarbeiter; "
        "verkäufer; vertriebler",
        "first_name": "first name; given name; vorname",
        "last_name": "last name; surname; family name; nachname",
        "role": "role; job title; title; position; user role; rolle; funktion",
        "email": "e-mail; email; email address; mail; work email; e-mail-adresse",
        "manager": "manager; sales manager; manager name; reports to; team lead; supervisor; "
        "vorgesetzter; teamleiter; vertriebsleiter",
        "region": "region; regional office; sales region; territory; office; area; gebiet; "
        "vertriebsgebiet; niederlassung; standort",
        "started_on": "started; start date; hire date; started on; joined; joining date; "
        "eintritt; eintrittsdatum",
        "ended_on": "left; end date; left on; leaving date; termination date; austritt; "
        "austrittsdatum",
        "external_id": "user id; employee id; rep id; record id; external id; personalnummer; id",
    },
    "accounts": {
        "name": "account; account name; company name; company; customer; customer name; "
        "organization name; organization; organisation; name; kunde; kundenname; firma; "
        "firmenname; unternehmen",
        "owner": "account owner; company owner; owner; organization owner; owner name; inhaber; "
        "betreuer",
        "parent": "parent account; subsidiary of; parent company; parent; parent account name; "
        "muttergesellschaft; konzern",
        "industry": "industry; sector; branche; wirtschaftszweig",
        "country": "country; billing country; office location; headquarters; country region; "
        "shipping country; company country; hq; land",
        "website": "website; website url; company domain name; web site; domain; url; webseite; "
        "homepage",
        "founded": "founded; year established; year started; year founded; founding year; "
        "established; gründungsjahr; gegründet",
        "employees": "employees; number of employees; no of employees; headcount; "
        "employee count; company size; mitarbeiterzahl; mitarbeiter; anzahl mitarbeiter",
        "revenue": "revenue; annual revenue; yearly revenue; turnover; sales volume; umsatz; "
        "jahresumsatz",
        "currency": "currency; currency code; account currency; currency iso code; währung",
        "note": "note; notes; description; comment; comments; notiz; beschreibung; bemerkung",
        "external_id": "account id; company id; organization id; customer id; customer number; "
        "record id; external id; kundennummer; id",
    },
    "products": {
        "name": "product; product name; name; item; item name; produkt; produktname; artikel; "
        "artikelname; bezeichnung",
        "series": "series; product family; product line; family; product group; "
        "product category; category; produktfamilie; produktlinie; serie; warengruppe",
        "price": "price; sales price; list price; unit price; standard price; retail price; "
        "preis; listenpreis; verkaufspreis; einzelpreis",
        "currency": "currency; currency code; price currency; currency iso code; währung",
        "external_id": "product id; product code; sku; item number; record id; external id; "
        "artikelnummer; produktnummer; id",
    },
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
