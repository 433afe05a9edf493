"""Match the columns: where the table was found, what its columns become, how they are read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox

from salesdesk_app import wording
from salesdesk_app.domain.fields import FIELDS, KINDS, RecordKind
from salesdesk_app.services.importing import PASTED, Choices
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.shell.importing import columns, readings
from salesdesk_app.ui.shell.importing.columns import ColumnLine
from salesdesk_app.ui.shell.importing.currency_dialog import CurrencyDialog
from salesdesk_app.ui.shell.importing.looking import Look
from salesdesk_app.ui.shell.importing.readings import What
from salesdesk_app.ui.shell.importing.steps import Step
from salesdesk_app.ui.shell.importing.words import about, all_about, counted, many
from salesdesk_app.ui.widgets.buttons import button, menu_of
from salesdesk_app.ui.widgets.card import Card, boxed
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.wording import names
from salesdesk_app.wording.numbers import number_of

ROW_HEIGHT = 34
ROOM = 8  # pixels below the last column, so that nothing has to be scrolled
BECOMES, HOW = 2, 3


class ColumnsCard(Card):
    """What is chosen here is kept here; ``changed`` tells that it is to be looked at anew."""

    changed = Signal()
    kind_changed = Signal()
    mapped = Signal(int, object)  # column, field
    sheet_chosen = Signal(object)  # its place among the tables of the file
    heading_wanted = Signal()
    words_wanted = Signal()
    all_columns_wanted = Signal()
    others_wanted = Signal()

    def __init__(self, step: Step) -> None:
        super().__init__("1 · Match the columns", about(step.table, step.source))
        self.note.setToolTip(tip(all_about(step.table, step.source)))
        table, source = step.table, step.source
        self.own: dict[int, Choices] = {}
        self._said = False
        self._fields: tuple[str, ...] = ()
        self.kind = Picker([(kind, f"Rows are {many(kind).lower()}") for kind in KINDS],
                           search=False)  # fmt: skip
        self.kind.set_value(table.kind)
        self.sheet = Picker(_sheets(step), search=False)
        self.sheet.set_value(source.tables.index(table))
        self.heading = button(f"Headings: row {wording.count(table.heading_row)}…",
                              self.heading_wanted.emit)  # fmt: skip
        self.currency = Picker(names.currencies(), none="Amounts: as they tell")
        self.words = button("Match the words…", self.words_wanted.emit)
        self.words.hide()
        self.ask = button("", self.next_question, "danger")
        self.ask.hide()
        self.every = button(f"Take in {number_of(table.cut, 'more column', 'more columns')}",
                            self.all_columns_wanted.emit, "link")  # fmt: skip
        every = wording.count(len(step.others) + 1)
        self.others = button(f"Import all {every} tables", self.others_wanted.emit, "link",
                             explain=_others(step))  # fmt: skip
        self.rows = Table(
            columns.columns(self.kind.value, lambda: self._fields), row_height=ROW_HEIGHT
        )
        self.rows.setSortingEnabled(False)
        self._name()
        self._lay_out()
        self.sheet.setVisible(len(source.tables) > 1)
        self.every.setVisible(table.cut > 0 and step.way.name != PASTED)
        self.others.setVisible(bool(step.others))
        self._connect()

    def choices(self) -> Choices | None:
        """What the user said of the file and of its columns; None while nothing was said."""
        if not self._said:
            return None
        return Choices(currency=self.currency.value(), columns=dict(self.own))

    def forget(self, column: int | None = None) -> None:
        """Let what was said of a column's cells go, for it becomes another field; None for all."""
        if column is None:
            self.own.clear()
            self._said = False
        else:
            self.own.pop(column, None)

    def show_look(self, look: Look) -> None:
        """Show what the columns were understood as."""
        if not self._said:
            # What was remembered of such files is where the user goes on from.
            self.own = dict(look.plan.choices.columns)
            self.currency.set_value(look.plan.choices.currency)
        self._fields = look.own
        self._show(columns.lines(look, self.own))
        unsure = sum(
            1
            for word in look.plan.spellings
            if word.how in ("new", "alike") and look.known.get(word.kind)
        )
        self.words.setVisible(bool(look.plan.spellings))
        count = number_of(unsure, "word", "words")
        self.words.setText(f"Match {count}…" if unsure else "Words…")

    def show_unplanned(self, step: Step, mapping: Mapping[int, str | None]) -> None:
        """Show the columns while they do not yet tell what a row is."""
        self.words.hide()
        self._show(columns.unplanned(step.table, self.kind.value(), mapping))

    def height_within(self, most: int) -> int:
        """How high it is with as many whole columns in sight as ``most`` pixels allow."""
        around = self.sizeHint().height() - self.rows.sizeHint().height()
        around += self.rows.horizontalHeader().height() + ROOM
        lines = min(len(self.rows.rows_model.rows()), (most - around) // ROW_HEIGHT)
        return around + max(2, lines) * ROW_HEIGHT

    def next_question(self) -> None:
        """Goes to the next column of which something must be said, and offers it."""
        lines = list(self.rows.rows_model.rows())
        at = self.rows.currentIndex().row() + 1
        for line in (*lines[at:], *lines[:at]):
            if line.asks:
                place = lines.index(line)
                index = self.rows.rows_model.index(place, HOW)
                self.rows.setCurrentIndex(index)
                self.rows.scrollTo(index)
                self.rows.setFocus()
                self._offer(index)
                return

    def _show(self, lines: list[ColumnLine]) -> None:
        amounts = any(field.kind == "money" for field in FIELDS[self.kind_now()])
        self.currency.setVisible(amounts)
        self.rows.set_rows(lines)
        asking = sum(1 for line in lines if line.asks)
        self.ask.setText(f"{number_of(asking, 'question', 'questions')} to answer")
        self.ask.setVisible(asking > 0)

    def _name(self) -> None:
        for widget, said in (
            (self.kind, "What the rows are"),
            (self.sheet, "Sheet"),
            (self.currency, "The currency of all amounts"),
            (self.rows, "Columns of the file"),
        ):
            widget.setAccessibleName(said)
        self.currency.setToolTip("All amounts of the file are in this currency")
        self.sheet.setToolTip("Each sheet with a table; ✓ marks the one that is proposed")
        self.heading.setToolTip("Choose another row of headings")

    def _lay_out(self) -> None:
        bar = Flow(spacing=8)
        for widget in (self.kind, self.sheet, self.heading, self.currency, self.words, self.ask):
            bar.addWidget(widget)
        self.head.addWidget(self.every)
        self.head.addWidget(self.others)
        self.kind.setMinimumWidth(140)
        self.sheet.setMaximumWidth(250)
        self.currency.setMinimumWidth(190)
        self.currency.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.body.addWidget(boxed(bar))
        self.body.addWidget(self.rows, 1)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _key: self.kind_changed.emit())
        self.currency.chosen.connect(lambda _key: self._choose())
        self.sheet.chosen.connect(self.sheet_chosen)
        self.rows.edited.connect(lambda line, _id, value: self.mapped.emit(line.id, value))
        self.rows.clicked.connect(self._clicked)
        self.rows.opened.connect(lambda _id: self._enter())
        self.rows.menu_for = self._menu

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == HOW:
            self._offer(index)

    def _enter(self) -> None:
        """Enter does what a click does: it opens the choice of the current cell."""
        index = self.rows.currentIndex()
        if index.column() == HOW:
            self._offer(index)
        else:
            self.rows.edit(index.siblingAtColumn(BECOMES))

    def _offer(self, index: QModelIndex) -> None:
        line: ColumnLine = self.rows.rows_model.row_at(index)
        found = self._menu(line)
        if not found:
            return
        if line.words and len(found) == 1:
            self.words_wanted.emit()
            return
        menu = menu_of(found, self.rows)
        below = self.rows.visualRect(index).bottomLeft()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.rows.viewport().mapToGlobal(below))

    def _menu(self, line: ColumnLine) -> list[tuple[str, Callable[[], object]]]:
        """What can be chosen of how a column is read."""
        now = self.own.get(line.id, Choices())
        found = list(
            readings.entries(
                line.kind,
                now,
                lambda what, value, every: self._read(line, what, value, every),
                lambda: self._ask_currency(line),
            )
        )
        if line.words:
            found.append(("Match the words…", self.words_wanted.emit))
        return found

    def _read(self, line: ColumnLine, what: What, value: str | None, every: bool) -> None:
        lines = self.rows.rows_model.rows() if every else [line]
        for one in lines:
            if what in readings.offered(one.kind):
                said: Any = {what: value}
                self.own[one.id] = replace(self.own.get(one.id, Choices()), **said)
        self._choose()

    def _choose(self) -> None:
        self._said = True
        self.changed.emit()

    def _ask_currency(self, line: ColumnLine) -> None:
        now = self.own.get(line.id, Choices()).currency
        CurrencyDialog(
            self, line.heading, now, lambda code: self._read(line, "currency", code, False)
        ).open()

    def kind_now(self) -> RecordKind:
        """What the rows are."""
        chosen: RecordKind = self.kind.value()
        return chosen


def _sheets(step: Step) -> list[tuple[int, str]]:
    found = []
    for place, table in enumerate(step.source.tables):
        name = table.sheet or table.file
        hidden = ", hidden" if table.hidden else ""
        proposed = " ✓" if place == step.source.proposed else ""
        found.append((place, f"{name}: {counted(len(table.rows), table.kind)}{hidden}{proposed}"))
    return found


def _others(step: Step) -> str:
    others = (f"{one.sheet or one.file}: {counted(len(one.rows), one.kind)}" for one in step.others)
    return "\n".join(["One after the other. Also in this file:", *others])
