"""The team: the roster with its figures at the left, one person's page at the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services import people, quotas, team
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.search import Hit
from salesdesk_app.services.team import NO_OWNER, PeriodKind, PersonDetail, Roster, RosterRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.pane import Pane, PaneSpec
from salesdesk_app.ui.panes.team import dialogs
from salesdesk_app.ui.panes.team.look import RosterLook
from salesdesk_app.ui.panes.team.person_page import WIDTH, PersonPage
from salesdesk_app.ui.panes.team.quota_dialog import WRONG_AMOUNT, minor_of
from salesdesk_app.ui.panes.team.roster_card import RosterCard
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card
from salesdesk_app.ui.widgets.empty import Empty
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as period_name
from salesdesk_app.wording.pipeline import without_rate

WIDE = 1100  # pixels from which on the page stands open by itself


@dataclass(frozen=True)
class Shown:
    """What the pane asks for in one go."""

    roster: Roster
    detail: PersonDetail | None


class TeamPane(Pane):
    """Everybody at a glance, quotas typed in place, and one person at a time."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"person", "quota", "deal", "stage", "account", "activity", "commitment", "setting", "rate"}
    )

    def __init__(self, spec: PaneSpec, desk: Desk, preferences: Preferences) -> None:
        super().__init__(spec, desk, preferences)
        self.roster: Roster | None = None
        self._period: Period | None = None
        self._chosen: int | None = None
        self._picked = False  # whether the user chose the person
        self._follow = False  # whether the chosen one is to be brought into sight
        self._page_open: bool | None = None  # None: open where there is room
        look = RosterLook()
        self.card = RosterCard(look)
        self.table = self.card.table
        self.switch = self.card.switch
        self.page = PersonPage(desk, look)
        self.setFocusProxy(self.table)
        self._connect()
        self._lay_out()

    # What a pane is

    def header_widgets(self) -> Sequence[QPushButton]:
        """The two things that build up a team."""
        return [
            button(_("Set quotas"), self.set_quotas),
            button(_("Add rep"), self.add_person, "primary"),
        ]

    def shown_sheet(self) -> Sheet | None:
        """The roster with its totals."""
        return self.table.sheet() if self.roster is not None and self.roster.rows else None

    def views(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """The other tabs of the page."""
        return [(key, partial(self._picture_tab, key)) for key in ("quotas", "activity")]

    def question(self) -> Callable[[Session], Shown]:
        """The roster of the period, and the page of the person that is chosen."""
        period, chosen = self._period, self._chosen
        kind = cast(PeriodKind, self.preferences.text("team/kind", "quarter"))
        manager_id, today = self.card.manager.value(), self.desk.today()

        def load(session: Session) -> Shown:
            roster = team.roster(
                session, today=today, period=period, kind=kind, manager_id=manager_id
            )
            known = [shown.id for shown in roster.rows]
            wanted = chosen if chosen in known else next(iter(known), None)
            detail = team.person(session, wanted, period=roster.period) if wanted else None
            return Shown(roster, detail)

        return load

    def show_data(self, data: Shown) -> None:
        """Show the roster and the person."""
        roster = data.roster
        moved = self.roster is None or self.roster.period != roster.period
        self.roster = roster
        self._period = roster.period
        self._stack.setCurrentWidget(self._full if roster.rows else self._empty)
        self.card.show_roster(roster, local(self.desk.now()))
        self._say_context(roster)
        if data.detail is not None:
            self._show_detail(data.detail)
            self._bring_into_sight(moved or self._follow)
        self._show_page()

    def apply(self, filter: object) -> None:
        """A person who was searched for, or an id, opens that person's page."""
        person_id = filter.id if isinstance(filter, Hit) else filter
        if isinstance(person_id, int):
            self._chosen = person_id
            self._picked = self._page_open = self._follow = True
            self.card.manager.set_value(None)

    # What the user does

    def go_to(self, period: Period) -> None:
        """Look at another period."""
        self._period = period
        if not self._picked:
            self._chosen = None  # who leads in that period
        self.preferences.set_text("team/kind", period.kind)
        self.refresh()

    def row_of(self, person_id: int | None) -> RosterRow | None:
        """The row of a person in the roster."""
        rows = self.roster.rows if self.roster else ()
        return next((shown for shown in rows if shown.id == person_id), None)

    @property
    def chosen(self) -> RosterRow | None:
        """The person that is chosen."""
        found = self.row_of(self._chosen)
        return None if found is None or found.id == NO_OWNER else found

    def choose(self, person_id: int) -> None:
        """Go to a person."""
        found = self.row_of(person_id)
        if found is not None and not found.shown:
            self.card.show_others(True)
        self.table.choose(person_id)
        self.open_page(person_id)

    def open_page(self, person_id: int) -> None:
        """Open a person's page; the deals of nobody open in Pipeline."""
        if person_id == NO_OWNER:
            title = _("Deals without an owner")
            self.desk.open("pipeline", DealFilter(owner_ids=frozenset({None}), title=title))
            return
        self._page_open = True
        self._show_page()

    def close_page(self) -> None:
        """Close the page and give the roster the room."""
        self._page_open = False
        self._show_page()
        self.table.setFocus()

    def toggle_page(self) -> None:
        """Open or close the page."""
        self._page_open = not self.page_shown
        self._show_page()

    @property
    def page_shown(self) -> bool:
        """Whether a person's page is in sight."""
        return self._page_card.isVisible()

    def go_to_search(self) -> None:
        """Go to the search field."""
        self.card.search.setVisible(True)
        self.card.search.setFocus()

    def start_quota(self) -> None:
        """Start to type the quota of the chosen person."""
        if self.chosen is not None:
            self.table.start_quota(self.chosen.id)

    def type_quota(self, edited: RosterRow, _column: str, value: Decimal | None) -> None:
        """Save a quota that was typed into the roster."""
        if self.roster is None:
            return
        period = self.roster.period
        minor = None if value is None else minor_of(value, self.roster.currency)
        if value is None:
            self.desk.do(quotas.clear, edited.id, period)
        elif minor is None:
            self.desk.notice(WRONG_AMOUNT, "bad")
        else:
            self.desk.do(quotas.set_quota, edited.id, period, minor, edited.ramp_percent)

    def set_quotas(self) -> None:
        """Open the sheet of quotas."""
        dialogs.open_quotas(self)

    def add_person(self) -> None:
        """Open the dialog that adds somebody."""
        dialogs.open_adding(self)

    def edit_person(self) -> None:
        """Open the dialog about the chosen person."""
        dialogs.open_editing(self)

    def retire_person(self) -> None:
        """Ask for the last day of the chosen person, and who goes on."""
        dialogs.open_retiring(self)

    def reinstate_person(self) -> None:
        """Take the last day of the chosen person away."""
        if self.chosen is not None and self.chosen.person.ended_on is not None:
            self.desk.do(people.reinstate, self.chosen.id, notice=True)

    def show_added(self, person_id: int) -> None:
        """Go to somebody who was just added."""
        self.apply(person_id)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the roster what room there is."""
        super().resizeEvent(event)
        self._show_page()

    # Inside

    def _choose(self, person_id: int | None) -> None:
        if person_id is None or person_id == self._chosen:
            return
        self._chosen, self._picked = person_id, True
        self._show_page()
        if self.roster is not None and person_id != NO_OWNER:
            self.desk.ask(
                team.person,
                person_id,
                period=self.roster.period,
                then=self._show_detail,
                topic="team person",
            )

    def _show_detail(self, detail: PersonDetail | None) -> None:
        found = None if detail is None else self.row_of(detail.person.id)
        if found is None or detail is None or self.roster is None:
            return
        self._chosen = found.id
        self.page.show_row(found)
        self.page.show_detail(detail, self.roster, found)

    def _bring_into_sight(self, scroll: bool) -> None:
        """The page's person is the current row, also where the row was not in sight."""
        found = self.row_of(self._chosen)
        if self._follow and found is not None and not found.shown:
            self.card.show_others(True)
        self._follow = False
        if scroll or self.table.current_id() != self._chosen:
            self.table.choose(self._chosen)

    def _say_context(self, roster: Roster) -> None:
        reps = _("1 rep") if roster.reps == 1 else _("{count} reps").format(count=roster.reps)
        parts = [reps, period_name(roster.period)]
        if roster.pace.value is not None and roster.pace.numerator:
            parts.append(_("pace {share}").format(share=wording.percent(roster.pace.value)))
        parts += [without_rate(count, currency) for currency, count in roster.unconverted.items()]
        self.set_header(context=" · ".join(parts) if roster.rows else "")

    def _show_page(self) -> None:
        wanted = self.width() >= WIDE if self._page_open is None else self._page_open
        self._page_card.setVisible(wanted and self.chosen is not None)

    def _menu_for(self, shown: RosterRow) -> Sequence[tuple[str, Callable[[], object]]]:
        if shown.id == NO_OWNER:
            return [(_("Deals in Pipeline"), lambda: self.open_page(NO_OWNER))]
        leave = (
            (_("Retire…"), self.retire_person)
            if shown.person.ended_on is None
            else (_("Reinstate"), self.reinstate_person)
        )
        return [
            (_("Open the page"), lambda: self.open_page(shown.id)),
            (_("Type the quota"), lambda: self.table.start_quota(shown.id)),
            (_("Edit…"), self.edit_person),
            leave,
        ]

    def _picture_tab(self, key: str) -> None:
        self._page_open = True
        self._show_page()
        self.page.show_tab(key)

    def _import(self) -> None:
        window: Any = self.window()
        window.run(COMMANDS["file.import"])

    def _connect(self) -> None:
        self.card.period_wanted.connect(self.go_to)
        self.card.manager_wanted.connect(self.refresh)
        self.card.sheet_wanted.connect(self.set_quotas)
        self.card.needs.chosen.connect(self.choose)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self.open_page)
        self.table.edited.connect(self.type_quota)
        self.table.escaped.connect(self.close_page)
        self.table.menu_for = self._menu_for
        self.page.edit_wanted.connect(self.edit_person)
        self.page.retire_wanted.connect(self.retire_person)
        self.page.reinstate_wanted.connect(self.reinstate_person)
        self.page.sheet_wanted.connect(self.set_quotas)
        self.page.closed.connect(self.close_page)

    def _lay_out(self) -> None:
        self._page_card = Card()
        self._page_card.setFixedWidth(WIDTH)
        self._page_card.body.addWidget(self.page)
        self._full = QWidget()
        both = QHBoxLayout(self._full)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(self.card, 1)
        both.addWidget(self._page_card)
        self._empty = Empty(
            "users",
            _("No team yet"),
            _("Import a workbook that names your reps, or add the first one."),
            [button(_("Import"), self._import, "primary"), button(_("Add rep"), self.add_person)],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.addWidget(self._stack)
