"""What one can do on Today: each deed is one verb, one undo step, or a way to another pane."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import local
from salesdesk_app.services import activities, commitments, people
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.commitments import CommitmentRow, Outcome
from salesdesk_app.services.people import PersonRow
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.search import Hit
from salesdesk_app.services.today.agenda import Hour
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today.agenda.calendar_deeds import CalendarDeeds
from salesdesk_app.ui.panes.today.agenda.gap_deeds import GapDeeds
from salesdesk_app.ui.panes.today.calls.call_deeds import CallDeeds
from salesdesk_app.ui.panes.today.inbox.inbox_deeds import InboxDeeds
from salesdesk_app.ui.panes.today.needs.matter_deeds import MatterDeeds
from salesdesk_app.ui.panes.today.news.day_deeds import DayNewsDeeds
from salesdesk_app.ui.present_only import Entries, Reads
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today
    from salesdesk_app.ui.panes.today.agenda.plan_dialog import Plan


class Deeds:
    """Done for the pane, over which the dialogs open; ``shown`` is the day that is seen.

    ``show_matters`` leads to the list of what needs the manager, ``show_follow_up(id)`` to a
    follow-up.
    """

    def __init__(
        self,
        pane: QWidget,
        desk: Desk,
        show_matters: Callable[[], None],
        *,
        shown: Callable[[], "Today | None"],
        show_follow_up: Callable[[int], None],
        gaps: GapDeeds,
        calendars: CalendarDeeds,
    ) -> None:
        self._pane = pane
        self._desk = desk
        self.show_matters = show_matters
        self.news = DayNewsDeeds(pane, desk)
        self.gaps = gaps
        self.calendars = calendars
        self.calls = CallDeeds(pane, desk, self.of_activity)
        self.matters = MatterDeeds(pane, desk, self, shown)
        self.inbox = InboxDeeds(pane, desk, self.edit_activity, show_follow_up)

    # To other panes

    def open_deal(self, deal_id: int) -> None:
        """Go to a deal."""
        self._desk.open("pipeline", Hit("deal", deal_id, "", ""))

    def open_deals(self, wanted: DealFilter) -> None:
        """Go to these deals."""
        self._desk.open("pipeline", wanted)

    def open_person(self, person_id: int, name: str) -> None:
        """Go to a person's page."""
        self._desk.open("team", Hit("person", person_id, name, ""))

    def go_to_team(self) -> None:
        """Go to where a team is set up."""
        self._desk.open("team")

    # What is planned and promised

    def of_activity(self, row: ActivityRow) -> Entries:
        """What can be done with something planned."""
        done = row.done_at is not None
        made: list[tuple[str, Callable[[], object]]] = [
            (_("Not done after all") if done else _("Done"), partial(self.complete, row, not done)),
            (_("Edit…"), partial(self.edit_activity, row)),
        ]
        if row.deal_id is not None:
            made.append((_("Open the deal"), Reads(self.open_deal, row.deal_id)))
        if row.person_id is not None and row.person:
            who = Reads(self.open_person, row.person_id, row.person)
            made.append((_("Go to {name}").format(name=row.person), who))
        delete = partial(self._desk.do, activities.delete, row.id, notice=True)
        return [*made, (_("Delete"), delete)]

    def of_hour(self, hour: Hour) -> Entries:
        """What can be done with something on the agenda."""
        if hour.call is not None:
            return self.calls.entries(hour.call)
        if hour.event is not None:
            return [(_("Open"), Reads(self.open_hour, hour))]
        if hour.activity is None:
            return ()
        return [*self.of_activity(hour.activity), *self.gaps.entries_of(hour)]

    def open_hour(self, hour: Hour) -> None:
        """Open something on the agenda: of a rep's call, what to know before it."""
        if hour.call is not None:
            self.calls.show_card(hour.call)
        elif hour.event is not None:
            self.calendars.open_event(hour.event)
        elif hour.activity is not None:
            self.edit_activity(hour.activity)

    def of_promise(self, row: CommitmentRow) -> Entries:
        """What can be done with a commitment."""
        made: list[tuple[str, Callable[[], object]]] = [
            (_("Done: “{text}”").format(text=row.text), partial(self._close, row, None)),
            (_("Drop: “{text}”").format(text=row.text), partial(self._close, row, "dropped")),
        ]
        if row.deal_id is not None:
            made.append((_("Open the deal"), Reads(self.open_deal, row.deal_id)))
        who = Reads(self.open_person, row.owner_id, row.owner)
        return [*made, (_("Go to {name}").format(name=row.owner), who)]

    def complete(self, row: ActivityRow, on: bool) -> None:
        """Mark something planned as done, or take that back."""
        if on:
            self._desk.do(activities.complete, row.id, done_at=self._desk.now(), notice=True)
        else:
            self._desk.do(activities.reopen, row.id)

    def edit_activity(self, row: ActivityRow) -> None:
        """Open something planned to edit it."""
        if self._desk.refuses():
            return

        def save(plan: "Plan") -> None:
            self._desk.do(activities.edit, row.id, **_facts(plan))

        self._plan_dialog(save, self._desk.now(), row)

    def plan(self, when: datetime | None = None) -> None:
        """Plan a call, meeting, 1:1, mail or task."""
        if self._desk.refuses():
            return

        def save(plan: "Plan") -> None:
            self._desk.do(activities.plan, notice=True, **_facts(plan))

        self._plan_dialog(save, when or self._next_hour(), None)

    # The first steps

    def import_workbook(self) -> None:
        """Run the window's own command."""
        command, run = COMMANDS.get("file.import"), getattr(self._pane.window(), "run", None)
        if command is not None and run is not None:
            run(command)

    def fill_sample(self) -> None:
        """Fill the empty workspace with the sample team."""
        from salesdesk_app.services import sample

        if self._desk.refuses():
            return
        self._desk.work(
            sample.fill,
            self._desk.store,
            today=self._desk.today(),
            now=self._desk.now(),
            then=lambda _none: self._sample_filled(),
            doing=_("Filling in the sample team"),
            writes=True,
        )

    def _sample_filled(self) -> None:
        self._desk.wrote = True
        self._desk.everything_changed()

    def _close(self, row: CommitmentRow, outcome: Outcome | None) -> None:
        day = self._desk.today()
        self._desk.do(commitments.close, row.id, today=day, outcome=outcome, notice=True)

    def _next_hour(self) -> datetime:
        now = local(self._desk.now())
        return now.replace(hour=min(now.hour + 1, 23), minute=0, second=0, microsecond=0)

    def _plan_dialog(
        self, save: "Callable[[Plan], object]", when: datetime, row: ActivityRow | None
    ) -> None:
        from salesdesk_app.ui.panes.today.agenda.plan_dialog import PlanDialog

        today = self._desk.today()

        def show(found: list[PersonRow]) -> None:
            here = [person for person in found if not person.left(today)]
            PlanDialog(self._pane, save, here, when, row).open()

        self._desk.ask(people.listing, then=show, topic="plan")


def _facts(plan: "Plan") -> dict[str, Any]:
    """What was stated, by the names that the verbs know."""
    return {
        "kind": plan.kind,
        "subject": plan.subject,
        "planned_at": plan.planned_at,
        "minutes": plan.minutes,
        "person_id": plan.person_id,
        "note": plan.note,
    }
