"""The news of a deal: what was attached to it, and what its competitors are in the news with."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.news import deal_news
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.news.deeds import NewsDeeds
from salesdesk_app.ui.panes.pipeline.facts import INSET, FactButton
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import boxed, emptied, row
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import joined

SHOWN = 6


class NewsBox(QWidget):
    """A click reads a piece; ``×`` takes one off that was attached. Hidden while there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._desk = desk
        self.deeds = NewsDeeds(self, desk)
        self.rows: tuple[NewsRow, ...] = ()
        self._deal_id: int | None = None
        heading = label(_("News"), "heading")
        heading.setContentsMargins(INSET, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box.addLayout(self._list)
        self.hide()

    def show_deal(self, deal_id: int) -> None:
        """Ask for the news of a deal and show it."""
        if deal_id != self._deal_id:
            self._deal_id = deal_id
            self._show(())
        show = partial(self._answered, deal_id)
        topic = "deal news"
        self._desk.ask(deal_news.about_deal, deal_id, SHOWN, then=show, topic=topic, travels=True)

    def _answered(self, deal_id: int, rows: Sequence[NewsRow]) -> None:
        if deal_id == self._deal_id:
            self._show(tuple(rows))

    def _show(self, rows: tuple[NewsRow, ...]) -> None:
        if rows == self.rows:
            return
        self.rows = rows
        emptied(self._list)
        for found in rows:
            self._list.addWidget(self._entry(found))
        self.setVisible(bool(rows))

    def _entry(self, found: NewsRow) -> QWidget:
        line = FactButton()
        own = found.deal_id == self._deal_id
        when = words.when(local(found.at), self._desk.view_day())
        about = "" if own else found.competitor or ""
        text = joined([words.untitled(found.title), about])
        line.show_text(text, "", joined([found.source, when, found.lead]))
        line.clicked.connect(lambda _on=False: self.deeds.read(found))
        if not own:
            return boxed(row(line, spacing=0))
        explain = _("Take “{title}” off this deal").format(title=words.untitled(found.title))
        off = IconButton("x", explain, lambda: self.deeds.detach(found, deal=True), 12)
        return boxed(row(line, off, spacing=0))
