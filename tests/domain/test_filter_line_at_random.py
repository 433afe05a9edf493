"""Filter lines of any conditions and of any letters: what is written is read as the same."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from salesdesk_app import wording
from salesdesk_app.domain.deals import CATEGORIES
from salesdesk_app.domain.filters.spans import between
from salesdesk_app.domain.filters.wanted import (
    Between,
    Condition,
    Days,
    Holds,
    Key,
    OneOf,
    made,
)
from salesdesk_app.domain.filters.writing import filter_text
from salesdesk_app.domain.periods import day_of, month_of, quarter_of, week_of
from salesdesk_app.domain.signals import CODES
from salesdesk_app.domain.slips import REASONS
from tests.domain.filter_world import NAMES, read

days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
numbers = st.integers(-(10**9), 10**13)
spans = st.one_of(
    days.map(day_of),
    days.map(week_of),
    days.map(month_of),
    days.map(quarter_of),
    days.map(lambda day: between(day, None)),
    days.map(lambda day: between(None, day)),
    st.tuples(days, days).map(lambda two: between(min(two), max(two))),
)


def one_of(field: str, keys: Any) -> st.SearchStrategy[Condition]:
    held: st.SearchStrategy[frozenset[Key]] = st.frozensets(st.sampled_from(keys), min_size=1)
    return st.builds(OneOf, st.just(field), held, st.booleans())


def ranges(field: str, values: Any) -> st.SearchStrategy[Condition]:
    def ordered(two: tuple[Any, Any], low_in: bool, high_in: bool, no: bool) -> Condition:
        low, high = two
        if low is not None and high is not None:
            return Between(field, min(two), max(two), negated=no)
        return Between(field, low, high, low_in or low is None, high_in or high is None, no)

    pairs = st.one_of(
        st.tuples(values, values), st.tuples(values, st.none()), st.tuples(st.none(), values)
    )
    return st.builds(ordered, pairs, st.booleans(), st.booleans(), st.booleans())


def in_days(field: str) -> st.SearchStrategy[Condition]:
    held = st.frozensets(st.one_of(spans, st.none()), min_size=1, max_size=3)
    return st.builds(Days, st.just(field), held, st.booleans())


conditions = st.one_of(
    one_of("owner", [None, 1, 2, 3, 4, 5, 6]),
    one_of("account", [None, 1, 2, 3, 4, 5]),
    one_of("stage", [1, 2, 3]),
    one_of("source", [None, "Web", "Trade fair"]),
    one_of("signal", [None, *CODES]),
    one_of("forecast", CATEGORIES),
    one_of("slip", [None, *REASONS]),
    one_of("outcome", ["open", "won", "lost"]),
    one_of("risk", [True]),
    one_of("own:4", [True, False, None]),
    ranges("value", numbers),
    ranges("probability", st.integers(0, 100)),
    ranges("own:2", st.decimals(allow_nan=False, allow_infinity=False, places=4)),
    *(in_days(field) for field in ("closes", "closed", "created", "snoozed", "own:1")),
    st.builds(
        Holds,
        st.just("own:3"),
        st.frozensets(
            st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1).map(str.casefold),
            min_size=1,
            max_size=2,
        ),
        st.booleans(),
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(conditions, max_size=5), st.text(max_size=20))
@example(
    [
        Between("own:2", Decimal(0), with_low=False),
        Between("own:2", Decimal("-0.0001"), with_low=False),
    ],
    "",
)
def test_what_is_written_is_read_as_the_same_filter(found: list[Condition], text: str) -> None:
    filter = made(found, text)
    written = filter_text(filter, NAMES)
    line = read(written)
    assert not line.faults, written
    assert line.wanted == filter
    assert filter_text(line.wanted, NAMES) == written


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet='ownervalue:<>=",.-!k5 ', max_size=40))
def test_any_text_is_understood_or_said(text: str) -> None:
    line = read(text)
    for fault in line.faults:
        assert wording.problem(fault.code, fault.facts)
    assert [term.first for term in line.terms] == sorted(term.first for term in line.terms)
