"""Look before it happens: every row by what becomes of it, and what the user decides of some."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget

from salesdesk_app import wording
from salesdesk_app.services.importing import Conflict, Decisions, PlanRow
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.shell.importing import preview
from salesdesk_app.ui.shell.importing.detail import SIDES, TWIN_CHOICES, RowDetail
from salesdesk_app.ui.shell.importing.looking import BOTH, Look
from salesdesk_app.ui.shell.importing.missing import MissingDeals
from salesdesk_app.ui.shell.importing.words import created
from salesdesk_app.ui.widgets.buttons import button, chip
from salesdesk_app.ui.widgets.card import Card, boxed, row
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import Elided

MISSING = "missing"
FILTERS = (
    ("", "All"),
    ("new", "New"),
    ("changed", "Update"),
    ("same", "Same"),
    ("twin", "Twin?"),
    ("duplicate", "Repeated"),
    ("error", "Error"),
    (BOTH, "Both changed"),
    (MISSING, "Missing"),
)


class PreviewCard(Card):
    """The rows of a plan, the one that is looked at, and the deals that the file lacks."""

    twin_decided = Signal(object, str)  # place, or None for all; choice
    conflict_settled = Signal(object, str)  # the conflict, or None for all; side
    missing_decided = Signal(str)  # leave, close
    look_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("2 · Look before it happens", "nothing is written yet")
        self.look: Look | None = None
        self.decisions = Decisions()
        self._filter = ""
        self._row_before: int | None = None
        self.chips = {key: chip(text) for key, text in FILTERS}
        line = Flow(spacing=8)
        for key, made in self.chips.items():
            made.clicked.connect(lambda _on=False, key=key: self.show_kind(key))
            line.addWidget(made)
        self.notes = Elided("", "label")
        self.again = button("Look again", self.look_wanted.emit)
        self.again.hide()
        self.rows = Table((), row_height=34)
        self.rows.setAccessibleName("What becomes of each row")
        self.rows.setSortingEnabled(False)
        self.rows.horizontalHeader().setStretchLastSection(True)
        self.detail = RowDetail(self._decide, self._settle)
        self.missing = MissingDeals()
        self.missing.decided.connect(self.missing_decided)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.split.addWidget(self.rows)
        self.split.addWidget(self.detail)
        self.split.setSizes([640, 320])
        self.split.setStretchFactor(0, 1)
        self.detail.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.pages.addWidget(self.missing)
        self.body.addWidget(boxed(line))
        said = row(self.notes, self.again)
        said.setStretch(0, 1)
        self.body.addLayout(said)
        self.body.addWidget(self.pages, 1)
        self.rows.chosen.connect(self._chosen)
        self._keys()

    def show_look(self, look: Look, decisions: Decisions) -> None:
        """Show what a plan would do; the row that is looked at stays where it is still there."""
        self.look, self.decisions = look, decisions
        self.again.hide()
        for key, text in FILTERS:
            number = len(look.plan.missing) if key == MISSING else look.count(key)
            self.chips[key].setText(f"{text} {wording.count(number)}")
            self.chips[key].setVisible(not key or number > 0)
        self.missing.show_missing(look.plan.missing, look.plan.last, decisions.missing)
        kept = self._filter if not self.chips[self._filter].isHidden() else ""
        self.rows.subject = f"Preview of {look.plan.table.file}"
        self.show_kind(kept)
        self._say_notes(look)
        if self._row_before is not None:
            self.rows.choose(self._row_before)
            self._row_before = None
        self._chosen(self.rows.current_id())

    def show_nothing(self, why: str) -> None:
        """Say why there is nothing to look at; without a reason it is being looked at."""
        if self.look is not None:
            self._row_before = self.rows.current_id()
        self.look = None
        self.rows.set_rows([])
        self.rows.set_columns(())
        self.detail.hide()
        for made in self.chips.values():
            made.hide()
        self.pages.setCurrentWidget(self.split)
        self.notes.setText(why)
        self.notes.setVisible(bool(why))
        self.again.setVisible(bool(why))

    def show_kind(self, key: str) -> None:
        """Show the rows of one kind, or all."""
        self._filter = key
        for name, made in self.chips.items():
            made.setChecked(name == key)
        self.pages.setCurrentWidget(self.missing if key == MISSING else self.split)
        if self.look is not None and key != MISSING:
            self.rows.set_columns(preview.columns(self.look, self._decided, key))
            self.rows.set_rows(self.look.rows.get(key, ()))

    def set_decisions(self, decisions: Decisions) -> None:
        """Show at once what was decided, while it is planned anew."""
        self.decisions = decisions
        self.rows.viewport().update()
        self._chosen(self.rows.current_id())

    def _say_notes(self, look: Look) -> None:
        plan = look.plan
        notes = [note.sentence for note in plan.notes if "column" not in note.facts]
        self.notes.setText(" · ".join([*created(plan), *notes]))
        self.notes.setToolTip(tip("\n".join([*created(plan, most=60), *notes])))
        self.notes.setVisible(bool(self.notes.text()))

    def _decided(self, place: int) -> str | None:
        own = self.decisions.twin.get(place) or self.decisions.twins
        if own is None and self.look is not None and place in self.look.twins:
            return self.look.twins[place].decided
        return own

    def _current(self) -> PlanRow | None:
        index = self.rows.currentIndex()
        return self.rows.rows_model.row_at(index) if index.isValid() else None

    def _chosen(self, row_id: Any) -> None:
        line = self._current()
        if self.look is None or row_id is None or line is None:
            self.detail.hide()
            return
        self.detail.show_row(self.look, line, self._decided)
        self.detail.show()

    def _keys(self) -> None:
        for choice, _text, key in TWIN_CHOICES:
            self._key(key, lambda choice=choice: self._decide(choice, False))
            self._key(f"Shift+{key}", lambda choice=choice: self._decide(choice, True))
        for side, _text, key in SIDES:
            self._key(key, lambda side=side: self._settle(None, side, False))
            self._key(f"Shift+{key}", lambda side=side: self._settle(None, side, True))

    def _key(self, key: str, run: Any) -> None:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(run)

    def _decide(self, choice: str, every: bool) -> None:
        """What becomes of the current twin, or of all; then the next one is looked at."""
        twins = self.look.twins if self.look is not None else {}
        line = self._current()
        if every and twins:
            self.twin_decided.emit(None, choice)
        elif not every and line is not None and line.place in twins:
            self._next_twin(line.place, list(twins))
            self.twin_decided.emit(line.place, choice)

    def _next_twin(self, place: int, places: Sequence[int]) -> None:
        """Goes on to the next row that is still to be decided."""
        at = places.index(place)
        for other in (*places[at + 1 :], *places[:at]):
            if self._decided(other) is None and self.rows.rows_model.place_of(other) is not None:
                self.rows.choose(other)
                return

    def _settle(self, conflict: Conflict | None, side: str, every: bool) -> None:
        """Whose value counts: of one field, of the current row's, or of all."""
        line = self._current()
        if self.look is None or not self.look.conflicts:
            return
        if every:
            self.conflict_settled.emit(None, side)
        elif conflict is not None:
            self.conflict_settled.emit([conflict], side)
        elif line is not None and line.place in self.look.conflicts:
            self.conflict_settled.emit(list(self.look.conflicts[line.place]), side)
