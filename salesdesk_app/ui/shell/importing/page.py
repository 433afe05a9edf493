"""The page of an import: match the columns, look before it happens; nothing is written here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import CUSTOM
from salesdesk_app.services.importing import Conflict, Decisions, Plan, kept
from salesdesk_app.ui.calls import Work
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell.importing.columns_card import ColumnsCard
from salesdesk_app.ui.shell.importing.heading_dialog import HeadingDialog
from salesdesk_app.ui.shell.importing.looking import Look, look
from salesdesk_app.ui.shell.importing.preview_card import PreviewCard
from salesdesk_app.ui.shell.importing.steps import Step
from salesdesk_app.ui.shell.importing.words import counted, many
from salesdesk_app.ui.shell.importing.words_dialog import WordsDialog
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.wording.numbers import number_of

LARGE = 20_000  # rows: of more of them two plans at once would take too much memory
STOPPED = "Looking was stopped. Look again to see what will happen."


class ImportPage(QWidget):
    """One table: what its columns become, and what every row would do; ``look`` begins."""

    title_changed = Signal()
    stopped = Signal()
    reread = Signal(dict)  # how to read the file otherwise
    sheet_chosen = Signal(object)
    others_wanted = Signal()

    def __init__(self, desk: Desk, step: Step) -> None:
        super().__init__()
        self._desk = desk
        self.step = step
        self.mapping: dict[int, str | None] = {}
        self.decisions = Decisions()
        self.shown: Look | None = None
        self.current = False
        self._moved = False
        self.work: Work | None = None
        self.agree_button = button("Import", kind="primary")
        self.agree_button.setShortcut("Ctrl+Return")
        self.agree_button.setToolTip("Ctrl+Enter")
        self.rejects_button = button("Save the errors as a sheet")
        self.rejects_button.hide()
        self.match = ColumnsCard(step)
        self.preview = PreviewCard()
        self.columns, self.rows = self.match.rows, self.preview.rows
        self._lay_out()
        self._connect()

    @property
    def plan(self) -> Plan | None:
        """What would be done now; None while that is not known."""
        return self.shown.plan if self.shown is not None and self.current else None

    @property
    def title(self) -> str:
        """What is imported."""
        return f"Import {many(self.match.kind_now()).lower()}"

    @property
    def context(self) -> str:
        """How far one is: columns first, then a look at the rows."""
        return f"step {2 if self.shown is not None else 1} of 2"

    def look(self) -> None:
        """Ask what the import would do now; what was known stays in sight where it is not large."""
        self.current = False
        if len(self.step.table.rows) > LARGE:
            self.shown = None
            self.preview.show_nothing("")
            if not self.columns.rows_model.rows():
                self.match.show_unplanned(self.step, self.mapping)
        self.set_busy(True)
        self.work = self._desk.ask(
            look,
            self.step.table,
            dict(self.mapping),
            kind=self.match.kind_now(),
            choices=self.match.choices(),
            decisions=self.decisions,
            now=self._desk.now(),
            then=self._looked,
            failed=lambda: self._unclear(STOPPED),
            topic=("import", id(self)),
            doing=f"Looking at {self.step.table.file}",
        )

    def set_busy(self, busy: bool) -> None:
        """While something runs, nothing can be agreed to."""
        self.agree_button.setEnabled(not busy and self.plan is not None)
        self.rejects_button.setEnabled(not busy and self.plan is not None)

    def leave(self) -> None:
        """Let the running look end."""
        if self.work is not None and not self.work.over:
            self.work.stopped.set()

    def match_words(self) -> None:
        """Open the words of the file that stand for stages and people."""
        if self.shown is not None and self.shown.plan.spellings:
            WordsDialog(self, self.shown.plan.spellings, self.shown.known, self._spelled).open()

    def choose_heading(self) -> None:
        """Let the user say which row holds the headings."""
        HeadingDialog(self, self.step.table, self._headed).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the columns the height that they need, and the rows always more."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops the import; nothing was written."""
        if event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        split = self.split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.match)
        split.addWidget(self.preview)
        split.splitterMoved.connect(lambda _at, _place: self._keep_split())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.addWidget(split)

    def _fit(self) -> None:
        if not self._moved and self.split.height() > 200:
            height = self.split.height()
            upper = self.match.height_within(round(height * (0.47 if height > 660 else 0.42)))
            self.split.setSizes([upper, height - upper])

    def _keep_split(self) -> None:
        self._moved = True

    def _connect(self) -> None:
        match, preview = self.match, self.preview
        match.changed.connect(self.look)
        match.kind_changed.connect(self._other_kind)
        match.mapped.connect(self._mapped)
        match.sheet_chosen.connect(self.sheet_chosen)
        match.heading_wanted.connect(self.choose_heading)
        match.words_wanted.connect(self.match_words)
        match.all_columns_wanted.connect(lambda: self.reread.emit({"all_columns": True}))
        match.others_wanted.connect(self.others_wanted)
        preview.twin_decided.connect(self._twin_decided)
        preview.conflict_settled.connect(self._settled)
        preview.look_wanted.connect(self.look)
        preview.missing_decided.connect(self._missing_decided)
        for table in (match.rows, preview.rows, preview.missing.rows):
            table.escaped.connect(self.stopped)

    def _other_kind(self) -> None:
        self.mapping.clear()
        self.match.forget()
        self.decisions = Decisions()
        self.look()

    def _headed(self, number: int) -> None:
        if number != self.step.table.heading_row:
            self.reread.emit({"heading_row": number})

    def _mapped(self, column: int, value: Any) -> None:
        code = value
        if value == CUSTOM:
            code = kept(self.step.table, [column], self.mapping)[column]
        self.mapping[column] = code
        self.match.forget(column)
        for other, taken in list(self.mapping.items()):
            if other != column and taken == code and code is not None:
                del self.mapping[other]
        self.look()

    def _spelled(self, chosen: Mapping[tuple[str, str], int | None]) -> None:
        spellings = {**self.decisions.spellings, **chosen}
        self._decide(replace(self.decisions, spellings=spellings))

    def _twin_decided(self, place: int | None, choice: str) -> None:
        if place is None:
            self._decide(replace(self.decisions, twins=choice, twin={}))
        else:
            self._decide(replace(self.decisions, twin={**self.decisions.twin, place: choice}))

    def _settled(self, conflicts: list[Conflict] | None, side: str) -> None:
        if conflicts is None:
            conflicts = list(self.shown.plan.conflicts) if self.shown is not None else []
        found = {(one.place, one.column): side for one in conflicts}
        self._decide(replace(self.decisions, conflicts={**self.decisions.conflicts, **found}))

    def _missing_decided(self, choice: str) -> None:
        self._decide(replace(self.decisions, missing=choice))

    def _decide(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self.preview.set_decisions(decisions)
        self.look()

    def _looked(self, found: Look | Problem) -> None:
        if isinstance(found, Problem):
            self._unclear(wording.problem(found.code, found.facts))
        else:
            self._show(found)

    def _unclear(self, why: str) -> None:
        self.shown = None
        self.preview.show_nothing(why)
        self.match.show_unplanned(self.step, self.mapping)
        self._fit()
        self._say()

    def _show(self, found: Look) -> None:
        self.shown, self.current = found, True
        self.set_busy(False)
        self.match.show_look(found)
        self._fit()
        self.preview.show_look(found, self.decisions)
        self._say()

    def _say(self) -> None:
        found = self.shown
        errors = found.count("error") if found is not None else 0
        if found is not None:
            plan = found.plan
            closes = len(plan.missing) if self.decisions.missing == "close" else 0
            parts = [f"import {counted(found.writes, plan.kind)}"] if found.writes else []
            parts += [f"close {counted(closes, plan.kind)}"] if closes else []
            said = ", ".join(parts) or "nothing to import: go on"
            self.agree_button.setText(said[0].upper() + said[1:])
            # Qt lets the shortcut go with the text.
            self.agree_button.setShortcut("Ctrl+Return")
        self.rejects_button.setText(f"Save {_the(errors)} as a sheet")
        self.rejects_button.setVisible(errors > 0)
        self.title_changed.emit()


def _the(errors: int) -> str:
    return "the error" if errors == 1 else f"the {number_of(errors, 'error', 'errors')}"
