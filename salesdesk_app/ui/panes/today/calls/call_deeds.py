"""What one can do with a call of the team's: prepare for it, log it, go to what it is about."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from salesdesk_app import paths, wording
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.errors import Problem
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import activities, exporting
from salesdesk_app.services.search import Hit
from salesdesk_app.services.team_calls import call_cards, call_outcomes, card_sheets
from salesdesk_app.services.team_calls.call_cards import Card
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.services.team_calls.card_pages import page
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.present_only import Entries, Reads, present_only
from salesdesk_app.ui.widgets import handing
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import number_of

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.calls.call_card import CallCard
    from salesdesk_app.ui.panes.today.calls.log_dialog import Logged

PDF = "PDF (*.pdf)"
WORKBOOK = "Excel workbook (*.xlsx)"


class CallDeeds:
    """Done for the pane, over which the dialogs open; ``of_activity`` is what else can be done."""

    def __init__(self, pane: QWidget, desk: Desk, of_activity: Callable[[Any], Entries]) -> None:
        self._pane = pane
        self._desk = desk
        self._of_activity = of_activity
        self._day: Today | None = None
        self._card: CallCard | None = None
        self._waiting: Callable[[], None] | None = None

    def entries(self, call: Call) -> Entries:
        """What can be done with a call."""
        made: list[tuple[str, Callable[[], object]]] = [
            (_("Pre-call card…"), Reads(self.show_card, call)),
            (_("Log…") if call.is_open else _("What came of it…"), partial(self.log, call)),
        ]
        if call.activity is not None:
            return [*made, *self._of_activity(call.activity)]
        if call.deal is not None:
            made.append((_("Open the deal"), Reads(self.open_deal, call)))
        return made

    def open_deal(self, call: Call) -> None:
        """Go to the deal that a call is about."""
        if call.about.deal_id is not None:
            self._desk.open("pipeline", Hit("deal", call.about.deal_id, "", ""))

    def show_day(self, day: Today) -> None:
        """Hear of another day, or of what changed in it; an open card shows what is known now."""
        self._day = day
        if self._waiting is not None:
            run, self._waiting = self._waiting, None
            run()
        if self._card is not None:
            self._ask(self._card.renew)

    def show_card(self, call: Call) -> None:
        """Show what to know before a call."""
        from salesdesk_app.ui.panes.today.calls.call_card import CallCard

        def show(cards: list[Card]) -> None:
            if self._card is not None:
                self._card.close()
            self._card = CallCard(self._pane, cards, call.key, self)
            present_only(self._desk, self._card.log)
            self._card.finished.connect(self._forget_card)
            self._card.show()

        self._ask(show)

    def show_next_card(self) -> None:
        """Show the card of the first call that is still to come, or else of the last one."""
        if self._day is None:
            self._waiting = self.show_next_card  # until the day is there
            return
        calls = self._day.agenda.calls
        ahead = [call for call in calls if call.is_open and not call.passed(self._desk.now())]
        if calls:
            self.show_card((ahead or calls[-1:])[0])
        else:
            self._desk.notice(_("No calls are planned for this day."))

    def save_all(self) -> None:
        """Write the cards of all calls of the day into a PDF or a workbook."""
        if self._day is None:
            self._waiting = self.save_all
        elif self._day.agenda.calls:
            self._ask(lambda cards: self._save(cards, (PDF, WORKBOOK)))
        else:
            self._desk.notice(_("No calls are planned for this day, so there is nothing to save."))

    # From a card

    def log_card(self, card: Card, parent: QWidget) -> None:
        """Say what became of the call of a card."""
        self.log(card.call, parent)

    def open_card_deal(self, card: Card) -> None:
        """Go to the deal of a card."""
        self.open_deal(card.call)

    def save_pdf(self, cards: Sequence[Card]) -> None:
        """Write cards into a PDF, two on a page."""
        self._save(cards, (PDF,))

    def save_workbook(self, cards: Sequence[Card]) -> None:
        """Write cards into a workbook, a row each."""
        self._save(cards, (WORKBOOK,))

    def print_cards(self, cards: Sequence[Card], parent: QWidget) -> None:
        """Print cards, two on a page."""
        from salesdesk_app.ui.panes.today.calls import card_print

        printer = card_print.choose_printer(parent)
        if printer is None:
            return
        try:
            card_print.paint([page(card) for card in cards], printer)
        except Problem as problem:
            self._desk.notice(wording.problem(problem.code, problem.facts), "bad")
        else:
            cards_sent = number_of(len(cards), _("card"))
            self._desk.notice(_("{cards} sent to the printer").format(cards=cards_sent), "good")

    def _save(self, cards: Sequence[Card], kinds: Sequence[str]) -> None:
        from salesdesk_app.ui.panes.today.calls import card_print

        outlet = handing.outlet_of(self._pane)
        if outlet is None or not cards:
            return
        day = cards[0].today
        name = paths.safe_filename(_("Pre-call cards {day}").format(day=day), ".pdf")
        ways = {PDF: partial(card_print.write_pdf, cards), WORKBOOK: partial(_write_book, cards)}
        if PDF not in kinds:
            name = name.removesuffix(".pdf") + ".xlsx"
        chosen = {kind: ways[kind] for kind in kinds}
        outlet.save(_("Save the pre-call cards"), name, chosen)

    def _ask(self, then: Callable[[list[Card]], object]) -> None:
        if self._day is not None:
            day = self._day
            self._desk.ask(
                call_cards.cards,
                day.agenda.calls,
                day.day,
                then=then,
                topic="call cards",
                travels=True,
                as_closed=True,
            )

    def _forget_card(self) -> None:
        self._card = None

    # What came of it

    def log(self, call: Call, parent: QWidget | None = None) -> None:
        """Say what became of a call, or change what was said."""
        from salesdesk_app.ui.panes.today.calls.log_dialog import LogDialog

        if self._desk.refuses():
            return
        occasion = call_outcomes.occasion(call)

        def save(logged: "Logged") -> None:
            step: dict[str, Any] = {}
            if logged.step is not None:
                step = dict(zip(("next_step", "next_step_on"), logged.step, strict=True))
            self._desk.do(
                call_outcomes.log,
                occasion,
                logged.outcome,
                now=self._desk.now(),
                said=logged.said,
                minutes=logged.minutes,
                to=logged.to,
                notice=True,
                **step,
            )

        def reopen() -> None:
            if occasion.activity_id is not None:
                self._desk.do(activities.reopen, occasion.activity_id, notice=True)

        calendar = Calendar() if self._day is None else self._day.stated.calendar
        now = self._desk.now()
        where = parent or self._pane
        LogDialog(where, call, save, reopen, now=now, calendar=calendar).open()


def _write_book(cards: Sequence[Card], target: Path, *, tick: Tick = no_tick) -> Path:
    exporting.write_sheet(card_sheets.sheet(cards), target, tick=tick)
    return target
