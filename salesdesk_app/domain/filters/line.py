"""A filter line understood: its terms, what each asks for, and the filter that they make."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rapidfuzz import process

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.filters import numbers, spans
from salesdesk_app.domain.filters.fields import STATES, Field
from salesdesk_app.domain.filters.names import OFFERED, Names, fold
from salesdesk_app.domain.filters.tokens import Piece, Token, pieces, tokens, unquoted
from salesdesk_app.domain.filters.wanted import (
    Between,
    Condition,
    Days,
    DealFilter,
    Holds,
    Key,
    OneOf,
    made,
)

MOST = 2000
"""So many characters a line may have."""

_ANY = ("all", "any")
_NONE = ("none", "nobody", "nothing", "empty")
_YES, _NO = ("yes", "true", "y", "1"), ("no", "false", "n", "0")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the line: where it stands, its field, and what it asks for or what is wrong.

    ``field`` is None for a free word. A term may ask for nothing (``is:all``).
    """

    first: int
    last: int
    token: Token
    field: Field | None = None
    conditions: tuple[Condition, ...] = ()
    fault: Problem | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its terms and the filter of those that are understood."""

    text: str
    terms: tuple[Term, ...]
    wanted: DealFilter

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What is wrong, in the order of the line."""
        return tuple(term.fault for term in self.terms if term.fault is not None)


def parse(text: str, names: Names, today: date) -> Line:
    """Reads a line; what is not understood is a term with a fault and no part of the filter."""
    if len(text) > MOST:
        token = Token(0, len(text), None, "", "", 0)
        fault = Problem("filter.long", most=MOST)
        return Line(text, (Term(0, len(text), token, fault=fault),), DealFilter())
    terms = tuple(_term(token, names, today) for token in tokens(text))
    asked = [condition for term in terms for condition in term.conditions]
    words = [unquoted(term.token.said) for term in terms if term.token.field is None]
    return Line(text, terms, made(asked, " ".join(words)))


def _term(token: Token, names: Names, today: date) -> Term:
    if token.field is None:
        return Term(token.first, token.last, token)
    field = names.fields.get(fold(token.field))
    try:
        if field is None:
            near = _near(token.field, [*names.fields])
            raise Problem(_code("filter.field", near), text=token.field, offers=near)
        conditions = tuple(_asked(field, token, names, today))
        return Term(token.first, token.last, token, field, conditions)
    except Problem as fault:
        return Term(token.first, token.last, token, field, fault=fault)


def _asked(field: Field, token: Token, names: Names, today: date) -> Sequence[Condition]:
    said = pieces(token)
    if not any(piece.text for piece in said):
        raise Problem("filter.value", field=field.name)
    if token.sign != ":" and field.holding not in ("number", "amount", "days"):
        raise Problem("filter.sign", field=field.name, sign=token.sign)
    return _READERS[field.holding](field, token, names, today)


def _of_names(field: Field, token: Token, names: Names, _today: date) -> list[Condition]:
    keys: set[Key] = set()
    directory = names.directory(field)
    for piece in _filled(token):
        if _is_none(field, piece):
            keys.add(None)
            continue
        found = directory.find(piece.text)
        if not found:
            near = directory.near(piece.text)
            facts = {"field": field.title.lower(), "text": piece.text, "offers": _listed(near)}
            raise Problem(_code("filter.unknown", near), **facts)
        if len({fold(entry.name) for entry in found}) > 1:
            offers = _listed([entry.label for entry in found[:OFFERED]])
            code = "filter.several" if len(found) <= OFFERED else "filter.several.more"
            raise Problem(code, text=piece.text, count=len(found), offers=offers)
        keys |= {entry.key for entry in found}
    return [OneOf(field.id, frozenset(keys), token.negated)]


