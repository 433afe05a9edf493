"""Many rows in slices: what comes of it is what comes of doing all at once."""

from collections.abc import Generator
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.ui.widgets import records
from salesdesk_app.ui.widgets.records import Records, in_order, passing, sorted_by, spans, together
from salesdesk_app.ui.widgets.slices import Slices

T = TypeVar("T")
KEYS = st.lists(st.none() | st.integers(-4, 4), max_size=60)


@pytest.fixture(autouse=True, scope="module")
def few() -> Generator[None, None, None]:
    """So few rows in a step that a short list already takes several."""
    kept = records.PART, records.RUN
    records.PART, records.RUN = 3, 4
    yield
    records.PART, records.RUN = kept


def result(steps: Generator[None, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            found: T = ended.value
            return found


@given(KEYS, st.booleans())
def test_merged_runs_are_sorted_and_stable_with_nothing_last(
    keys: list[int | None], descending: bool
) -> None:
    known = [place for place, key in enumerate(keys) if key is not None]
    known.sort(key=lambda place: keys[place] or 0, reverse=descending)
    empty = [place for place, key in enumerate(keys) if key is None]
    assert result(sorted_by(range(len(keys)), keys, descending=descending)) == known + empty


@given(KEYS, KEYS)
def test_two_keys_sort_by_the_first_and_then_the_second(
    first: list[int | None], second: list[int | None]
) -> None:
    count = min(len(first), len(second))
    order: Any = range(count)
    for keys, descending in ((second, True), (first, False)):
        order = result(sorted_by(order, keys, descending=descending))

    def weight(place: int) -> tuple[Any, ...]:
        one, two = first[place], second[place]
        return one is None, one or 0, two is None, -(two or 0), place

    assert order == sorted(range(count), key=weight)


@given(KEYS)
def test_rows_of_a_group_stand_together_and_keep_their_order(marks: list[int | None]) -> None:
    order = result(together(range(len(marks)), marks))
    assert order == sorted(
        range(len(marks)), key=lambda place: (marks[place] is None, marks[place] or 0, place)
    )
    found = result(spans([marks[place] for place in order]))
    assert [span.key for span in found] == list(dict.fromkeys(marks[place] for place in order))
    assert [span.last - span.first for span in found] == [marks.count(span.key) for span in found]


@given(st.lists(st.text("ab ", max_size=4), max_size=20), st.text("ab ", max_size=3))
def test_those_that_pass_hold_every_word(lines: list[str], text: str) -> None:
    every = Records(lines, range(len(lines)), lines)
    words = text.split()
    found = result(passing(every, words, lambda line: len(line) != 1))
    wanted = [i for i, line in enumerate(lines) if all(w in line for w in words) and len(line) != 1]
    assert list(found.ids) == wanted
    assert list(found.rows) == [lines[place] for place in wanted]
    back = result(in_order(found, range(len(wanted) - 1, -1, -1)))
    assert list(back.ids) == wanted[::-1]


def test_what_is_begun_anew_takes_the_place_of_what_was_not_finished(qapp: Any) -> None:
    work, told = Slices(qapp), list[str]()

    def steps(name: str) -> Generator[None, None, str]:
        yield
        return name

    work.run(steps("first"), told.append)
    work.run(steps("second"), told.append)
    assert work.busy
    work.finish()
    assert (told, work.busy) == (["second"], False)
    work.run(steps("third"), told.append)
    work.stop()
    work.finish()
    assert told == ["second"]
