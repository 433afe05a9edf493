"""A table of deals in which I judges in, O out and Space neither; values stay as they are."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from salesdesk_app import wording
from salesdesk_app.services.forecasting.standing import Judged
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.wording.language import gettext as _

VERDICTS: dict[int, str | None] = {Qt.Key.Key_I: "in", Qt.Key.Key_O: "out", Qt.Key.Key_Space: None}
PILLS: dict[str | None, tuple[tuple[str, Tone], ...]] = {
    "in": ((_("✓ in"), "good"),),
    "out": ((_("× out"), "bad"),),
    None: (),
}


class Judgeable(Protocol):
    """A row that is about a deal; ``verdict`` is None where it was not judged or cannot be."""

    @property
    def id(self) -> int: ...
    @property
    def judgeable(self) -> bool: ...
    @property
    def verdict(self) -> str | None: ...
    @property
    def judged(self) -> Judged | None: ...


class JudgingTable(Table):
    """``judged(rows, verdict)`` tells what was judged by key, ``noted(row, text)`` a note."""

    judged = Signal(object, object)
    noted = Signal(object, str)

    def __init__(
        self, columns: Sequence[Column], *, gives_way: Sequence[str] = (), row_height: int = 34
    ) -> None:
        """``gives_way`` are the columns that are hidden without room, the first one first."""
        super().__init__(columns, row_height=row_height)
        self._gives_way = gives_way
        self.edited.connect(self._typed)

    def judge(self, verdict: str | None) -> None:
        """Judge what is selected; what bears the verdict already is left alone."""
        chosen = set(self.selected_ids())
        rows = [row for row in self.rows_model.rows() if row.id in chosen and row.judgeable]
        changed = [row for row in rows if row.verdict != verdict]
        if changed:
            self.judged.emit(changed, verdict)

    def start_note(self) -> None:
        """Start to type why the current row was judged so."""
        index = self.currentIndex()
        places = [i for i, c in enumerate(self.rows_model.columns) if c.id == "note"]
        if index.isValid() and places:
            here = self.rows_model.index(index.row(), places[0])
            if here.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(here)
                self.edit(here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """I, O and Space judge, N notes why; the rest is the table's."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if plain and self.state() != self.State.EditingState:
            if event.key() in VERDICTS:
                self.judge(VERDICTS[event.key()])
                return
            if event.key() == Qt.Key.Key_N:
                self.start_note()
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hides columns that have no room."""
        needed = sum(column.width for column in self.rows_model.columns)
        for name in self._gives_way:
            place = next(i for i, c in enumerate(self.rows_model.columns) if c.id == name)
            hide = needed > self.viewport().width()
            self.setColumnHidden(place, hide)
            needed -= self.rows_model.columns[place].width if hide else 0
        super().resizeEvent(event)

    def _typed(self, row: Judgeable, column: str, value: str) -> None:
        if column == "note":
            self.noted.emit(row, value)


def verdict_column() -> Column:
    """In or out, as a mark and a word."""
    return Column(
        "verdict",
        _("In or out"),
        lambda row: {"in": _("in"), "out": _("out"), None: ""}[row.verdict],
        "pills",
        width=70,
        data=lambda row: PILLS[row.verdict],
        explain=explained,
    )


def note_column(look: ForecastLook, *, width: int = 180) -> Column:
    """Why a deal was judged so, typed in place."""
    return Column(
        "note",
        _("Note"),
        lambda row: row.judged.note or "" if row.judged is not None else "",
        width=width,
        explain=explained,
        editor="text",
        edit=lambda row: "" if row.judged is None else row.judged.note or "",
        may_edit=lambda row: look.writable and row.verdict is not None,
    )


def explained(row: Judgeable) -> str:
    """How a deal was judged, when and why."""
    if row.judged is None or row.verdict is None:
        return _("Neither in nor out yet.") if row.judgeable else _("Closed or omitted.")
    day = wording.day(row.judged.judged_on, year=True)
    word = _("Judged in on {day}.") if row.verdict == "in" else _("Judged out on {day}.")
    return "\n".join(part for part in (word.format(day=day), row.judged.note or "") if part)
