"""The filter of deals as a value: conditions that must all hold, in one canonical order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, TypeGuard

from salesdesk_app.domain.periods import Period

Outcome = Literal["open", "won", "lost"]
Key = int | str | bool | None
Number = int | Decimal

MANY = frozenset(("signal", "competitor", "product"))
"""Fields of which a deal may have several values at once."""


class OneOf(NamedTuple):
    """The field's value is among these; None among them is no value at all."""

    field: str
    keys: frozenset[Key]
    negated: bool = False


class Between(NamedTuple):
    """The field's number is known and lies between these; None is no bound on that side."""

    field: str
    low: Number | None = None
    high: Number | None = None
    with_low: bool = True
    with_high: bool = True
    negated: bool = False


class Days(NamedTuple):
    """The field's day lies in one of these spans; None among them is no day at all."""

    field: str
    spans: frozenset[Period | None]
    negated: bool = False


class Holds(NamedTuple):
    """The field's text holds one of these, in any case of letters."""

    field: str
    texts: frozenset[str]
    negated: bool = False


Condition = OneOf | Between | Days | Holds


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Which deals to look at; every condition that is set must hold.

    An empty set or None is no condition. ``None`` among the owners stands for nobody. Only deals
    whose date is known and lies in a period pass it. ``text`` finds deals whose name, account,
    owner, stage, next step, source or key holds each of its words. ``deal_ids`` names the deals
    themselves, as a figure hands on what it was made of. ``title`` says in words where a filter
    comes from ("Won in November, Lena Fischer"). ``more`` are all other conditions: one that has a
    place of its own above is not among them, see ``made``.
    """

    text: str = ""
    owner_ids: frozenset[int | None] = frozenset()
    stage_ids: frozenset[int] = frozenset()
    outcome: Outcome | None = None
    closed: Period | None = None
    expected: Period | None = None
    created: Period | None = None
    deal_ids: frozenset[int] | None = None
    at_risk: bool = False
    title: str = ""
    more: tuple[Condition, ...] = ()


def made(
    conditions: Iterable[Condition],
    text: str = "",
    *,
    deal_ids: frozenset[int] | None = None,
    title: str = "",
) -> DealFilter:
    """The one filter of these conditions, whatever their order and however they were split up.

    Values of a field that a deal has only one of are alternatives: two owners mean either.
    """
    slots: dict[str, object] = {}
    more: list[Condition] = []
    for condition in sorted(_joined(conditions), key=_order):
        slot = _slot(condition)
        if slot is None or slot[0] in slots:
            more.append(condition)
        else:
            slots[slot[0]] = slot[1]
    filled = DealFilter(text=" ".join(text.split()), deal_ids=deal_ids, title=title, **slots)  # type: ignore[arg-type]  # by the names of its own fields
    object.__setattr__(filled, "more", tuple(more))
    return filled


def parts(wanted: DealFilter) -> Iterator[Condition]:
    """All conditions of a filter, alike whether they have a place of their own; no text, no ids."""
    if wanted.outcome is not None:
        yield OneOf("outcome", frozenset({wanted.outcome}))
    if wanted.owner_ids:
        yield OneOf("owner", frozenset(wanted.owner_ids))
    if wanted.stage_ids:
        yield OneOf("stage", frozenset(wanted.stage_ids))
    if wanted.at_risk:
        yield OneOf("risk", frozenset({True}))
    for field, span in (
        ("closes", wanted.expected),
        ("closed", wanted.closed),
        ("created", wanted.created),
    ):
        if span is not None:
            yield Days(field, frozenset({span}))
    yield from wanted.more


def without(wanted: DealFilter, *fields: str) -> DealFilter:
    """The filter without its conditions on these fields."""
    kept = (condition for condition in parts(wanted) if condition.field not in fields)
    return made(kept, wanted.text, deal_ids=wanted.deal_ids, title=wanted.title)


def both(first: DealFilter, second: DealFilter) -> DealFilter:
    """The deals that pass every condition of both filters; the title is the first's."""
    ids = [each.deal_ids for each in (first, second) if each.deal_ids is not None]
    named = frozenset.intersection(*ids) if ids else None
    sets = {part.field: part.keys for part in parts(second) if _is_choice(part)}
    shared = [part for part in parts(second) if not _is_choice(part)]
    for part in parts(first):
        if _is_choice(part):
            keys = part.keys & sets.pop(part.field, part.keys)
            if not keys:
                named = frozenset()  # a deal cannot be two things at once
            shared.append(OneOf(part.field, keys or part.keys))
        else:
            shared.append(part)
    shared += [OneOf(field, keys) for field, keys in sets.items()]
    text = f"{first.text} {second.text}"
    return made(shared, text, deal_ids=named, title=first.title)


def _is_choice(condition: Condition) -> TypeGuard[OneOf]:
    """Whether it names alternatives of a field that a deal has only one value of."""
    is_set = isinstance(condition, OneOf) and not condition.negated
    return is_set and condition.field not in MANY


def _joined(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions on one field that mean one condition together, as this one; no two alike."""
    sets: dict[tuple[str, bool], frozenset[Key]] = {}
    others: dict[Condition, None] = {}
    for condition in conditions:
        if isinstance(condition, OneOf) and (condition.negated or condition.field not in MANY):
            key = (condition.field, condition.negated)
            sets[key] = sets.get(key, frozenset()) | condition.keys
        else:
            others[condition] = None
    for (field, negated), keys in sets.items():
        yield OneOf(field, keys, negated)
    yield from others


_PLACES = {"owner": "owner_ids", "stage": "stage_ids"}
_SPANS = {"closes": "expected", "closed": "closed", "created": "created"}


def _slot(condition: Condition) -> tuple[str, object] | None:
    """The field of the filter that a condition belongs into, with its value; None for ``more``."""
    if condition.negated:
        return None
    if isinstance(condition, OneOf):
        if condition.field in _PLACES:
            return _PLACES[condition.field], condition.keys
        if condition.field == "outcome" and len(condition.keys) == 1:
            return "outcome", next(iter(condition.keys))
        if condition.field == "risk" and condition.keys == {True}:
            return "at_risk", True
    if isinstance(condition, Days) and condition.field in _SPANS and len(condition.spans) == 1:
        span = next(iter(condition.spans))
        return None if span is None else (_SPANS[condition.field], span)
    return None


def _order(condition: Condition) -> tuple[str, str, bool, str]:
    kind = type(condition).__name__
    return condition.field, kind, condition.negated, _spelled(condition)


def _spelled(condition: Condition) -> str:
    """A text that is equal for equal conditions, however their sets and numbers are written."""
    if isinstance(condition, Between):
        bounds = (condition.low, condition.high)
        exact = [None if bound is None else Fraction(bound) for bound in bounds]  # 0 as 0.0000
        return repr((exact, condition.with_low, condition.with_high))
    if isinstance(condition, Days):
        return repr(sorted("" if span is None else span.key for span in condition.spans))
    return repr(sorted(map(repr, condition[1])))
