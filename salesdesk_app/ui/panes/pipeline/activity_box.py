"""What is planned with a deal, to be ticked off, and one line to log or to plan something."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import clock, wording
from salesdesk_app.domain import follow_up, logged_line
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.services.activities import ActivityRow, Kind
from salesdesk_app.ui.panes.pipeline.facts import INSET
from salesdesk_app.ui.widgets.buttons import IconButton, Segmented
from salesdesk_app.ui.widgets.card import boxed, emptied, row
from salesdesk_app.ui.widgets.fields import Picker, text_field
from salesdesk_app.ui.widgets.text import Elided, label

KINDS: tuple[Kind, ...] = ("call", "meeting", "mail", "task", "note")
HINTS = {
    "log": "What was said? e.g. 25 min, budget agreed",
    "plan": "What, and when? e.g. pricing tomorrow 9",
}


class ActivityBox(QWidget):
    """``done(id)`` ticks off what was planned and ``dropped(id)`` removes it; ``logged(kind, text,
    minutes)`` notes what was done, ``planned(kind, text, moment)`` what is to be.
    """

    done = Signal(int)
    dropped = Signal(int)
    logged = Signal(str, str, object)
    planned = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._now: datetime | None = None
        self._calendar = Calendar()
        self.mode = Segmented([("log", "Done"), ("plan", "Planned")])
        self.mode.setAccessibleName("Whether it was done or is planned")
        self.mode.changed.connect(self._turn)
        self.kind = Picker([(kind, wording.term(kind)) for kind in KINDS], search=False)
        self.kind.set_value("call")
        self.kind.setFixedWidth(92)
        self.kind.setAccessibleName("Kind of activity")
        self.text = text_field()
        self.text.returnPressed.connect(self._keep)
        self.text.textChanged.connect(lambda _text: self._say())
        self.says = label("", "label")
        self.says.setContentsMargins(INSET, 0, 0, 0)
        self.says.hide()
        heading = label("Activities", "heading")
        heading.setContentsMargins(INSET, 0, 0, 0)
        self._planned = QVBoxLayout()
        self._planned.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(row(heading, None, self.mode))
        box.addLayout(self._planned)
        box.addLayout(row(self.kind, self.text, spacing=6))
        box.addWidget(self.says)
        self._turn("log")

    def show_planned(
        self, planned: Sequence[ActivityRow], now: datetime, calendar: Calendar
    ) -> None:
        """Show what is still to be done, the next first; what is late says so.

        ``now`` and the working days of ``calendar`` tell what a day in the line means.
        """
        self._now, self._calendar = now, calendar
        emptied(self._planned)
        for activity in planned:
            self._planned.addWidget(self._row(activity, now))
        self._say()

    def _row(self, activity: ActivityRow, now: datetime) -> QWidget:
        tick = IconButton(
            "square", f"Done: {activity.subject}", lambda: self.done.emit(activity.id), 16
        )
        drop = IconButton(
            "x", f"Remove {activity.subject}", lambda: self.dropped.emit(activity.id), 12
        )
        kind = wording.term(activity.kind)
        what = kind if activity.subject == kind else f"{kind}: {activity.subject}"
        when = label("", "muted")
        if activity.planned_at is not None:
            late = activity.planned_at < now
            text = _moment(clock.local(activity.planned_at))
            when = label(f"{text} · late" if late else text, tone="bad" if late else "muted")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        told = row(tick, Elided(what), when, drop, spacing=4)
        told.setStretch(1, 1)
        return boxed(told)

    def _turn(self, mode: str) -> None:
        self.text.setPlaceholderText(HINTS[mode])
        self.text.setAccessibleName("Log an activity" if mode == "log" else "Plan an activity")
        self._say()

    def _say(self) -> None:
        """Says below the line what Enter will do with it."""
        text = self.text.text().strip()
        self.says.setVisible(bool(text))
        if not text or self._now is None:
            return
        kind = wording.term(self.kind.value())
        if self.mode.current == "log":
            minutes = logged_line.read(text).minutes
            length = f", {minutes} min" if minutes else ""
            self.says.setText(f"Enter logs it: {kind}{length}, now")
        else:
            due = follow_up.read(text, clock.local(self._now), self._calendar).due
            self.says.setText(f"Enter plans it: {kind} on {_moment(due)}")

    def _keep(self) -> None:
        text = self.text.text().strip()
        if self.mode.current == "log":
            found = logged_line.read(text)
            self.text.setText("")  # and forgets what was typed: Ctrl+Z takes the deed back
            self.logged.emit(self.kind.value(), found.subject, found.minutes)
        elif text and self._now is not None:
            noted = follow_up.read(text, clock.local(self._now), self._calendar)
            self.text.setText("")  # and forgets what was typed: Ctrl+Z takes the deed back
            self.planned.emit(self.kind.value(), noted.whole, noted.due)


def _moment(local: datetime) -> str:
    return f"{wording.day(local.date())} {local:%H:%M}"
