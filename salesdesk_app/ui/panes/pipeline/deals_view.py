"""Deals as a board or as a table: which of those at hand are shown, chosen, moved and edited."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget

from salesdesk_app.domain.custom import Own
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.pipeline import DealFilter, DealRow, Figures
from salesdesk_app.ui.desk import Work
from salesdesk_app.ui.format import literal
from salesdesk_app.ui.panes.pipeline.board_choice import BoardChoice
from salesdesk_app.ui.panes.pipeline.board_sheet import board_sheet
from salesdesk_app.ui.panes.pipeline.board_view import BoardView
from salesdesk_app.ui.panes.pipeline.cards import Keep, Said
from salesdesk_app.ui.panes.pipeline.column_choice import ColumnChoice
from salesdesk_app.ui.panes.pipeline.columns import columns
from salesdesk_app.ui.panes.pipeline.deal_table import PAUSE_MS, QUICK, DealTable
from salesdesk_app.ui.panes.pipeline.models import Loaded
from salesdesk_app.ui.panes.pipeline.more_columns import more_columns
from salesdesk_app.ui.panes.pipeline.narrowing import Narrowed, Narrowing
from salesdesk_app.ui.panes.pipeline.own_columns import own_column
from salesdesk_app.ui.panes.pipeline.since import Since, in_past
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.card import Card
from salesdesk_app.ui.widgets.empty import Empty


class DealsView(QStackedWidget):
    """Both views over one set of deals; ``view`` says which one is on."""

    opened = Signal(object)  # id
    walked = Signal(object)  # id of the current deal, or None
    dropped = Signal(object, int)  # rows, id of the stage
    edited = Signal(object, str, object)  # row, id of the column, value
    escaped = Signal()
    typed = Signal(str)
    copied = Signal()
    narrowed = Signal(object)  # Figures of the open deals shown, or of the table's rows

    def __init__(
        self,
        choices: Callable[[], Choices | None],
        today: Callable[[], date],
        nothing_yet: Empty,
        show_all: QPushButton,
        *,
        choice: ColumnChoice,
        board: BoardChoice,
        work: Callable[..., Work],
    ) -> None:
        """``work`` runs what takes long off the UI thread, as a desk's does."""
        super().__init__()
        self.view = "board"
        self.data: Loaded | None = None
        self._wanted = DealFilter()
        self._only_at_risk = False
        self._text = ""
        self.board_view = BoardView(board)
        self.board = self.board_view.board
        self.choice = choice
        self._columns = [*columns(lambda: self.data, choices, today), *more_columns(today)]
        self._fields: tuple[Own, ...] = ()
        self._since: Since | None = None
        self._said: dict[date, Said] = {}
        self._room = 0
        self.deal_table = DealTable(self._columns, choice)
        self.table = self.deal_table.table
        self.nothing_yet = nothing_yet
        self.nothing = Empty("search", "No deal passes", "", [show_all])
        self._card = Card(margin=8)
        self._card.body.addWidget(self.deal_table)
        for page in (self.board_view, self._card, self.nothing_yet, self.nothing):
            self.addWidget(page)
        self._narrowing = Narrowing(work, self._show_board)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._narrow)
        self._connect()

    @property
    def settled(self) -> bool:
        """Whether what is shown follows what was typed."""
        waits = self._later.isActive() or self._narrowing.busy
        return not waits and self.deal_table.settled

    def said_of(self, day: date) -> Said | None:
        """The words in which a day was shown before, with its rows; None where it was not."""
        return self._said.get(day)

    def show_loaded(self, data: Loaded, wanted: DealFilter) -> None:
        """Show other deals, narrowed as the filter says; selection and scroll stay with them."""
        self.data, self._wanted = data, wanted
        said = {**self._said, data.said.today: data.said}
        # Who looks back returns to the present, which is the last day.
        self._said = {day: said[day] for day in (max(said), data.said.today)}
        self.board.set_read_only(data.since is not None)
        if self.view == "table":
            self._show_fields(data.fields, data.since)
            self._keep_wanted()
            self.deal_table.currency = data.currency
            self.table.set_rows(data.rows)
            if _keep(wanted) is None:
                self.narrowed.emit(data.figures)
        self._narrow()

    def narrow(self, wanted: DealFilter) -> None:
        """Of the deals at hand, show those that hold the text and are at risk if asked."""
        self._wanted = wanted
        if self.data is not None:
            self._keep_wanted()
            many = sum(len(stage.rows) for stage in self.data.stages)
            self._later.start(0 if many < QUICK else PAUSE_MS)

    def chosen(self) -> list[DealRow]:
        """The deals that are selected, in their order."""
        if self.view == "table":
            return self.table.selected_rows()
        return self.rows_of(self.board.selected_ids())

    def rows_of(self, ids: Sequence[int]) -> list[DealRow]:
        """The rows of these deals, of those at hand."""
        if self.view == "table":
            return self.table.rows_model.records_of(ids)
        wanted = set(ids)
        stages = () if self.data is None else self.data.stages
        found = {row.id: row for stage in stages for row in stage.rows if row.id in wanted}
        return [found[deal_id] for deal_id in ids if deal_id in found]

    def sheet(self, title: str, rows: Sequence[DealRow] | None = None) -> Sheet:
        """These deals, or all that are shown, as the view has them: columns, order and filter."""
        if self.view == "table":
            self.table.subject = title
            return self.table.sheet(rows)
        if rows is None:
            keep, stages = _keep(self._wanted), () if self.data is None else self.data.stages
            rows = [row for stage in stages for row in stage.rows if keep is None or keep(row)]
        return board_sheet(title, self.table.rows_model.columns, rows)

    def choose(self, deal_id: int) -> None:
        """Make a deal the current one and bring it into sight."""
        (self.board if self.view == "board" else self.table).choose(deal_id)

    def take_focus(self) -> None:
        """Give the keyboard to the deals."""
        if self.view == "table":
            self.table.setFocus()
            return
        lists = [column.list for column in self.board.columns]
        held = next((found for found in lists if found.selected_ids()), None)
        filled = next((found for found in lists if found.cards.cards), None)
        target = held or filled
        if target is not None:
            target.setFocus()

    def fit(self, room: int) -> None:
        """Show the columns that were chosen, as far as there is room."""
        self._room = room
        self.deal_table.fit(room)

    def layout(self) -> dict[str, Any]:  # type: ignore[override]  # a QWidget's own is not asked
        """How the table is laid out, as plain values for a saved view."""
        return self.deal_table.layout_now()

    def set_layout(self, layout: Mapping[str, Any]) -> None:
        """Lay the table out so; what is not known of it is left aside."""
        self.deal_table.set_layout(layout)

    def columns_menu(self) -> QMenu:
        """A menu in which columns are turned on and off."""
        columns = self.table.rows_model.columns
        shown, _fits = self.choice.fitting(columns, self._room)
        menu = menu_of((), self)
        for column in self.choice.ordered(columns)[1:]:
            action = menu.addAction(literal(column.title))
            action.setCheckable(True)
            action.setChecked(column.id in shown)
            action.toggled.connect(partial(self._turn, column.id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _turn(self, column: str, on: bool) -> None:
        self.choice.choose(column, on=on)
        self.fit(self._room)

    def _show_fields(self, fields: tuple[Own, ...], since: Since | None) -> None:
        """Behind our own columns those of the user's fields, and in the past what became of it."""
        if (fields, since) != (self._fields, self._since):
            self._fields, self._since = fields, since
            columns = [*self._columns, *map(own_column, fields)]
            self.deal_table.set_columns(columns if since is None else in_past(columns, since))

    def _narrow(self) -> None:
        self._later.stop()
        data = self.data
        if data is None:
            return
        if self.view == "board":
            self._narrowing.ask(data, self._wanted, _keep(self._wanted))
        else:
            waits = not self.table.rows_model.settled  # till then the rows before are shown
            shown = bool(self.table.rows_model.rows()) or waits
            self._show_page(data, self._card if shown else self.nothing)

    def _show_board(self, left: Narrowed) -> None:
        data = self.data
        if data is None or self.view != "board":
            return
        self.board.set_stages(left.stages)
        self.narrowed.emit(left.figures)
        self.board_view.offer(data)
        # The switch of pipelines stays in sight, for the deals may be in another one.
        stays = len(data.pipelines) > 1 or self._wanted == DealFilter(outcome="open")
        self._show_page(data, self.board_view if left.any_left or stays else self.nothing)

    def _rows_changed(self) -> None:
        if self.view == "table" and self.data is not None:
            self._narrow()

    def _tallied(self, figures: Figures) -> None:
        if self.view == "table" and self.data is not None:
            self.narrowed.emit(figures)

    def _show_page(self, data: Loaded, page: Any) -> None:
        self.setCurrentWidget(page if data.any_deals else self.nothing_yet)

    def _keep_wanted(self) -> None:
        """Filters the table anew only where it changes: it is done at every key typed."""
        wanted, text = self._wanted.at_risk, self._wanted.text
        if self.view == "table" and text != self._text:
            self._text = text
            self.table.rows_model.set_text(text)
        if self.view == "table" and wanted != self._only_at_risk:
            self._only_at_risk = wanted
            self.table.set_keep((lambda row: row.at_risk) if wanted else None)

    def _drop(self, ids: Sequence[int], stage_id: int) -> None:
        rows = self.rows_of(ids)
        if rows:
            self.dropped.emit(rows, stage_id)

    def _connect(self) -> None:
        self.table.edited.connect(self.edited.emit)
        self.table.rows_model.shown_changed.connect(lambda _shown, _all: self._rows_changed())
        self.deal_table.tallied.connect(self._tallied)
        self.board.moved.connect(self._drop)
        self.board.copied.connect(self.copied.emit)
        for view in (self.table, self.board):
            view.typed.connect(self.typed.emit)
            view.opened.connect(self.opened.emit)
            view.chosen.connect(self.walked.emit)
            view.escaped.connect(self.escaped.emit)


def _keep(wanted: DealFilter) -> Keep | None:
    """What a row must have beside what was asked for; None where nothing more is wanted."""
    words, at_risk = wanted.text.lower().split(), wanted.at_risk
    if not words and not at_risk:
        return None
    return lambda row: (not at_risk or row.at_risk) and all(word in row.line for word in words)
