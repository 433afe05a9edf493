"""The dialog in which an item of the checklist is added or edited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.checklist import coming
from salesdesk_app.domain.recurrence import WORKDAYS
from salesdesk_app.services.checklist.checklist import Item, Part
from salesdesk_app.ui.panes.today.checklist.recurrence_field import RecurrenceField
from salesdesk_app.ui.widgets.fields import DayEdit, Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import recurrence as words
from salesdesk_app.wording.language import gettext as _

PARTS: tuple[Part, ...] = ("start", "day", "end")
ONE_DAY = timedelta(days=1)
FARTHEST = date(9998, 12, 31)


@dataclass(frozen=True)
class Stated:
    """What was stated of an item, by the names that the verbs know."""

    title: str
    part: Part
    recurrence: str
    starts_on: date | None
    ended_on: date | None


class ItemDialog(Dialog):
    """Title, part of the day, recurrence with the next days it falls on, first and last day."""

    def __init__(
        self,
        parent: QWidget,
        save: Callable[[Stated], object],
        today: date,
        calendar: Calendar,
        *,
        item: Item | None = None,
        part: Part = "day",
    ) -> None:
        super().__init__(_("Add to the day") if item is None else _("Edit the item"), parent)
        self.setMinimumWidth(520)
        self._save = save
        self._today, self._calendar = today, calendar
        self.name = text_field(item.title if item else "", _("What to see to"))
        self.name.setCursorPosition(0)
        self.part = Picker([(code, wording.term(code)) for code in PARTS], search=False)
        self.part.set_value(item.part if item else part)
        self.recurs = RecurrenceField(item.recurrence if item else WORKDAYS, today.weekday())
        self.first = DayEdit(today, _("From the beginning"))
        self.first.set_value(item.starts_on if item else today)
        self.last = DayEdit(today, _("No end"))
        self.last.set_value(item.ended_on - ONE_DAY if item and item.ended_on else None)
        self.next = label("", "label", wrap=True)
        self._lay_out()
        self.recurs.changed.connect(self._show_next)
        self.first.value_changed.connect(self._show_next)
        self.last.value_changed.connect(self._show_next)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save") if item else _("Add"), self.save, "primary")
        self._show_next()
        self.name.setFocus()

    def save(self) -> None:
        """Hands over what was stated; what is missing is told."""
        stated = self._stated()
        for wrong, field in (
            ("" if stated.title else _("Say what to see to."), self.name),
            (self.recurs.missing, self.recurs),
            ("" if self.first.readable else self.first.wrong, self.first),
            ("" if self.last.readable else self.last.wrong, self.last),
            (self._span_is_wrong(stated), self.last),
        ):
            if wrong:
                self.tell(wrong)
                field.setFocus()
                return
        self._save(stated)
        self.close()

    def _stated(self) -> Stated:
        last = self.last.value()
        ended_on = None if last is None else min(last, FARTHEST) + ONE_DAY
        title = self.name.text().strip()
        recurrence = self.recurs.value()
        return Stated(title, self.part.value(), recurrence, self.first.value(), ended_on)

    def _span_is_wrong(self, stated: Stated) -> str:
        if stated.starts_on is None or stated.ended_on is None:
            return ""
        problem = _("The last day lies before the first.")
        return problem if stated.ended_on <= stated.starts_on else ""

    def _show_next(self) -> None:
        """Say on which days it falls, as far as it is said already."""
        QTimer.singleShot(0, self, self._grow)  # once the rows of another kind are laid out
        stated = self._stated()
        if self.recurs.missing:
            self.next.setText(self.recurs.missing)
            return
        days = coming(
            stated.recurrence,
            stated.starts_on,
            self._today,
            self._calendar,
            ended_on=stated.ended_on,
        )
        self.next.setText(words.coming(days, self._today))

    def _lay_out(self) -> None:
        form = Form(1)
        form.add(_("Title"), self.name)
        form.add(_("Part of the day"), self.part)
        form.add(_("When"), self.recurs)
        span = Form(2)
        span.add(_("First day"), self.first, hint=_("“Every 2 weeks” counts from here"))
        span.add(_("Last day"), self.last)
        for part in (form, self.next, span):
            self.body.addWidget(part)
