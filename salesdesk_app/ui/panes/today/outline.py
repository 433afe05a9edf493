"""The day's cards and headings in their places, which are painted before a workspace is open."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.pane import Outline
from salesdesk_app.ui.panes.today.agenda.hours import Hours
from salesdesk_app.ui.panes.today.side_card import SideCard
from salesdesk_app.ui.panes.today.welcome import Welcome
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import Card, KeyFigure, column, row, scrolled
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.terms import term

SHARES = (50, 33, 34)  # of the width: checks, agenda, what needs one
HEAD = 26  # pixels, as high as a heading with a button beside it
UNKNOWN = (0, 0)  # hours that have no place yet
ROW = 40  # pixels, the least of a list that is seen
BAR, STEP = 10, 36  # pixels: how high a quiet bar is, and from one to the next
BARS = (0.62, 0.48, 0.55, 0.4, 0.5)  # their widths


@dataclass(frozen=True)
class Seen:
    """How the day looked when it was shown last: the names of its figures, and its hours."""

    day: str
    titles: tuple[str, ...]
    hours: tuple[int, int]
    empty: bool


def keep(preferences: Preferences, file: str, seen: Seen) -> None:
    """Keeps how the day of a workspace, named by its file, looks."""
    preferences.set_text(f"today/outline/{file}", json.dumps(asdict(seen)))


def kept(preferences: Preferences, file: str) -> Seen | None:
    """How the day looked last; None where it was not shown yet or that cannot be read."""
    try:
        found = json.loads(preferences.text(f"today/outline/{file}"))
        first, last = map(int, found["hours"])
        titles = tuple(map(str, found["titles"]))
        return Seen(str(found["day"]), titles, (first, last), bool(found["empty"]))
    except (ValueError, TypeError, KeyError):
        return None


def lay_out(
    page: QWidget, above: Sequence[QWidget], left: QWidget, agenda: QWidget, right: QLayout
) -> None:
    """Puts the parts of the day in their places on a page."""
    columns = row(left, agenda, right, spacing=12)
    for place, share in enumerate(SHARES):
        columns.setStretch(place, share)
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 14)
    box.setSpacing(12)
    for strip in above:
        box.addWidget(strip)
    box.addLayout(columns, 1)


def right_column(needs: QWidget, side: QWidget) -> QVBoxLayout:
    """What needs one above the side card."""
    made = column(needs, side, spacing=12)
    # Whatever they hold, so that they have their places before it is known: it can be scrolled.
    for card in (needs, side):
        card.setMinimumHeight(1)
        for area in card.findChildren(QScrollArea):
            area.setMinimumHeight(ROW)
    made.setStretch(0, 3)
    made.setStretch(1, 2)
    return made


def figure_row(cards: Sequence[QWidget]) -> QHBoxLayout:
    """The key figures beside each other."""
    made = row(spacing=12)
    for card in cards:
        made.addWidget(card, 1)
    return made


class Quiet(QWidget):
    """Soft bars where lines will stand."""

    def __init__(self, bars: int) -> None:
        super().__init__()
        self._bars = bars

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(self._bars):
            share = BARS[place % len(BARS)]
            top = place * STEP + (STEP - BAR) / 2
            quiet_bar(painter, QRectF(4, top, self.width() * share, BAR))
        painter.end()


class QuietFigure(KeyFigure):
    """The card of a figure that is not known yet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints bars where its value and its comparison will stand."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part, width, height in ((self.value, 72, 14), (self.note, 110, 8)):
            box = QRectF(part.geometry())
            middle = box.center().y() - height / 2
            quiet_bar(painter, QRectF(box.left(), middle, min(width, box.width()), height))
        painter.end()


def quiet_bar(painter: QPainter, bar: QRectF) -> None:
    """Paints a soft bar."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens().sunken))
    painter.drawRoundedRect(bar, 4, 4)


class DayOutline(Outline):
    """Figures, the first part of the day, the agenda, what needs one, and the side card."""

    def __init__(self, seen: Seen, now: datetime) -> None:
        super().__init__()
        self.title, self.context = words.greeting(now), words.weekday(now.date())
        self.figures = QWidget()
        self.cards = [QuietFigure(title) for title in seen.titles]
        self.figures.setLayout(figure_row(self.cards))
        self.heading = label(term("start"), "heading")
        self.agenda = Card(_("Agenda"), words.short_day(now.date()))
        self.agenda.head.addWidget(IconButton("plus", _("Plan something")))
        self.needs = needs_card(Card(_("Needs you")))
        self.needs.head.addWidget(IconButton("info", _("How is this ordered?")))
        self.side = SideCard({key: QWidget() for key in SideCard.TITLES})
        # What reached to other hours yesterday need not do so today.
        known = seen.day == now.date().isoformat() and seen.hours != UNKNOWN
        self.hours = Hours() if known else None
        if self.hours is not None:
            self.hours.show_span(*seen.hours)
            self.agenda.body.addWidget(scrolled(self.hours), 1)
        else:
            self.agenda.body.addStretch(1)
        self.needs.body.addWidget(Quiet(4), 1)
        above = Welcome(_nothing, _nothing, _nothing) if seen.empty else self.figures
        right = right_column(self.needs, self.side)
        lay_out(self, [above], self._left(), self.agenda, right)

    @classmethod
    def remembered(cls, preferences: Preferences, file: str, now: datetime) -> "DayOutline | None":
        """The outline of the day as it was shown last."""
        seen = kept(preferences, file)
        return None if seen is None else cls(seen, now)

    def _left(self) -> Card:
        left = Card()
        unseen = IconButton("plus", "")  # as high as the real one, which a scroll bar may move
        policy = unseen.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        unseen.setSizePolicy(policy)
        unseen.hide()
        head = row(self.heading, None, unseen)
        head.setContentsMargins(4, 0, 0, 0)
        left.body.addLayout(head)
        left.body.addWidget(Quiet(8), 1)
        return left


def needs_card(card: Card) -> Card:
    """Gives the card of what needs one its head's height."""
    card.title.setMinimumHeight(HEAD)
    return card


def _nothing() -> None:
    """The outline's buttons let the mouse through to those below."""
