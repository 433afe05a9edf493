"""All news in one table: by topic, unread, starred, and searched as one types."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.news import news
from salesdesk_app.services.news.feeds import TOPICS
from salesdesk_app.services.news.news_lines import STAR, attached_to
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.ui.widgets.buttons import Segmented, chip
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.column import Column
from salesdesk_app.ui.widgets.fields import search_field
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.news.day_deeds import DayNewsDeeds

SIZE = (1060, 640)


class NewsTable(Table):
    """Space marks as read or not, S stars, A attaches; / goes to the search."""

    def __init__(self, owner: "AllNews") -> None:
        super().__init__(owner.columns(), search=_searched, row_height=34)
        self._owner = owner
        self.setAccessibleName(_("News"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of news, then those of every table."""
        deed = self._owner.keys().get(Qt.Key(event.key()))
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if deed is not None and plain:
            deed()
        else:
            super().keyPressEvent(event)


class AllNews(Dialog):
    """What feeds brought and what was kept, newest first."""

    def __init__(self, parent: QWidget, deeds: "DayNewsDeeds") -> None:
        super().__init__(_("All news"), parent, width=820)
        self._deeds = deeds
        self._today = deeds.desk.view_day()
        self.topic = Segmented([("", _("All")), *((code, words.topic(code)) for code in TOPICS)])
        self.topic.changed.connect(lambda _key: self._narrow())
        self.unread = chip(_("Unread"), lambda _on: self._narrow())
        self.starred = chip(_("Starred"), lambda _on: self._narrow())
        self.search = search_field(_("Search titles and texts  /"))
        self.search.setAccessibleName(_("Search the news"))
        self.search.setMinimumWidth(240)
        self.told = label("", "label")
        self.table = NewsTable(self)
        self.table.menu_for = self._entries
        self.table.opened.connect(lambda _id: self._each("read"))
        self.search.textChanged.connect(self.table.rows_model.set_text)
        self.search.returnPressed.connect(self._to_found)
        self.table.rows_model.shown_changed.connect(self._tell)
        tools = row(self.topic, self.unread, self.starred, self.search, None, self.told)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        self.add_button(_("Mark shown as read"), self._mark_shown)
        self.add_button(_("Close"), self.close)
        deeds.desk.changed.connect(self._changed)
        self.resize(*SIZE)
        self._ask()
        self.table.setFocus()

    def columns(self) -> list[Column]:
        """Topic, star, title, source, time, and what it is attached to."""
        return [
            Column("topic", _("About"), lambda r: words.topic(r.topic), "pills",
                   data=lambda r: ((words.topic(r.topic), words.TONES[r.topic]),), width=108),
            Column("new", _("New"), lambda r: _("New") if r.unread else "", "pills", width=58,
                   data=lambda r: ((_("New"), "accent"),) if r.unread else ()),
            Column("star", STAR, lambda r: STAR if r.starred else "", width=34,
                   tone=lambda _r: "warn", heading_explain=_("Starred")),
            Column("title", _("Title"), lambda r: words.untitled(r.title), stretch=True,
                   width=320, tone=_tone, explain=lambda r: r.lead),
            Column("source", _("Source"), lambda r: r.source, width=150, tone=_tone),
            Column("at", _("When"), lambda r: words.when(local(r.at), self._today),
                   sort_key=lambda r: r.at, width=124, tone=_tone),
            Column("attached", _("Attached to"), attached_to, width=180, tone=_tone),
        ]  # fmt: skip

    def keys(self) -> dict[Qt.Key, Any]:
        """What a key does with the chosen pieces."""
        return {
            Qt.Key.Key_Space: lambda: self._each("toggle_read"),
            Qt.Key.Key_S: lambda: self._each("star"),
            Qt.Key.Key_A: lambda: self._each("attach"),
            Qt.Key.Key_Slash: self.search.setFocus,
        }

    def _to_found(self) -> None:
        """From the search to the first that it found, where the chosen one is not among them."""
        if self.table.current_id() not in self.table.selected_ids():
            found = (r for r in self.table.rows_model.rows() if isinstance(r, NewsRow))
            self.table.choose(next((r.id for r in found), None))
        self.table.setFocus()

    def _each(self, deed: str) -> None:
        """One piece is read, starred or attached; several are marked alike."""
        rows: list[NewsRow] = self.table.selected_rows()
        if deed == "toggle_read" and len(rows) > 1:
            self._deeds.mark(rows, read=any(row.unread for row in rows))
        elif rows:
            getattr(self._deeds, deed)(rows[0])

    def _entries(self, found: NewsRow) -> Any:
        return self._deeds.entries(found)

    def _mark_shown(self) -> None:
        shown = [r for r in self.table.rows_model.rows() if isinstance(r, NewsRow) and r.unread]
        self._deeds.mark_all_read([r.piece.item_id for r in shown if r.piece.item_id is not None])

    def _narrow(self) -> None:
        topic, unread, starred = (
            self.topic.current,
            self.unread.isChecked(),
            self.starred.isChecked(),
        )

        def keep(found: NewsRow) -> bool:
            return (
                (not topic or found.topic == topic)
                and (not unread or found.unread)
                and (not starred or found.starred)
            )

        self.table.set_keep(keep if topic or unread or starred else None)

    def _tell(self, shown: int, there_are: int) -> None:
        text = _("{shown} of {all}").format(shown=count(shown), all=count(there_are))
        self.told.setText(text if shown != there_are else count(there_are))

    def _ask(self) -> None:
        self._deeds.desk.ask(news.listing, then=self._show, topic="all news", travels=True)

    def _show(self, rows: list[NewsRow]) -> None:
        self.table.set_rows(rows)
        if rows and self.table.current_id() is None:
            self.table.choose(rows[0].id)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"news_item", "kept_news", "feed", "competitor", "deal", "*"}:
            self._ask()


def _searched(found: NewsRow) -> str:
    parts = (found.title, found.source, found.lead, found.competitor or "", found.deal or "")
    return " ".join(parts).lower()


def _tone(found: NewsRow) -> Any:
    return "plain" if found.unread else "raised"
