"""What happened to a deal, the newest first: the day, what changed, and what it became set off."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.services.deals.deal_history import HistoryLine
from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import emptied
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.wording.phrases import one_line

DAY, DAY_AND_YEAR = 60, 88
LINE = 18
FIRST = 12  # so many lines are shown at first: the rest is a click away


class HistoryRow(QWidget):
    """One line of history; what does not fit goes on below, at most three lines high."""

    def __init__(self, line: HistoryLine, day: str, indent: int = DAY) -> None:
        super().__init__()
        self._day = day
        self._indent = indent
        self._text = one_line(line.text) + (" " if line.text.endswith(" ") else "")
        self._strong = one_line(line.strong)
        self._lines = 1
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{day}: {self._text}{self._strong}")
        at = local(line.at).strftime("%H:%M")
        self.setToolTip(tip(f"{wording.day(line.day, year=True)}, {at}\n{line.text}{line.strong}"))

    def hasHeightForWidth(self) -> bool:
        """Long lines take more room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the text needs, three at most."""
        return LINE * self._needs(width) + 6

    def sizeHint(self) -> QSize:
        """As high as its width asks for."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Takes the height that the new width needs."""
        super().resizeEvent(event)
        needs = self._needs(event.size().width())
        if needs != self._lines:
            self._lines = needs
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the day, the text, and what it became in strong letters."""
        tokens = theme.tokens()
        painter = QPainter(self)
        draw_text(painter, QRectF(0, 2, self._indent - 4, LINE), self._day, "body", tokens.muted)
        room = QRectF(self._indent, 2, self.width() - self._indent, self.height() - 4)
        if self._needs(self.width()) > 1:
            painter.setFont(fonts.font("body"))
            painter.setPen(theme.tokens().text)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._text + self._strong)
        else:
            room.setHeight(LINE)
            used = draw_text(painter, room, self._text, "body", tokens.text)
            rest = room.adjusted(used, 0, 0, 0)
            draw_text(painter, rest, self._strong, "strong", tokens.text)
        painter.end()

    def _needs(self, width: int) -> int:
        room = max(40, width - self._indent)
        metrics = QFontMetricsF(fonts.font("strong"))
        if metrics.horizontalAdvance(self._text + self._strong) <= room:
            return 1
        box = QRectF(0, 0, room, 1000)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        high = metrics.boundingRect(box, flags, self._text + self._strong).height()
        return min(3, max(1, round(high / metrics.lineSpacing())))


class HistoryList(QWidget):
    """The lines of one deal."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.lines: tuple[HistoryLine, ...] = ()
        self._today: date | None = None
        self._all = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_lines(self, lines: Sequence[HistoryLine], today: date) -> None:
        """Show other lines."""
        if tuple(lines) == self.lines and self._today == today:
            return
        self.lines, self._today, self._all = tuple(lines), today, False
        self._fill()

    def show_all(self) -> None:
        """Show what was left out at first."""
        self._all = True
        self._fill()

    def _fill(self) -> None:
        emptied(self._box)
        few = len(self.lines) <= FIRST + 2  # a button for two lines would not spare room
        shown = self.lines if self._all or few else self.lines[:FIRST]
        this_year = None if self._today is None else self._today.year
        indent = DAY if all(line.day.year == this_year for line in shown) else DAY_AND_YEAR
        said: date | None = None
        for line in shown:
            # A day is said once for all that happened on it.
            text = wording.day(line.day, year=line.day.year != this_year)
            self._box.addWidget(HistoryRow(line, "" if line.day == said else text, indent))
            said = line.day
        rest = len(self.lines) - len(shown)
        if rest:
            self._box.addWidget(button(f"{rest} more", self.show_all, "link"))
