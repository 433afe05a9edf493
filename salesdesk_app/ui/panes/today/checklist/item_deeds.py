"""What one can do with the items of the checklist: each deed is one verb and one undo step."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.checklist import coming
from salesdesk_app.services import settings
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.checklist.checklist import Item, Part
from salesdesk_app.services.checklist.checklist_month import Month, at_a_glance
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.wording import checklist as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import one_line

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.checklist.item_dialog import Stated
    from salesdesk_app.ui.panes.today.checklist.month_dialog import MonthDialog


class ItemDeeds:
    """Done for the pane, over which the dialogs open; ``seen`` is the day that it shows."""

    def __init__(self, pane: QWidget, desk: Desk, seen: Callable[[], Today | None]) -> None:
        self._pane = pane
        self._desk = desk
        self._seen = seen

    def act(self, what: str, item_id: int) -> None:
        """Edit, remove, skip or note on an item by its id."""
        seen = self._seen()
        found = next((item for item in seen.items if item.id == item_id), None) if seen else None
        deeds = {"edit": self.edit, "remove": self.remove, "note": self.note, "skip": self.skip}
        if found is not None:
            deeds[what](found)

    def tick(self, item_id: int, on: bool) -> None:
        """Tick an item of the day that is seen, or take the tick back."""
        if on:
            self._desk.do(checklist.tick, item_id, day=self._day(), done_at=self._desk.now())
        else:
            self._desk.do(checklist.untick, item_id, day=self._day())

    def skip(self, item: Item) -> None:
        """Leave an item out on the day that is seen, for a reason; or take that back."""
        if self._desk.refuses():
            return
        from salesdesk_app.ui.panes.today.checklist.outcome_dialogs import SkipDialog

        day = self._day()

        def save(why: str) -> None:
            self._desk.do(checklist.skip, item.id, day=day, why=why, notice=True)

        if item.skipped_why is None:
            SkipDialog(self._pane, save, item).open()
        else:
            self._desk.do(checklist.unskip, item.id, day=day)

    def move(self, item_id: int, beside_id: int, after: bool) -> None:
        """Put an item before or after another one, in the part of that."""
        self._desk.do(checklist.reorder, item_id, beside_id, today=self._day(), after=after)

    def place(self, item_id: int, part: Part) -> None:
        """Put an item into a part of the day that shows none."""
        self._desk.do(checklist.edit, item_id, part=part)

    def add(self, part: Part = "day") -> None:
        """Add something to see to again and again."""
        if not self._desk.refuses():
            self._with_calendar(partial(self._add, part))

    def edit(self, item: Item, over: QWidget | None = None) -> None:
        """Edit an item's title, part, recurrence, first and last day."""
        if self._desk.refuses():
            return
        from salesdesk_app.ui.panes.today.checklist.item_dialog import ItemDialog

        def save(stated: "Stated") -> None:
            self._desk.do(checklist.edit, item.id, **asdict(stated))

        def edit(calendar: Calendar) -> None:
            ItemDialog(over or self._pane, save, self._day(), calendar, item=item).open()

        self._with_calendar(edit)

    def remove(self, item: Item) -> None:
        """End an item from today on."""
        self._desk.do(checklist.remove, item.id, today=self._day(), notice=True)

    def note(self, item: Item) -> None:
        """Write the note of the day that is seen on an item."""
        if self._desk.refuses():
            return
        from salesdesk_app.ui.panes.today.checklist.outcome_dialogs import NoteDialog

        day = self._day()

        def save(text: str) -> None:
            self._desk.do(checklist.note, item.id, day=day, text=text)

        NoteDialog(self._pane, save, item).open()

    def month(self) -> None:
        """Show the month at a glance."""
        from salesdesk_app.ui.panes.today.checklist.month_dialog import MonthDialog
        from salesdesk_app.ui.widgets.forms import comes_to_front

        if comes_to_front(self._pane, MonthDialog):
            return

        def ask(day: date, then: Callable[[Month], object]) -> None:
            # Midnight may pass, and the settings change, while it is open.
            question = partial(_glance, day=day, today=self._desk.today())
            self._desk.ask(question, then=then, topic="month")

        shown = MonthDialog(self._pane, ask, self._desk.today(), self._desk.look_at)
        shown.acted.connect(partial(self._act_on_any, shown))
        self._desk.changed.connect(shown.heed)
        shown.show()

    def _add(self, part: Part, calendar: Calendar) -> None:
        from salesdesk_app.ui.panes.today.checklist.item_dialog import ItemDialog

        day = self._day()

        def save(stated: "Stated") -> None:
            first, end = stated.starts_on, stated.ended_on
            days = coming(stated.recurrence, first, day, calendar, 1, ended_on=end)
            told = words.added(one_line(stated.title), days[0], day) if days else ""

            def added(_id: int) -> None:
                if told:
                    self._desk.noticed.emit(Notice(told, "good", (_("Undo"), self._desk.undo)))

            self._desk.do(checklist.add, today=day, notice=not told, then=added, **asdict(stated))

        ItemDialog(self._pane, save, day, calendar, part=part).open()

    def _act_on_any(self, over: "MonthDialog", what: str, item_id: int) -> None:
        """Edit or remove an item, whether it is due on the day that is seen or not."""

        def act(standing: list[Item]) -> None:
            item = next((one for one in standing if one.id == item_id), None)
            if item is None:
                over.tell(_("That item has ended."))
            elif what == "edit":
                self.edit(item, over)
            else:
                self.remove(item)

        over.tell("")
        self._desk.ask(checklist.standing, self._day(), then=act, topic="item")

    def _day(self) -> date:
        """The day that is seen: just after midnight it is not yet the clock's."""
        seen = self._seen()
        return self._desk.today() if seen is None else seen.day

    def _with_calendar(self, then: Callable[[Calendar], object]) -> None:
        """Hand out the calendar: that of the day that is seen, or, before there is one, ask."""
        seen = self._seen()
        if seen is None:
            self._desk.ask(_calendar, then=then, topic="calendar of the items")
        else:
            then(seen.stated.calendar)


def _calendar(session: Session) -> Calendar:
    return settings.read(session).calendar


def _glance(session: Session, day: date, today: date) -> Month:
    return at_a_glance(session, day, _calendar(session), today=today)
