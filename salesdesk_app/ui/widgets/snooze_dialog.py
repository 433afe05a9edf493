"""Asks until when deals rest, and why."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.fields import DayEdit, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label

RESTS = "No signals and not at risk until that day; then they show again by themselves."


class SnoozeDialog(Dialog):
    """A day, which a click picks, and a word why, which may stay empty."""

    def __init__(
        self,
        what: str,
        today: date,
        accept: Callable[[date, str], object],
        parent: QWidget,
        *,
        offered: Mapping[str, date] | None = None,
        about: str = RESTS,
    ) -> None:
        """``offered`` are the days that a click picks, by name; the last but one is set."""
        super().__init__("Snooze", parent, width=440)
        days = picks(today) if offered is None else offered
        self._accept = accept
        self.day = DayEdit(today)
        self.why = text_field(hint="e.g. waiting for legal")
        self.picks = [button(name, partial(self.day.set_value, day)) for name, day in days.items()]
        self.day.set_value(list(days.values())[-2])
        self.body.addWidget(label(what, "strong", wrap=True))
        self.body.addWidget(label(about, "muted", wrap=True))
        self.body.addLayout(row(*self.picks, None))
        form = Form(2)
        form.add("Until", self.day)
        form.add("Why", self.why)
        self.body.addWidget(form)
        self.add_button("Cancel", self.reject)
        self.add_button("Snooze", self.submit, "primary")
        self.day.setFocus()
        self.day.selectAll()

    def submit(self) -> None:
        """Hands on day and word, or says what cannot be read."""
        day = self.day.value()
        if day is None:
            self.tell(self.day.wrong if not self.day.readable else "Say until which day.")
            return
        self._accept(day, self.why.text().strip())


def picks(today: date) -> dict[str, date]:
    """The days that are offered, by their name."""
    year, month = divmod(today.year * 12 + today.month, 12)
    last = monthrange(year, month + 1)[1]
    return {
        "Tomorrow": today + timedelta(days=1),
        "Next Monday": today + timedelta(days=7 - today.weekday()),
        "In a month": date(year, month + 1, min(today.day, last)),
    }
