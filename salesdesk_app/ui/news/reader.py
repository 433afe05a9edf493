"""The reader of one piece of news: plain text, and the way to its page in the browser."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.news import news
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.news.news import Article
from salesdesk_app.services.news.news_lines import attached_to
from salesdesk_app.ui import fonts
from salesdesk_app.ui.news.deeds import NewsDeeds
from salesdesk_app.ui.present_only import present_only
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, row
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import joined, one_line

HEIGHT = 260


class Reader(Dialog):
    """S stars, U marks as not read, A attaches, B shows the address of its page; Esc closes."""

    def __init__(self, parent: QWidget, deeds: NewsDeeds, article: Article) -> None:
        super().__init__(_("News"), parent, width=620)
        self._deeds = deeds
        self.article = article
        self.heading.setWordWrap(True)
        self.pill = Pill()
        self.about = label("", "label", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(fonts.font("body"))
        self.text.setMinimumHeight(HEIGHT)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text"))
        top = row(self.pill, self.about, spacing=8)
        top.setStretch(1, 1)
        top.setAlignment(self.pill, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self._way_out())
        self.star = self._deed(_("Star"), "S", self._star)
        self.unread = self._deed(_("Mark as not read"), "U", self._unread)
        self.attach = self._deed(_("Attach…"), "A", self._attach)
        self.browse = self._deed(_("Open in the browser…"), "B", self.show_address)
        present_only(deeds.desk, self.star, self.unread, self.attach)
        self.add_button(_("Close"), self.close, "primary")
        deeds.desk.changed.connect(self._changed)
        self.show_article(article)
        self.text.setFocus()

    def show_article(self, article: Article) -> None:
        """Show a piece as it is now."""
        self.article = article
        found = article.row
        self.heading.setText(one_line(words.untitled(found.title)))
        self.pill.show_pill(words.topic(found.topic), words.TONES[found.topic])
        when = words.when(local(found.at), self._deeds.desk.view_day())
        by = words.by(article.author, found.source)
        self.about.setText(joined([found.source, when, by, words.about(attached_to(found))]))
        text = article.text or _("The feed gives no text. Its page may hold more.")
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.star.setText(_("Take the star off") if found.starred else _("Star"))
        self.unread.setText(_("Mark as read") if found.unread else _("Mark as not read"))
        self.unread.setVisible(found.piece.item_id is not None)
        self.browse.setVisible(found.link is not None)
        self.address.setText(found.link or "")
        self._grow()

    def show_address(self) -> None:
        """Show the whole address of the page; only then it can be opened."""
        if self.article.row.link is not None:
            self.way_out.show()
            self.go.setFocus()
            self._grow()

    def _way_out(self) -> QWidget:
        self.address = label("", "body", wrap=True, select=True)
        self.address.setAccessibleName(_("Address of the page"))
        self.go = button(_("Open this address"), self._open)
        copy = button(_("Copy it"), self._copy)
        said = label(_("The page opens in your browser, outside SalesDesk:"), "label")
        buttons = row(self.go, copy, None)
        self.way_out = boxed(column(said, self.address, buttons, spacing=6))
        self.way_out.hide()
        return self.way_out

    def _deed(self, text: str, key: str, run: "object") -> QPushButton:
        made = button(text, run, explain=f"{text} ({key})")  # type: ignore[arg-type]
        self.buttons.insertWidget(self.buttons.count() - 1, made)
        QShortcut(QKeySequence(key), self, run)  # type: ignore[call-overload]
        return made

    def _open(self) -> None:
        link = self.article.row.link
        if link is not None:
            self._deeds.open_page(link)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.article.row.link or "")
        self._deeds.desk.notice(_("The address is on the clipboard."))

    def _star(self) -> None:
        self._deeds.star(self.article.row)

    def _unread(self) -> None:
        self._deeds.toggle_read(self.article.row)

    def _attach(self) -> None:
        self._deeds.attach(self.article.row)

    def _changed(self, tables: frozenset[str]) -> None:
        known = self.article.row.piece != Piece()  # of a closed day no more was kept
        if known and tables & {"news_item", "kept_news", "feed", "deal", "competitor", "*"}:
            self._deeds.desk.ask(
                news.article,
                self.article.row.piece,
                then=self.show_article,
                topic="reader",
                travels=True,
            )
