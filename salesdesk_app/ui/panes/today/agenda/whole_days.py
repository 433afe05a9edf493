"""What takes the whole day, in lines above the hours."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from salesdesk_app.services.today.agenda import Hour
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.rows import Row, Stack, Walk
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import calendars as words
from salesdesk_app.wording.language import gettext as _

MOST = 3  # lines; what is more is told by the last one, which opens the list of it
LINE = 24  # pixels


class WholeDays(Walk):
    """A line for each entry; hidden while there is none."""

    opened = Signal(object)  # Hour

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The whole day"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._stack = Stack(_Line, spacing=0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.addWidget(self._stack)
        self.hide()

    def show_day(self, day: Today) -> None:
        """Show what takes the whole of a day."""
        found = [hour for hour in day.agenda.hours if hour.all_day]
        shown = found if len(found) <= MOST else found[: MOST - 1]
        items: list[tuple[object, tuple[Hour, ...]]] = [(hour.key, (hour,)) for hour in shown]
        if len(shown) < len(found):
            items.append(("more", tuple(found[MOST - 1 :])))
        self._stack.show_all(items, self._fill)
        self.setVisible(bool(found))
        self.settle()

    def _fill(self, line: "_Line", hours: tuple[Hour, ...]) -> None:
        line.show_hours(hours, self.opened.emit)


class _Line(Row):
    """One entry, or how many more there are; Enter or a click opens it or their list."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(LINE)
        self._text = Elided()
        self._about = label("", "label")
        box = row(self._text, self._about)
        box.setContentsMargins(6, 0, 6, 0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self._hours: tuple[Hour, ...] = ()
        self._leads: Callable[[Hour], object] = lambda _hour: None
        self.opened.connect(self._open)

    def show_hours(self, hours: tuple[Hour, ...], leads: Callable[[Hour], object]) -> None:
        """Show one entry, or several as a number; ``leads(hour)`` opens one."""
        self._hours, self._leads = hours, leads
        first = hours[0]
        several = len(hours) > 1
        text = words.more(len(hours)) if several else first.title or words.UNTITLED
        self._text.setText(text)
        self._about.setText("" if several else _("all day"))
        self.setAccessibleName(text)
        self.setToolTip(tip("\n".join(hour.title or words.UNTITLED for hour in hours)))
        self.entries = lambda: [
            (hour.title or words.UNTITLED, partial(leads, hour)) for hour in hours
        ]

    def _open(self) -> None:
        if len(self._hours) > 1:
            self.open_menu()
        elif self._hours:
            self._leads(self._hours[0])
