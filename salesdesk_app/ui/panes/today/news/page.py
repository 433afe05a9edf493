"""The page of news in the side card: the newest of each topic, walked and read by keyboard."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk_app.services.news import news_lines
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.lines import Line, Shown
from salesdesk_app.ui.panes.today.news.day_deeds import DayNewsDeeds
from salesdesk_app.ui.panes.today.phrase import Phrase
from salesdesk_app.ui.panes.today.rows import Stack, Walk
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row, scrolled
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _


class Headline(Line):
    """``[Competitor] Kestrel cuts entry price by 12 %``, bold while it is unread."""

    def __init__(self) -> None:
        super().__init__()
        self.pill = Pill()
        self.phrase = Phrase(lines=2)
        box = QHBoxLayout(self)
        box.setContentsMargins(4, 2, 4, 2)
        box.setSpacing(8)
        box.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.phrase, 1)
        box.setAlignment(self.pill, Qt.AlignmentFlag.AlignVCenter)

    def show_line(self, shown: Shown) -> None:
        """Show another piece."""
        super().show_line(shown)
        self.pill.show_pill(shown.said.pill, shown.said.tone)
        self.phrase.say(*shown.said.parts)


class NewsPage(QWidget):
    """Enter reads, S stars, Space marks as read or not, A attaches."""

    def __init__(self, deeds: DayNewsDeeds) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._deeds = deeds
        self.lines = Stack(Headline)
        self.nothing = label("", "label", wrap=True)
        self.state = Elided("", "label")
        self.all = button("", deeds.open_all, "link")
        self.feeds = button(_("Feeds…"), deeds.open_feeds, "link")
        self.add = button(_("Add a feed…"), deeds.add_feed, "link")
        self.on = button(_("Switch on…"), deeds.ask_to_switch_on, "link")
        self.walk = Walk()
        self.walk.setLayout(column(self.lines, self.nothing, None, spacing=6))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(scrolled(self.walk), 1)
        box.addWidget(self.state)
        # Two rows: beside each other they would widen the card in a small window.
        box.addLayout(row(self.all, self.feeds, self.add, None, spacing=12))
        box.addLayout(row(self.on, None))

    def show_day(self, day: Today) -> None:
        """Show what the feeds brought, and how they are."""
        found = day.news
        shown = [(piece.id, headline(piece, day, self._deeds)) for piece in found.rows]
        self.lines.show_all(shown, Headline.show_line)
        state = news_lines.state(found, day.day)
        # What stands in the way of news is always in sight; else it stands below the last one.
        self.nothing.setText(state)
        self.state.setText(state)
        hindered = found.feeds > 0 and (found.failing > 0 or not found.on)
        self.state.setVisible(hindered)
        self.nothing.setVisible(not hindered)
        self.all.setText(words.all_news(found.new))
        self.feeds.setVisible(found.feeds > 0)
        self.all.setVisible(found.feeds > 0)
        self.add.setVisible(not found.feeds)
        self.on.setVisible(found.feeds > 0 and not found.on)
        self.walk.settle()


def headline(piece: NewsRow, day: Today, deeds: DayNewsDeeds) -> Shown:
    """A piece with what its line does."""
    return Shown(
        news_lines.news_line(piece, day.day),
        partial(deeds.read, piece),
        partial(deeds.entries, piece),
        keys={
            Qt.Key.Key_S: partial(deeds.star, piece),
            Qt.Key.Key_Space: partial(deeds.toggle_read, piece),
            Qt.Key.Key_A: partial(deeds.attach, piece),
        },
    )
