"""What one can do with calendars that are read along: add them, read them again, open an event."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import at
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, people
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.calendars.calendars import EventRow, Kind
from salesdesk_app.services.people import PersonRow
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.workspace import Store
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.today.agenda.gap_deeds import GapDeeds
from salesdesk_app.ui.present_only import present_only
from salesdesk_app.ui.trouble import Trouble
from salesdesk_app.wording import calendars as words
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.services.addresses import Whose
    from salesdesk_app.services.calendars.calendar_copies import Reading

START_MS = 3_000  # after the first paint
EVERY_MS = 30 * 60_000
TABLES = frozenset({"calendar_event"})


class CalendarDeeds(QObject):
    """Done for the pane, over which the dialogs open; calendars are read again now and then.

    Only what the user added is asked for. What fails is told in the list of calendars alone, for
    to be offline is nothing to complain about; what was read and cannot be kept is told once.
    """

    refreshed = Signal()

    def __init__(
        self, pane: QWidget, desk: Desk, gaps: GapDeeds, day: Callable[[], Today | None]
    ) -> None:
        super().__init__(pane)
        self._gaps = gaps
        self._pane = pane
        self._desk = desk
        self._day = day
        self._reading = False
        self._unkept = Trouble()
        self._every = QTimer(self, interval=EVERY_MS)
        self._every.timeout.connect(self.refresh)

    def start(self) -> None:
        """Read all calendars again soon, and from then on every half an hour."""
        if not self._every.isActive():
            self._every.start()
            QTimer.singleShot(START_MS, self, self.refresh)

    def refresh(self, only: frozenset[int] | None = None) -> None:
        """Read calendars again, off the UI thread."""
        from salesdesk_app.services.calendars import calendar_copies

        if self._reading:
            return
        self._reading = True
        self._desk.away(
            calendar_copies.refresh,
            self._desk.store,
            today=self._desk.today(),
            now=self._desk.now(),
            only=only,
            quiet=True,
            doing=_("Reading calendars"),
            then=self._keep,
            failed=self._over,
        )

    def show_list(self) -> None:
        """Show the calendars that are read along."""
        from salesdesk_app.ui.panes.today.agenda.calendars_dialog import CalendarsDialog
        from salesdesk_app.ui.widgets.forms import comes_to_front

        def show(found: list[PersonRow]) -> None:
            today = self._desk.today()
            reps = [(one.id, one.name) for one in found if not one.left(today)]
            if not comes_to_front(self._pane, CalendarsDialog):
                CalendarsDialog(self._pane, self._desk, self, self._gaps, reps).show()

        self._desk.ask(people.listing, then=show, topic="calendars")

    def add(
        self,
        kind: Kind,
        place: str,
        person_id: int | None = None,
        *,
        then: Callable[[], object] | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Read a calendar for the first time; it is kept once that went well."""
        from salesdesk_app.services.calendars import calendar_copies

        if self._desk.refuses():
            return

        def keep(reading: "Reading") -> None:
            contents = reading.contents
            stated = contents.name if contents is not None else None
            fallback = calendar_copies.name_of(kind, place).removesuffix(".ics")
            self._desk.do(
                calendars.add,
                kind=kind,
                place=place,
                name=stated or fallback or _("Calendar"),
                person_id=person_id,
                notice=True,
                then=lambda key: self._keep_first(key, reading, then),
                failed=failed,
            )

        self._desk.away(
            calendar_copies.look,
            kind,
            place,
            today=self._desk.today(),
            now=self._desk.now(),
            doing=_("Reading the calendar"),
            then=keep,
            failed=failed,
        )

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read dropped files along as the manager's own calendars."""
        for path in paths:
            self.add("file", str(path))

    # An event

    def open_event(self, event: EventRow) -> None:
        """Show an event with the people whom it names."""
        from salesdesk_app.services import addresses
        from salesdesk_app.ui.panes.today.agenda.event_card import EventCard

        def show(known: dict[str, "Whose"]) -> None:
            card = EventCard(
                self._pane,
                event,
                known,
                log=partial(self.log, event, known),
                follow_up=partial(self.follow_up, event, known),
            )
            present_only(self._desk, card.log, card.follow_up)
            card.open()

        self._desk.ask(addresses.whose, event.people, then=show, topic="event")

    def log(self, event: EventRow, known: dict[str, "Whose"]) -> None:
        """Note an event as a meeting that took place."""
        minutes = round((event.ends - event.begins).total_seconds() / 60)
        self._desk.do(
            activities.log,
            kind="meeting",
            done_at=min(event.ends, self._desk.now()),
            subject=event.title,
            minutes=None if event.all_day else min(minutes, 24 * 60),
            notice=True,
            **_about(event, known),
        )

    def follow_up(self, event: EventRow, known: dict[str, "Whose"]) -> None:
        """Make a task of it for the morning of the next working day."""
        day = self._day()
        if day is None:
            return
        opens, _closes = day.stated.hours
        due = at(day.stated.calendar.next_working(day.day), max(opens, time(9)))
        self._desk.do(
            activities.plan,
            kind="task",
            subject=_("Follow up: {title}").format(title=event.title or words.UNTITLED),
            planned_at=due,
            notice=True,
            **(_about(event, known) | {"person_id": None}),
        )

    # What was read

    def _keep_first(self, key: int, reading: "Reading", then: Callable[[], object] | None) -> None:
        self._keep([replace(reading, source_id=key)])
        if then is not None:
            then()

    def _keep(self, readings: list["Reading"]) -> None:
        if not readings:
            self._over()
            return
        self._desk.work(
            _keep_safely,
            self._desk.store,
            readings,
            writes=True,
            doing=_("Keeping calendars"),
            then=self._kept,
            failed=self._over,
        )

    def _kept(self, changed: "bool | Problem") -> None:
        self._over()
        begun = self._unkept.begun(changed if isinstance(changed, Problem) else None)
        if begun is not None:
            self._desk.noticed.emit(Notice(words.not_kept(begun.code, begun.facts), "bad"))
        if changed is True:
            self._desk.changed.emit(TABLES)

    def _over(self) -> None:
        self._reading = False
        self.refreshed.emit()


def _keep_safely(store: Store, readings: list["Reading"]) -> "bool | Problem":
    """Whether any event may have changed, or why nothing could be kept."""
    from salesdesk_app.services.calendars import calendar_copies

    try:
        return calendar_copies.keep(store, readings)
    except Problem as problem:
        return problem


def _about(event: EventRow, known: dict[str, "Whose"]) -> dict[str, Any]:
    """The first contact, account and deal that its people lead to, and the rep whose it is."""
    found = [known[address] for address in event.people if address in known]
    linked = next((one for one in found if one.known), None)
    return {
        "contact_id": linked.contact_id if linked is not None else None,
        "account_id": linked.account_id if linked is not None else None,
        "deal_id": linked.deal_id if linked is not None else None,
        "person_id": event.person_id,
    }