def _of_numbers(field: Field, token: Token, names: Names, _today: date) -> list[Condition]:
    text = unquoted(token.said).strip()
    if _is_none(field, Piece(text, '"' in token.said, 0, 0)) and token.sign == ":":
        return [OneOf(field.id, frozenset({None}), token.negated)]

    def read(one: str) -> int | Decimal:
        if field.holding == "amount":
            return numbers.amount(one, names.rates)
        found = numbers.number(one, field.unit)
        if found is None:
            raise Problem("filter.number", field=field.title.lower(), text=one)
        return int(found) if found == found.to_integral_value() else found

    low: int | Decimal | None
    high: int | Decimal | None
    if ".." in text and token.sign == ":":
        left, _, right = text.partition("..")
        low = read(left) if left.strip() else None
        high = read(right) if right.strip() else None
        if low is None and high is None:
            raise Problem("filter.value", field=field.name)
        if low is not None and high is not None and low > high:
            raise Problem("filter.order", text=text, turned=f"{right}..{left}")
        return [Between(field.id, low, high, negated=token.negated)]
    value = read(text)
    low = value if token.sign in (":", ">", ">=") else None
    high = value if token.sign in (":", "<", "<=") else None
    ends = {"with_low": token.sign != ">", "with_high": token.sign != "<"}
    return [Between(field.id, low, high, **ends, negated=token.negated)]


def _of_days(field: Field, token: Token, names: Names, today: date) -> list[Condition]:
    start, said = names.fiscal_start_month, _filled(token)
    if token.sign != ":":
        if len(said) > 1:
            raise Problem("filter.days", text=unquoted(token.said))
        found = spans.compared(token.sign, said[0].text, today, start)
        return [Days(field.id, frozenset({found}), token.negated)]
    asked = [
        None if _is_none(field, piece) else spans.span(piece.text, today, start) for piece in said
    ]
    return [Days(field.id, frozenset(asked), token.negated)]


def _of_words(field: Field, token: Token, _names: Names, _today: date) -> list[Condition]:
    said = _filled(token)
    texts = {piece.text.casefold() for piece in said if not _is_none(field, piece)}
    empty = [piece for piece in said if _is_none(field, piece)]
    if empty and texts:
        raise Problem("filter.mixed", field=field.name, text=empty[0].text)
    if empty:
        return [OneOf(field.id, frozenset({None}), token.negated)]
    return [Holds(field.id, frozenset(texts), token.negated)]


def _of_yes_no(field: Field, token: Token, _names: Names, _today: date) -> list[Condition]:
    keys: set[Key] = set()
    for piece in _filled(token):
        word = fold(piece.text)
        if _is_none(field, piece):
            keys.add(None)
        elif word in _YES or word in _NO:
            keys.add(word in _YES)
        else:
            raise Problem("filter.yes_no", field=field.name, text=piece.text)
    return [OneOf(field.id, frozenset(keys), token.negated)]


def _of_states(field: Field, token: Token, _names: Names, today: date) -> list[Condition]:
    """``is:`` speaks of the outcome, of risk and of snoozing; values of one line of it must agree
    on which."""
    said = [fold(piece.text) for piece in _filled(token)]
    outcomes: set[Key] = set()
    for word in said:
        if word in ("open", "won", "lost"):
            outcomes.add(word)
        elif word == "closed":
            outcomes |= {"won", "lost"}
        elif word not in ("risk", "at risk", "snoozed", *_ANY):
            near = _near(word, STATES)
            raise Problem(_code("filter.state", near), text=word, offers=near)
    if outcomes and len([w for w in said if w in ("open", "won", "lost", "closed")]) == len(said):
        return [OneOf("outcome", frozenset(outcomes), token.negated)]
    if len(said) > 1:
        raise Problem("filter.mixed", field=field.name, text=said[-1])
    if said[0] in _ANY:
        return []
    if said[0] == "snoozed":
        later = spans.between(today + timedelta(days=1), None)
        return [Days("snoozed", frozenset({later}), token.negated)]
    return [OneOf("risk", frozenset({True}), token.negated)]


_Reader = Callable[[Field, Token, Names, date], list[Condition]]
_READERS: dict[str, _Reader] = {
    "names": _of_names,
    "codes": _of_names,
    "amount": _of_numbers,
    "number": _of_numbers,
    "days": _of_days,
    "words": _of_words,
    "yes_no": _of_yes_no,
    "state": _of_states,
}


def _filled(token: Token) -> list[Piece]:
    return [piece for piece in pieces(token) if piece.text]


def _is_none(field: Field, piece: Piece) -> bool:
    return field.empty and not piece.quoted and fold(piece.text) in _NONE


def _near(text: str, known: Sequence[str]) -> str:
    found = process.extractOne(fold(text), known, score_cutoff=60)
    return "" if found is None else found[0]


def _code(code: str, offers: object) -> str:
    """The sentence that offers something, where there is something to offer."""
    return f"{code}.near" if offers else code


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels)
