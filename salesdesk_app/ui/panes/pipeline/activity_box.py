"""What is planned with a deal, to be ticked off, and one line to note what was just done."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.services.activities import ActivityRow, Kind
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import boxed, emptied, row
from salesdesk_app.ui.widgets.fields import Picker, text_field
from salesdesk_app.ui.widgets.text import Elided, label

KINDS: tuple[Kind, ...] = ("call", "meeting", "mail", "note")


class ActivityBox(QWidget):
    """``done(id)`` ticks off what was planned, ``logged(kind, text)`` notes what was done."""

    done = Signal(int)
    logged = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.kind = Picker([(kind, wording.term(kind)) for kind in KINDS], search=False)
        self.kind.set_value("call")
        self.kind.setFixedWidth(92)
        self.kind.setAccessibleName("Kind of activity")
        self.text = text_field(hint="What was said? Enter logs it")
        self.text.setAccessibleName("Log an activity")
        self.text.returnPressed.connect(self._log)
        self._planned = QVBoxLayout()
        self._planned.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._planned)
        box.addLayout(row(self.kind, self.text, spacing=6))

    def show_planned(self, planned: Sequence[ActivityRow], now: datetime) -> None:
        """Show what is still to be done, the next first; what is late says so."""
        emptied(self._planned)
        for activity in planned:
            self._planned.addWidget(self._row(activity, now))

    def _row(self, activity: ActivityRow, now: datetime) -> QWidget:
        tick = IconButton(
            "square-check", f"Done: {activity.subject}", lambda: self.done.emit(activity.id), 16
        )
        kind = wording.term(activity.kind)
        what = kind if activity.subject == kind else f"{kind}: {activity.subject}"
        at = activity.planned_at
        when = label("", "muted")
        if at is not None:
            local = at.astimezone()
            late = at < now
            text = f"{wording.day(local.date())} {local:%H:%M}"
            when = label(f"{text} · late" if late else text, tone="bad" if late else "muted")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        told = row(tick, Elided(what), when, spacing=4)
        told.setStretch(1, 1)
        return boxed(told)

    def _log(self) -> None:
        text = self.text.text().strip()
        self.text.clear()
        self.logged.emit(self.kind.value(), text)
