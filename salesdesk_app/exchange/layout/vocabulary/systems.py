"""Which other program a table is from, told by headings that only that program writes."""

from collections.abc import Iterable

from salesdesk_app.exchange.layout import vocabulary

_ENOUGH = 2  # headings: one of them may stand in any file
_TELLING = {
    "a Salesforce report": "opportunity name; opportunity owner; opportunity id; lead source; "
    "fiscal period; account owner; opportunity record type; account id; full name; case number; "
    "opportunity type; stage duration; last stage change date",
    "a HubSpot export": "deal stage; deal owner; associated company; associated contact; "
    "record id; amount in company currency; lifecycle stage; contact owner; company owner; "
    "company domain name; deal type; hubspot team; associated deal; create date; activity owner; "
    "activity type; associated company domain; associated contact email",
    "a Zoho export": "potential name; potential owner; closing date; deal owner; created time; "
    "modified time; account owner; record id; zoho id",
    "a Dynamics export": "topic; potential customer; est close date; est revenue; "
    "estimated close date; status reason; do not modify opportunity; do not modify row checksum; "
    "do not modify modified on",
    "an Odoo export": "salesperson; sales team; expected revenue; expected closing; won lost; "
    "display name; external id; lost reason",
}
_PREFIXED = {"a Pipedrive export": ("deal - ", "organization - ", "person - ", "activity - ")}
_KEYS = {
    name: frozenset(vocabulary.key(word) for word in words.split(";"))
    for name, words in _TELLING.items()
}


def looks_like(headings: Iterable[str]) -> str | None:
    """``a Salesforce report`` and the like; None where headings tell of no one program."""
    names = list(headings)
    keys = {vocabulary.key(name) for name in names}
    scores = {name: len(keys & telling) for name, telling in _KEYS.items()}
    for name, prefixes in _PREFIXED.items():
        scores[name] = sum(heading.casefold().startswith(prefixes) for heading in names)
    best = max(scores.values())
    found = [name for name, score in scores.items() if score == best]
    return found[0] if best >= _ENOUGH and len(found) == 1 else None
