"""The pipeline's screen: board, table or a lens, filters above, a deal's panel at the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.deals.deal_filter import OneOf, made
from salesdesk_app.services.pipeline import DealFilter, DealRow, Figures
from salesdesk_app.services.search import Hit
from salesdesk_app.services.stages import StageRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.pane import Pane, PaneSpec
from salesdesk_app.ui.panes.pipeline import menus
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.adding import add
from salesdesk_app.ui.panes.pipeline.board_choice import BoardChoice
from salesdesk_app.ui.panes.pipeline.cards import explained
from salesdesk_app.ui.panes.pipeline.column_choice import ColumnChoice
from salesdesk_app.ui.panes.pipeline.columns_dialog import ColumnsDialog
from salesdesk_app.ui.panes.pipeline.deals_view import DealsView
from salesdesk_app.ui.panes.pipeline.empty_page import nothing_yet
from salesdesk_app.ui.panes.pipeline.filter_bar import EVERYTHING, FilterBar
from salesdesk_app.ui.panes.pipeline.header import HeaderButtons
from salesdesk_app.ui.panes.pipeline.lens import LENSES, Lens
from salesdesk_app.ui.panes.pipeline.models import Loaded, load
from salesdesk_app.ui.panes.pipeline.offers import Offers
from salesdesk_app.ui.panes.pipeline.panel import DealPanel
from salesdesk_app.ui.panes.pipeline.slip_watch import SlipWatch
from salesdesk_app.ui.panes.pipeline.typed import keep_typed
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.wording import pipeline as words

PANEL_WIDTH, PANEL_NARROW = 400, 364
ROOMY = 1040  # width of the pane from which on panel and filters have their full width
VIEW_KEY = "pipeline/view"


class PipelinePane(Pane):
    """The board and the table of deals."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"deal", "stage", "pipeline", "account", "person", "activity", "setting", "rate"}
        | {"competitor", "product", "currency", "custom_field"}
        | {"forecast_call", "judgement", "freeze", "frozen_call", "quota", "commitment"}
    )
    travels: ClassVar[bool] = True

    def __init__(self, spec: PaneSpec, desk: Desk, preferences: Preferences) -> None:
        super().__init__(spec, desk, preferences)
        self.act = Actions(desk, self)
        self._follow: int | None = None
        self._asks_new = False
        self.offers = Offers(desk, self)
        self.deals = DealsView(
            lambda: self.act.choices,
            desk.view_day,
            nothing_yet(self.run, self.new_deal),
            button("Show all", self._show_all),
            choice=ColumnChoice(preferences, desk.store.path),
            board=BoardChoice(preferences, desk.store.path),
            work=desk.work,
        )
        self.bar = FilterBar(desk, desk.view_day, self.deals)
        self.board, self.table = self.deals.board, self.deals.table
        self.panel = DealPanel(desk, self.act)
        self.panel.hide()
        self.slips = SlipWatch(desk, self.panel, self)
        self.lenses: dict[str, Lens] = {}
        self.header = HeaderButtons(desk, self.run, self.new_deal)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.deals)
        body = row(self._shown, self.panel, spacing=12)
        body.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.setSpacing(12)
        box.addWidget(self.bar)
        box.addWidget(self.slips.above)
        box.addLayout(body, 1)
        self._connect()
        self._view = "board"
        self.show_view(preferences.text(VIEW_KEY, "board"), ask=False)

    @property
    def view(self) -> str:
        """Which view is on: board, table, or the name of a lens."""
        return self._view

    @property
    def lens(self) -> Lens | None:
        """The lens that is on; None where the board or the table is."""
        return self.lenses.get(self._view)

    @property
    def data(self) -> Loaded | None:
        """The newest answer."""
        return self.deals.data

    @property
    def subject(self) -> str:
        """What the deals in sight are, as a heading, and of which day where that is past."""
        title, past = self.bar.wanted.title or "Pipeline", self.desk.looking_at
        return title if past is None else f"{title} as of {wording.day(past, year=True)}"

    @property
    def settled(self) -> bool:
        """Whether what is shown is the newest answer, narrowed by what was typed."""
        known = self.act.choices is not None and self.bar.settled
        return super().settled and self.deals.settled and known

    def header_widgets(self) -> Sequence[QWidget]:
        """Import, export and a new deal, or what a lens offers, beside the search box."""
        return [self.header]

    def shown_sheet(self) -> Sheet | None:
        """The rows of the table, the cards of the board stage by stage, or what a lens shows."""
        if self.lens is not None:
            return self.lens.sheet()
        if self.data is None or not self.data.any_deals:
            return None
        return self.deals.sheet(self.subject)

    def views(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """Board, table, table with a deal's panel, and the lenses with views of their own."""
        return [
            ("board", lambda: self.show_view("board")),
            ("table", lambda: self.show_view("table")),
            ("panel", self._show_first),
            *((name, partial(self.show_view, name)) for name in LENSES),
            *(view for name in LENSES for view in self._lens_of(name).views()),
        ]

    def question(self) -> Callable[[Session], Any]:
        """The deals of the filter, made ready for the view, or what the lens asks of them."""
        self.bar.filtering.renew()
        view, wanted, today = self.view, self.bar.wanted, self.desk.view_day()
        if self.lens is not None:
            return self.lens.question(wanted)
        known = self.deals.said_of(today)
        chosen = self.deals.board_view.choice.pipeline_id
        return lambda session: load(session, view, wanted, today, known=known, pipeline_id=chosen)

    def show_data(self, data: Any) -> None:
        """Shows deals; selection and scroll stay with them."""
        if self.lens is not None:
            self.lens.show_data(data)
            self.set_header(context=self.lens.context)
            self.bar.say_totals("")  # those of the deals shown before
            if self.act.choices is None:
                self.offers.renew()
            return
        self.set_header(context=data.context)
        self.bar.setVisible(data.any_deals)
        self.deals.show_loaded(data, self.bar.wanted)
        self._catch_up()
        if self.hasFocus():  # given before there was a deal to walk
            self._take_focus()
        self.offers.renew()

    def apply(self, filter: object) -> None:
        """Shows the deals of a figure in the table, or one deal in its panel."""
        if isinstance(filter, Hit):
            if filter.kind == "deal":
                self._follow = filter.id
                self.open_deal(filter.id)
                return
            filter = made([OneOf(filter.kind, frozenset({filter.id}))], title=filter.title)
        if isinstance(filter, str):  # a filter line
            self.panel.close_panel()
            self.bar.views.active = None
            self.bar.filtering.set_line(filter)
            self.show_view("table", ask=False)
        if isinstance(filter, DealFilter):
            self.panel.close_panel()  # what it shows need not be among them
            self.bar.set_filter(filter)
            self.show_view("table" if filter != EVERYTHING else self.view, ask=False)

    def show_view(self, view: str, *, ask: bool = True) -> None:
        """Board, table or a lens; what is no view any more is the board."""
        held = self._shown.isAncestorOf(QApplication.focusWidget() or self)
        self._view = view if view in LENSES or view == "table" else "board"
        if self._view in LENSES:
            self._shown.setCurrentWidget(self._lens_of(self._view))
        else:
            self.deals.view = self._view
            self._shown.setCurrentWidget(self.deals)
        self.preferences.set_text(VIEW_KEY, self._view)
        self.bar.choose_view(self._view)
        self.bar.setHidden(self.lens is not None and self.lens.full)
        self.header.show_for(self._view)
        if held:  # the keyboard goes along
            self._take_focus()
        if ask:
            self.refresh()

    def choose_columns(self) -> None:
        """Opens the dialog in which the table's columns are shown, hidden, ordered and sized."""
        ColumnsDialog(self.deals.deal_table, self).open()

    def edit_chosen(self) -> None:
        """Opens the dialog in which the chosen deals are edited alike."""
        menus.edit_chosen(self)

    def new_deal(self) -> None:
        """Asks for a new deal and opens it; right after the start, as soon as that can be done."""
        self._asks_new = self.act.choices is None
        shown = None if self.data is None else self.data.pipeline_id
        add(self.act, self, self._added, shown)

    def open_deal(self, deal_id: int) -> None:
        """Shows a deal in the panel."""
        self.panel.show_deal(deal_id)
        self.panel.show()
        self._fit()

    def chosen(self) -> list[DealRow]:
        """The deals that a command is about: those selected, else the one in the panel."""
        found = self.deals.chosen()
        if not found and self.panel.isVisible() and self.panel.detail is not None:
            found = [self.panel.detail.row]
        return found

    def has_choice(self) -> bool:
        """Whether there is a deal to do something with."""
        return bool(self.chosen())

    def step(self, direction: int) -> None:
        """Move the chosen deals a stage on (1) or back (-1)."""
        self.act.step(self.chosen(), direction, self._stages())

    def run(self, command_id: str) -> None:
        """Runs a command of the window, as its menu does."""
        window: Any = self.window()
        window.run(COMMANDS[command_id])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here walks the deals at once."""
        super().focusInEvent(event)
        self._take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits panel, filters and columns to the room."""
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
            self.deals.choose(followed)

    def _lens_of(self, name: str) -> Lens:
        """The lens of a name, made when it is first shown."""
        if name not in self.lenses:
            made = LENSES[name].load()(self.desk, self.act, self.preferences)
            made.opened.connect(self.open_deal)
            made.asked.connect(self.refresh)
            made.filled.connect(self.bar.setHidden)
            self.header.adopt(name, made.header_widgets())
            self.lenses[name] = made
            self._shown.addWidget(made)
        return self.lenses[name]

    def _put(self, rows: list[DealRow], stage_id: int) -> None:
        self.act.put_in(rows, stage_id, self._stages())

    def _stages(self) -> Sequence[StageRow]:
        return () if self.data is None else self.data.steps

    def _edited(self, row: DealRow, column: str, value: Any) -> None:
        if column == "stage":
            self._put([row], value)
        else:
            keep_typed(self.act, row, column, value)

    def _walked(self, deal_id: int | None) -> None:
        """An open panel goes along with what is chosen."""
        if self.panel.isVisible() and deal_id is not None:
            self.panel.show_deal(deal_id)

    def _say(self, figures: Figures) -> None:
        if self.data is not None:
            risks, rule, currency = self.data.at_risk, self.data.risk_rule, self.data.currency
            totals = words.totals(figures, currency)
            self.bar.say(totals, explained(figures, currency), risks, rule)

    def _show_first(self) -> None:
        """The table with a deal's panel, to be pictured."""
        self.show_view("table")
        rows = () if self.data is None else self.data.rows
        if rows:
            self.open_deal(rows[0].id)

    def _close_panel(self) -> None:
        self.panel.hide()
        self._fit()
        self._take_focus()

    def _take_focus(self) -> None:
        (self.deals.take_focus if self.lens is None else self.lens.setFocus)()

    def _fit(self) -> None:
        """Widths for the room there is."""
        wide = self.width() >= ROOMY
        self.panel.setFixedWidth(PANEL_WIDTH if wide else PANEL_NARROW)
        taken = self.panel.width() + 12 if self.panel.isVisible() else 0
        self.deals.fit(self.width() - taken)

    def _through_view(self) -> None:
        """A view holds a table's layout, but is looked at on the board and in a lens as well."""
        self.deals.fit(self.deals.width())

    def _narrow(self) -> None:
        """Narrows the rows at hand; a lens asks anew, for it may have sums only."""
        self.deals.narrow(self.bar.wanted)
        if self.lens is not None:
            self.refresh()

    def _show_all(self) -> None:
        self.bar.reset()

    def _escape(self) -> None:
        """Esc closes the panel, else it takes the words off, else it returns from the past."""
        if self.panel.isVisible():
            self.panel.close_panel()
        elif self.bar.wanted.text:
            self.bar.filtering.clear_words()
        else:
            self.desk.look_at(None)

    def _offer(self, found: Choices) -> None:
        self.act.choices = found
        if self._asks_new:
            self.new_deal()

    def _connect(self) -> None:
        self.offers.found.connect(self._offer)
        self.offers.named.connect(self.bar.set_names)
        self.offers.viewed.connect(self.bar.views.show_rows)
        self.bar.views.chosen.connect(self._through_view)
        self.bar.search.escaped.connect(self.deals.take_focus)
        self.act.moved = self._moved
        self.bar.asked.connect(self.refresh)
        self.bar.narrowed.connect(self._narrow)
        self.bar.viewed.connect(self.show_view)
        self.deals.narrowed.connect(self._say)
        self.deals.dropped.connect(self._put)
        self.deals.board_view.asked.connect(self.refresh)
        self.deals.edited.connect(self._edited)
        self.table.refused.connect(self.act.refuse)
        self.deals.opened.connect(self.open_deal)
        self.deals.walked.connect(self._walked)
        self.deals.escaped.connect(self._escape)
        self.deals.typed.connect(self.bar.search.add_typed)
        head = self.table.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(partial(menus.offer_columns, self))
        self.table.menu_for = lambda row: menus.of_row(self, row.id)
        self.board.menu_for = partial(menus.of_card, self)
        self.deals.copied.connect(partial(menus.copy_cards, self))
        self.panel.closed.connect(self._close_panel)
