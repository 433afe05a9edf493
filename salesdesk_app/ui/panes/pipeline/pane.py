"""The pipeline's screen: board or table, the filters above, and a deal's panel at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from salesdesk_app.services import pipeline
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.services.search import Hit
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.pane import Pane, PaneSpec
from salesdesk_app.ui.panes.pipeline.actions import Actions, Entry
from salesdesk_app.ui.panes.pipeline.columns import columns
from salesdesk_app.ui.panes.pipeline.filter_bar import EVERYTHING, FilterBar
from salesdesk_app.ui.panes.pipeline.models import Keep, Loaded, explained, load, stage_cards
from salesdesk_app.ui.panes.pipeline.panel import DealPanel
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.board import Board
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, row
from salesdesk_app.ui.widgets.empty import Empty
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.wording import pipeline as words

PANEL_WIDTH, PANEL_NARROW = 400, 364
ROOMY = 1040  # width of the pane from which on the panel has its full width
# What the table leaves out first where there is little room, and below which width.
LEFT_OUT = (("next_step", 1010), ("forecast", 860), ("signals", 770), ("owner", 620))
VIEW_KEY = "pipeline/view"
QUICK, PAUSE_MS = 3000, 90


class PipelinePane(Pane):
    """The board and the table of deals."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"deal", "stage", "pipeline", "account", "person", "activity", "setting", "rate"}
        | {"competitor", "product", "currency", "deal_contact", "deal_competitor", "deal_product"}
    )

    def __init__(self, spec: PaneSpec, desk: Desk, preferences: Preferences) -> None:
        super().__init__(spec, desk, preferences)
        self.act = Actions(desk, self)
        self.data: Loaded | None = None
        self.view = preferences.text(VIEW_KEY, "board")
        self._follow: int | None = None
        self._only_at_risk = False
        self.bar = FilterBar()
        self.board = Board()
        self.table = Table(
            columns(lambda: self.data, desk.today),
            search=lambda row: row.line,
        )
        self.panel = DealPanel(desk, self.act)
        self.empty = Empty(
            "square-kanban",
            "No deals yet",
            "Bring them in from a workbook or a CSV file, look around with the sample team, or add "
            "the first one.",
            [
                button("Import", lambda: self._run("file.import"), "primary"),
                button("Look around with the sample team", lambda: self._run("file.sample")),
                button("New deal", self.new_deal),
            ],
        )
        self.empty.text.setMinimumWidth(400)
        self.nothing = Empty("search", "No deal passes", "", [button("Show all", self.bar.reset)])
        self._lay_out()
        self._connect()
        self.show_view(self.view, ask=False)

    def header_widgets(self) -> Sequence[QPushButton]:
        """New deal, beside the search box."""
        return [button("New deal", self.new_deal, "primary", explain="Ctrl+N")]

    def views(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """Board, table, and table with a deal's panel."""
        return [
            ("board", lambda: self.show_view("board")),
            ("table", lambda: self.show_view("table")),
            ("panel", self._show_first),
        ]

    def question(self) -> Callable[[Session], Loaded]:
        """The deals of the filter, made ready for the view."""
        view, wanted, today = self.view, self.bar.wanted, self.desk.today()
        known = None if self.data is None else self.data.said
        return lambda session: load(session, view, wanted, today, known)

    def show_data(self, data: Any) -> None:
        """Shows deals; selection and scroll stay with them."""
        self.data = data
        self.act.choices = data.choices
        self.set_header(context=data.context)
        self.bar.set_choices(data.choices.owners, data.quarter)
        if self.view == "table":
            self._keep_at_risk()
            self.table.set_rows(data.rows)
        self._narrow()
        self._catch_up()

    def apply(self, filter: object) -> None:
        """Shows the deals of a figure in the table, or one deal in its panel."""
        if isinstance(filter, Hit):
            if filter.kind == "deal":
                self._follow = filter.id
                self.open_deal(filter.id)
                return
            filter = replace(EVERYTHING, outcome=None, text=filter.title, title=filter.title)
        if isinstance(filter, DealFilter):
            self.bar.set_filter(filter)
            self.show_view("table" if filter != EVERYTHING else self.view, ask=False)

    def show_view(self, view: str, *, ask: bool = True) -> None:
        """Board or table."""
        self.view = view
        self.preferences.set_text(VIEW_KEY, view)
        self.bar.choose_view(view)
        if ask:
            self.refresh()

    def new_deal(self) -> None:
        """Asks for a new deal and opens it."""
        self.act.add(self._added)

    def open_deal(self, deal_id: int) -> None:
        """Shows a deal in the panel."""
        self.panel.show_deal(deal_id)
        self.panel.show()
        self._fit()

    def chosen(self) -> list[DealRow]:
        """The deals that a command is about: those selected, else the one in the panel."""
        if self.view == "table":
            model = self.table.rows_model
            places = (model.place_of(deal_id) for deal_id in self.table.selected_ids())
            found = [model.row_at(place) for place in places if place is not None]
        else:
            found = self._on_board(self.board.selected_ids())
        if not found and self.panel.isVisible() and self.panel.detail is not None:
            found = [self.panel.detail.row]
        return found

    def has_choice(self) -> bool:
        """Whether there is a deal to do something with."""
        return bool(self.chosen())

    def step(self, direction: int) -> None:
        """Move the chosen deals a stage on or back; a stage that closes them asks."""
        rows = self.chosen()
        if not rows or self.data is None:
            return
        stages = self.data.choices.stages
        here = next(i for i, stage in enumerate(stages) if stage.id == rows[0].fact.stage_id)
        if 0 <= here + direction < len(stages):
            self.act.put(rows, stages[here + direction])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits panel and columns to the room."""
        super().resizeEvent(event)
        self._fit()

    def _added(self, deal_id: int) -> None:
        self.open_deal(deal_id)
        self._moved(deal_id)

    def _moved(self, deal_id: int) -> None:
        """Keeps the keyboard with a deal that went elsewhere, unless it is in the panel."""
        focus = self.focusWidget()
        if focus is None or not self.panel.isAncestorOf(focus):
            self._follow = deal_id
            if self.settled:
                self._catch_up()

    def _catch_up(self) -> None:
        if self._follow is not None:
            followed, self._follow = self._follow, None
            (self.board if self.view == "board" else self.table).choose(followed)

    def _on_board(self, ids: Sequence[int]) -> list[DealRow]:
        if self.data is None:
            return []
        wanted = set(ids)
        found = {r.id: r for stage in self.data.stages for r in stage.rows if r.id in wanted}
        return [found[deal_id] for deal_id in ids if deal_id in found]

    def _drop(self, ids: Sequence[int], stage_id: int) -> None:
        rows = self._on_board(ids)
        if rows and self.data is not None:
            stage = next(s for s in self.data.choices.stages if s.id == stage_id)
            self.act.put(rows, stage)

    def _edited(self, row: DealRow, column: str, value: Any) -> None:
        """What was typed into the table goes the way that belongs to its column."""
        if column == "stage" and self.data is not None:
            stage = next((s for s in self.data.choices.stages if s.id == value), None)
            if stage is not None:
                self.act.put([row], stage)
        elif column == "value":
            self.act.set_value(row, value)
        elif column == "close":
            is_open = row.fact.outcome == "open"
            self.act.edit(row, **{"expected_close_on" if is_open else "closed_on": value})
        else:
            field = {"owner": "owner_id", "forecast": "category"}.get(column, column)
            self.act.edit(row, **{field: value})

    def _chose(self, deal_id: int | None) -> None:
        """An open panel goes along with what is chosen."""
        if self.panel.isVisible() and deal_id is not None:
            self.panel.show_deal(deal_id)

    def _menu(self, deal_id: int) -> list[Entry]:
        rows = self.chosen()
        if deal_id not in {row.id for row in rows}:
            row = self._row_of(deal_id)
            rows = [] if row is None else [row]
        return self.act.menu(rows, self.open_deal)

    def _row_of(self, deal_id: int) -> DealRow | None:
        if self.view == "board":
            return next(iter(self._on_board([deal_id])), None)
        place = self.table.rows_model.place_of(deal_id)
        return None if place is None else self.table.rows_model.row_at(place)

    def _narrow(self) -> None:
        """Of the deals at hand, show those that hold what is typed and are at risk if asked."""
        self._later.stop()
        data = self.data
        if data is None:
            return
        if self.view == "board":
            keep = _keep(self.bar.wanted)
            stages = [stage_cards(stage, keep, data.currency) for stage in data.stages]
            self.board.set_stages(stages)
            narrowed = [r for s in data.stages for r in s.rows if s.outcome == "open"]
            narrowed = narrowed if keep is None else [row for row in narrowed if keep(row)]
            shown = sum(len(stage.cards) for stage in stages)
        else:
            narrowed = list(self.table.rows_model.rows())
            shown = len(narrowed)
        whole = not self.bar.wanted.text.strip() and not self.bar.wanted.at_risk
        figures = data.figures if whole else pipeline.figures_of(narrowed)
        totals = words.totals(figures, data.currency)
        self.bar.say(totals, explained(figures, data.currency), data.at_risk)
        self._show_page(shown)

    def _narrow_soon(self) -> None:
        """At once where it is quick; thousands of cards and sums wait for a pause in typing."""
        data = self.data
        if data is None:
            return
        self._keep_at_risk()
        many = len(data.rows) + sum(len(stage.rows) for stage in data.stages)
        self._later.start(0 if many < QUICK else PAUSE_MS)

    def _keep_at_risk(self) -> None:
        """Filters the table anew only where it changes: it is done at every key typed."""
        wanted = self.bar.wanted.at_risk
        if self.view == "table" and wanted != self._only_at_risk:
            self._only_at_risk = wanted
            self.table.set_keep((lambda row: row.at_risk) if wanted else None)

    def _show_page(self, shown: int) -> None:
        self.bar.setVisible(self.data is None or self.data.any_deals)
        if self.data is not None and not self.data.any_deals:
            self._pages.setCurrentWidget(self.empty)
        elif self.view == "board":
            self._pages.setCurrentWidget(self.board)
        else:
            self._pages.setCurrentWidget(self._card if shown else self.nothing)

    def _show_first(self) -> None:
        """The table with a deal's panel, to be pictured."""
        self.show_view("table")
        rows = self.table.rows_model.rows()
        if rows:
            self.open_deal(rows[0].id)

    def _close_panel(self) -> None:
        self.panel.hide()
        self._fit()
        (self.table if self.view == "table" else self.board).setFocus()

    def _fit(self) -> None:
        """Widths for the room there is."""
        wide = self.width() >= ROOMY
        self.panel.setFixedWidth(PANEL_WIDTH if wide else PANEL_NARROW)
        self.bar.make_compact(not wide)
        room = self.width() - (self.panel.width() + 12 if self.panel.isVisible() else 0)
        ids = [column.id for column in self.table.rows_model.columns]
        for column, least in LEFT_OUT:
            self.table.setColumnHidden(ids.index(column), room < least)

    def _run(self, command_id: str) -> None:
        """Runs a command of the window, as its menu does."""
        window: Any = self.window()
        window.run(COMMANDS[command_id])

    def _connect(self) -> None:
        self.act.moved = self._moved
        self.bar.asked.connect(self.refresh)
        self.bar.narrowed.connect(self._narrow_soon)
        self.bar.viewed.connect(self.show_view)
        self.table.search_in(self.bar.search)
        self.table.edited.connect(self._edited)
        self.table.menu_for = lambda row: self._menu(row.id)
        self.board.moved.connect(self._drop)
        self.board.menu_for = self._menu
        self.board.typed.connect(self._type)
        for view in (self.table, self.board):
            view.opened.connect(self.open_deal)
            view.chosen.connect(self._chose)
            view.escaped.connect(self._escape)
        self.panel.closed.connect(self._close_panel)

    def _type(self, text: str) -> None:
        self.bar.search.setFocus()
        self.bar.search.setText(self.bar.search.text() + text)

    def _escape(self) -> None:
        """Esc closes the panel, else it empties the search."""
        if self.panel.isVisible():
            self.panel.close_panel()
        else:
            self.bar.search.clear()

    def _lay_out(self) -> None:
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._narrow)
        self._card = Card(margin=8)
        self._card.body.addWidget(self.table)
        self._pages = QStackedWidget()
        for page in (self.board, self._card, self.empty, self.nothing):
            self._pages.addWidget(page)
        self.panel.hide()
        body = row(self._pages, self.panel, spacing=12)
        body.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.setSpacing(12)
        box.addWidget(self.bar)
        box.addLayout(body, 1)


def _keep(wanted: DealFilter) -> Keep | None:
    """What a row must have beside what was asked for; None where nothing more is wanted."""
    found = wanted.text.lower().split()
    if not found and not wanted.at_risk:
        return None
    at_risk = wanted.at_risk
    return lambda row: (not at_risk or row.at_risk) and all(word in row.line for word in found)
