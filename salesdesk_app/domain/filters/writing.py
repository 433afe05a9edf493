"""A filter written as the line that is read as this filter again."""

import re
from decimal import Decimal

from salesdesk_app.domain.filters import numbers, spans
from salesdesk_app.domain.filters.fields import Field
from salesdesk_app.domain.filters.names import Names
from salesdesk_app.domain.filters.tokens import quoted, tokens
from salesdesk_app.domain.filters.wanted import (
    Between,
    Condition,
    Days,
    DealFilter,
    Holds,
    OneOf,
    parts,
)

_RESERVED = ("none", "nobody", "nothing", "empty")


def filter_text(wanted: DealFilter, names: Names) -> str:
    """The line of a filter. Deals that are named themselves, and its title, are in no line; nor is
    a condition on a record or field that the workspace does not know any more."""
    terms = [term for part in parts(wanted) for term in _terms(part, names)]
    return " ".join([*terms, *map(_word, wanted.text.split())])


def values_text(values: list[str]) -> str:
    """Values as they stand behind a field's name."""
    return ",".join(f'"{v}"' if v in _RESERVED else quoted(v) for v in values)


def _terms(part: Condition, names: Names) -> list[str]:
    field = names.field(part.field)
    if field is None:
        return []
    no = "-" if part.negated else ""
    name = "is" if field.id == "outcome" else quoted(field.name)
    if isinstance(part, OneOf):
        said = _one_of(field, part, names)
        return [f"{no}{name}:{said}"] if said else []
    if isinstance(part, Holds):
        return [f"{no}{name}:{values_text(sorted(part.texts))}"]
    if isinstance(part, Days):
        return [f"{no}{name}{_days(part)}"]
    return [f"{no}{name}{_between(field, part, names)}"]


def _one_of(field: Field, part: OneOf, names: Names) -> str:
    if field.holding == "yes_no":
        words = {True: "yes", False: "no", None: "none"}
        return ",".join(words[bool(key) if key is not None else None] for key in _sorted(part))
    found = ["none"] if None in part.keys else []
    if field.holding == "state":
        return ",".join(sorted(str(key) for key in part.keys))
    if field.holding in ("names", "codes"):
        directory = names.directory(field)
        labels = [directory.label(key) for key in part.keys if key is not None]
        known = sorted(label for label in labels if label is not None)
        found += [values_text(known)] if known else []
    return ",".join(found)


def _sorted(part: OneOf) -> list[object]:
    return sorted(part.keys, key=str)


def _days(part: Days) -> str:
    written = sorted(("", "none") if span is None else spans.spelled(span) for span in part.spans)
    if len(written) == 1 and written[0][0]:
        return "".join(written[0])
    # Within a list an open end is written with dots, for a sign holds for the whole term.
    ways = {"<=": "..{}", ">=": "{}..", ":": "{}", "": "{}"}
    return ":" + ",".join(ways[sign].format(text) for sign, text in written)


def _between(field: Field, part: Between, names: Names) -> str:
    def spelled(value: int | Decimal) -> str:
        if field.holding == "amount":
            return numbers.spelled(int(value), names.rates.base)
        return numbers.plain(value)

    low, high = part.low, part.high
    if low is not None and high is not None:
        return f":{spelled(low)}" if low == high else f":{spelled(low)}..{spelled(high)}"
    if low is not None:
        return f"{'>=' if part.with_low else '>'}{spelled(low)}"
    return "" if high is None else f"{'<=' if part.with_high else '<'}{spelled(high)}"


def _word(word: str) -> str:
    """A free word, in quotes where it would be read as a term."""
    plain = '"' not in word and all(token.field is None for token in tokens(word))
    plain = plain and re.search(r"[<>=:≥≤]", word) is None
    return word if plain else '"' + word.replace('"', '""') + '"'
