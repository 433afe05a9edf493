"""The strip above the panes while one looks back: which day, further ones, and the way back."""

from collections import Counter
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from salesdesk_app.services import history
from salesdesk_app.services.deals import deal_changes
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.fields import DayEdit
from salesdesk_app.ui.widgets.text import Elided, label, restyle
from salesdesk_app.wording import reports

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class PastBar(QFrame):
    """Asks for a day, says which one is shown, and leads to others and back to the present.

    ``settled`` tells that the keyboard belongs to the pane again.
    """

    settled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "past")
        self._desk = desk
        self._travels, self._as_closed = True, False
        self.says = label("", "strong", tone="warn")
        self.how = label("", "strong", tone="warn")
        self.day = DayEdit(hint="16 Nov or -14")
        self.day.setAccessibleName("Day to look back at")
        self.day.setFixedWidth(148)
        self.day.editingFinished.connect(self._typed)
        self.since = Elided("", "body")
        self.steps = tuple(
            IconButton(icon, f"{says} ({key})", partial(self.step, by))
            for icon, says, key, by in (
                ("chevrons-left", "A week back", "Ctrl+Shift+PgUp", -WEEK),
                ("chevron-left", "A day back", "Ctrl+PgUp", -DAY),
                ("chevron-right", "A day on", "Ctrl+PgDown", DAY),
                ("chevrons-right", "A week on", "Ctrl+Shift+PgDown", WEEK),
            )
        )
        self.back = button("Back to today", self.leave, explain="Esc")
        steps = row(*self.steps, spacing=0)
        box = row(self.says, self.day, self.how, steps, self.since, self.back, spacing=8)
        box.setStretchFactor(self.since, 1)
        box.setContentsMargins(12, 5, 6, 5)
        self.setLayout(box)
        self.hide()
        desk.looked.connect(self._turn)
        desk.changed.connect(lambda _tables: self._ask_since())

    def ask(self) -> None:
        """Ask for a day to look back at."""
        self.day.set_today(self._desk.today())
        self._show()
        self.show()
        self.day.setFocus()
        self.day.selectAll()

    def step(self, by: timedelta) -> None:
        """Go to a day before or after; after yesterday comes the present."""
        self._desk.look_at(self._desk.view_day() + by)

    def leave(self) -> None:
        """Come back to the present."""
        self.hide()
        self._desk.look_at(None)
        self.settled.emit()

    def show_pane(self, *, travels: bool, as_closed: bool = False) -> None:
        """Say of a pane whether it shows the day, as it ended or was closed, or the present."""
        self._travels, self._as_closed = travels, as_closed
        self._show_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc returns to the present."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        day, today = self.day.value(), self._desk.today()
        if day is None or day == self._desk.looking_at:
            return
        if day > today:
            self._desk.notice("That day is still to come.", "warn")
            self.day.set_value(self._desk.looking_at)
        elif day == today:
            self.leave()
        else:
            self._desk.look_at(day)
            self.settled.emit()

    def _turn(self) -> None:
        self.since.setText("")
        self._show()

    def _show(self) -> None:
        day = self._desk.looking_at
        self.day.set_today(self._desk.today())
        # Before it is hidden, for a field that loses the keyboard is asked for its day.
        self.day.set_value(day)
        self.setVisible(day is not None)
        self._show_words()

    def _show_words(self) -> None:
        asks = self._desk.looking_at is None
        for widget in self.steps:
            widget.setVisible(not asks)
        self.back.setText("Cancel" if asks else "Back to today")
        self.setProperty("look", "note" if asks else "past")
        restyle(self)
        if asks:
            before, after = "Look back at the end of", ""
        elif self._as_closed:
            before, after = "The day of", "read only"
        elif self._travels:
            before, after = "As of the end of", "read only"
        else:
            before, after = (
                "Today, Pipeline and Charts: as of",
                "· this page: the present, read only",
            )
        self.says.setText(before)
        self.how.setText(after)

    def _ask_since(self) -> None:
        day = self._desk.looking_at
        if day is not None:
            self._desk.ask(_since, day, then=self._say_since, topic="past bar")

    def _say_since(self, counts: dict[str, int]) -> None:
        if self._desk.looking_at is not None:
            found = reports.counted(counts)
            self.since.setText(f"Since then: {found}" if found else "No deal changed since then")


def _since(session: Session, day: date) -> dict[str, int]:
    """What became of deals since a day, by kind."""
    changes = deal_changes.since(session, history.edit_as_of(session, day))
    return dict(Counter(line.kind for line in changes.lines))
