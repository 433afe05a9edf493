"""Rows of a table: sorting with gaps last, searching, and telling only what differs."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from salesdesk_app.ui.widgets.rows_model import Column, RowsModel
from tests.ui.gallery import COLUMNS, rows


@dataclass(frozen=True)
class Pair:
    id: int
    name: str
    value: int | None


PAIR = (
    Column("name", "Name", lambda r: r.name),
    Column("value", "Value", lambda r: "" if r.value is None else str(r.value), "number",
           sort_key=lambda r: r.value),
)  # fmt: skip
PAIRS = st.lists(st.tuples(st.text(max_size=4), st.none() | st.integers(-9, 9)), max_size=12).map(
    lambda found: [Pair(place, *pair) for place, pair in enumerate(found)]
)


@given(PAIRS, st.booleans())
def test_sorting_puts_what_has_no_value_last(pairs: list[Pair], descending: bool) -> None:
    model = RowsModel(PAIR)
    model.set_rows(pairs)
    order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
    model.sort(1, order)
    shown = [row.value for row in model.rows()]
    known = [value for value in shown if value is not None]
    assert known == sorted(known, reverse=descending)
    assert shown == known + [None] * (len(shown) - len(known))


@given(PAIRS, st.text(max_size=3))
def test_the_search_finds_exactly_the_rows_that_hold_each_word(
    pairs: list[Pair], text: str
) -> None:
    model = RowsModel(PAIR, search=lambda row: row.name.lower())
    model.set_rows(pairs)
    model.sort(0)
    model.set_text(text)
    wanted = {p.id for p in pairs if all(w in p.name.lower() for w in text.lower().split())}
    assert {row.id for row in model.rows()} == wanted


def test_search_and_keep_hold_together_and_survive_new_rows() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(rows(60))
    model.set_text("halden renewal")
    model.set_keep(lambda row: row.owner.startswith("Yuki"))
    first = [row.id for row in model.rows()]
    assert first
    assert all(model.row_at(place).account == "Halden Freight" for place in range(len(first)))
    model.set_rows(rows(60))
    assert [row.id for row in model.rows()] == first
    model.set_text("")
    model.set_keep(None)
    assert model.rowCount() == 60


def test_the_same_records_are_repainted_and_not_replaced() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(rows(5))
    resets: list[bool] = []
    painted: list[tuple[int, int]] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda a, b: painted.append((a.row(), b.row())))
    changed = rows(5)
    changed[3] = replace(changed[3], stage="Won")
    model.set_rows(changed)
    assert (resets, painted) == ([], [(3, 3)])
    assert model.data(model.index(3, 2)) == "Won"
    model.set_rows(changed)
    assert len(painted) == 1
    model.set_rows(changed[:4])
    assert resets == [True]


def test_an_edit_is_told_and_nothing_changes_by_itself() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(rows(3))
    told: list[tuple[int, str, object]] = []
    model.edited.connect(lambda row, column, value: told.append((row.id, column, value)))
    stage = model.index(1, 2)
    before = model.data(stage)
    assert not model.setData(stage, before)
    assert model.setData(stage, "Proposal")
    assert told == [(1, "stage", "Proposal")]
    assert model.data(stage) == before
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEditable


def test_text_of_others_is_one_line_and_no_html() -> None:
    model = RowsModel(PAIR)
    model.set_rows([Pair(1, "<b>Two</b>\nlines\x00\u202e", None)])
    cell = model.index(0, 0)
    assert model.data(cell) == "<b>Two</b> lines"
    hover = model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in hover
    assert "&lt;b&gt;" in hover
