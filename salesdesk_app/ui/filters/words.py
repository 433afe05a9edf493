"""The words on the chip of a term."""

from salesdesk_app import wording
from salesdesk_app.domain.filters.fields import Field
from salesdesk_app.domain.filters.line import Term
from salesdesk_app.domain.filters.names import Names, fold
from salesdesk_app.domain.filters.spans import WORDS
from salesdesk_app.domain.filters.tokens import pieces
from salesdesk_app.domain.filters.wanted import Between, Condition, Days, Holds, Key, OneOf
from salesdesk_app.wording import filters as words
from salesdesk_app.wording.periods import period as worded

_RELATIVE = frozenset(map(fold, WORDS))
_SPOKEN = ("closes", "closed", "created", "next", "snoozed")  # titles that read on into a day


def chip_text(term: Term, text: str, names: Names) -> str:
    """What a term asks for in words; what is not understood stands as it was typed."""
    if term.fault is not None or term.field is None:
        return text[term.first : term.last]
    field, negated = term.field, term.token.negated
    if not term.conditions:
        return "Open, won and lost"
    said, named = _said(field, term, names)
    return words.chip(field.title, said, named=named, negated=negated)


def _said(field: Field, term: Term, names: Names) -> tuple[str, bool]:
    """The words, and whether the field's title stands before them."""
    (condition,) = term.conditions
    if field.id == "outcome":
        return _state(condition), False
    if isinstance(condition, Days):
        relative = [fold(p.text) for p in pieces(term.token) if fold(p.text) in _RELATIVE]
        said = relative or [_span(span) for span in sorted(condition.spans, key=str)]
        told = words.listed(said)
        if field.id in _SPOKEN and condition.spans != {None}:
            return f"{field.title} {told}", False
        return told, True
    if isinstance(condition, Between):
        return _range(field, condition, names)
    if isinstance(condition, Holds):
        return words.listed([f"“{text}”" for text in sorted(condition.texts)]), True
    return words.listed(_names(field, condition.keys, names)), field.id != "owner"


def _state(condition: Condition) -> str:
    if isinstance(condition, OneOf) and condition.field == "outcome":
        order = ("open", "won", "lost")
        found = [wording.term(code) for code in order if code in condition.keys]
        return " or ".join([found[0], *(word.lower() for word in found[1:])])
    return "snoozed" if isinstance(condition, Days) else "at risk"


def _names(field: Field, keys: frozenset[Key], names: Names) -> list[str]:
    if field.holding == "yes_no":
        told = {True: "yes", False: "no", None: "none"}
        return [told[None if key is None else bool(key)] for key in sorted(keys, key=str)]
    empty = ["Nobody" if field.id == "owner" else "none"] if None in keys else []
    if keys == {None}:  # an amount or a text that is not there has no names to look up
        return empty
    directory = names.directory(field)
    known = {entry.key: entry.name for entry in directory.entries if entry.key in keys}
    return [*known.values(), *empty]


def _span(span: object) -> str:
    from salesdesk_app.domain.periods import Period

    return worded(span) if isinstance(span, Period) else "none"


def _range(field: Field, condition: Between, names: Names) -> tuple[str, bool]:
    def told(value: object) -> str | None:
        if value is None:
            return None
        if field.holding == "amount":
            return wording.money(int(str(value)), names.rates.base, short=True)
        unit = field.unit if field.unit == "×" else f" {field.unit}"
        return f"{value}{unit}".rstrip()

    said = words.bounds(
        told(condition.low),
        told(condition.high),
        with_low=condition.with_low,
        with_high=condition.with_high,
    )
    return (said, False) if field.holding == "amount" else (f"{field.title} {said}", False)
