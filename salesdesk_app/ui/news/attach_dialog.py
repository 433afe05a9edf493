"""The dialog that asks to which deal or competitor a piece of news is attached."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from salesdesk_app.services import search
from salesdesk_app.services.news import kept_news
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.services.search import Hit
from salesdesk_app.ui import fonts
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.fields import search_field
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import joined, one_line

WAIT_MS = 120
HEIGHT = 240
KEY = Qt.ItemDataRole.UserRole


class AttachDialog(Dialog):
    """Found as one types; Down goes into the list, Enter attaches."""

    def __init__(self, parent: QWidget, desk: Desk, row: NewsRow, competitors: Sequence[str]):
        super().__init__(_("Attach to a deal or competitor"), parent, width=520)
        self._desk, self._row, self._competitors = desk, row, competitors
        about = label(one_line(words.untitled(row.title)), "label", wrap=True)
        self.kind = Segmented([("deal", _("Deal")), ("competitor", _("Competitor"))])
        self.kind.changed.connect(lambda _key: self.look())
        self.field = search_field(_("Search"))
        self.field.setAccessibleName(_("Deal or competitor"))
        self.list = QListWidget()
        self.list.setFont(fonts.font("body"))
        self.list.setMinimumHeight(HEIGHT)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Found"))
        self.list.itemActivated.connect(lambda _item: self.attach())
        for part in (about, self.kind, self.field, self.list):
            self.body.addWidget(part)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.field.textChanged.connect(lambda _text: self._wait.start())
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Attach"), self.attach, "primary")
        if row.topic == "competitor" and not row.competitor:
            self.kind.choose("competitor")
        self.look()
        self.field.setFocus()

    def look(self) -> None:
        """Offer what fits what was typed."""
        typed = self.field.text().strip()
        if self.kind.current == "deal":
            self._desk.ask(search.deals, typed, then=self._offer_deals, topic="attach deals")
            return
        folded = typed.casefold()
        names = [name for name in self._competitors if folded in name.casefold()]
        offered: list[tuple[Any, str]] = [(name, one_line(name)) for name in names]
        if typed and folded not in [name.casefold() for name in names]:
            offered.append((typed, _("Add the competitor “{name}”").format(name=one_line(typed))))
        self._offer(offered)

    def attach(self) -> None:
        """Attach to what is chosen, or to the first that was found."""
        if not self.list.count():
            self.tell(_("Nothing is found by that. Type a part of the name."))
            return
        key = (self.list.currentItem() or self.list.item(0)).data(KEY)
        where: dict[str, Any] = {"deal_id": key} if isinstance(key, int) else {"competitor": key}
        self._desk.do(
            kept_news.attach, self._row.piece, **where, notice=True, then=lambda _id: self.close()
        )

    def _offer_deals(self, found: Sequence[Hit]) -> None:
        if self.kind.current == "deal":
            self._offer([(hit.id, one_line(joined([hit.title, hit.note]))) for hit in found])

    def _offer(self, offered: Sequence[tuple[Any, str]]) -> None:
        self.tell("")
        self.list.clear()
        for key, text in offered:
            item = QListWidgetItem(text)
            item.setData(KEY, key)
            item.setToolTip(tip(text))
            self.list.addItem(item)
        if offered:
            self.list.setCurrentRow(0)
