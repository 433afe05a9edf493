"""What one can do with a piece of news: read, star, attach it, and open its page."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from salesdesk_app.services import competitors
from salesdesk_app.services.accounts import Choice
from salesdesk_app.services.news import kept_news, news
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.news.news import Article
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.present_only import Entries, Reads
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _

NEWS = frozenset({"news_item"})


class NewsDeeds:
    """Done for a widget, over which the dialogs open."""

    def __init__(self, over: QWidget, desk: Desk) -> None:
        self._over = over
        self.desk = desk
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl

    def read(self, row: NewsRow) -> None:
        """Open a piece in the reader; it counts as read from then on."""

        def show(found: Article) -> None:
            from salesdesk_app.ui.news.reader import Reader

            Reader(self._over.window(), self, found).show()
            if found.row.unread and self.desk.looking_at is None:
                self.mark([row], read=True)

        if row.piece == Piece():  # of a closed day: no more was kept of it
            show(Article(row, row.lead, ""))
            return
        self.desk.ask(news.article, row.piece, then=show, topic="article", travels=True)

    def star(self, row: NewsRow) -> None:
        """Star a piece, which keeps it, or take the star off."""
        self.desk.do(kept_news.unstar if row.starred else kept_news.star, row.piece)

    def toggle_read(self, row: NewsRow) -> None:
        """Mark a piece as read, or as not read."""
        self.mark([row], read=row.unread)

    def mark(self, rows: Sequence[NewsRow], *, read: bool) -> None:
        """Mark pieces as read or not; what no feed holds any more is read."""
        ids = [row.piece.item_id for row in rows if row.piece.item_id is not None]
        if ids and not self.desk.refuses():
            self._mark(ids, read)

    def mark_all_read(self, ids: Sequence[int]) -> None:
        """Mark pieces as read by their ids; the notice takes it back."""
        if not ids or self.desk.refuses():
            return
        self._mark(ids, read=True)
        back = partial(self._mark, ids, read=False)
        self.desk.noticed.emit(Notice(words.marked_read(len(ids)), "good", (_("Undo"), back)))

    def attach(self, row: NewsRow) -> None:
        """Ask to which deal or competitor a piece is attached."""
        from salesdesk_app.ui.news.attach_dialog import AttachDialog

        if self.desk.refuses():
            return

        def show(known: list[Choice]) -> None:
            AttachDialog(self._over.window(), self.desk, row, [one.name for one in known]).open()

        self.desk.ask(competitors.choices, then=show, topic="attach news")

    def detach(self, row: NewsRow, *, deal: bool = False, competitor: bool = False) -> None:
        """Take a piece off its deal or its competitor."""
        if row.piece.kept_id is not None:
            kept_id = row.piece.kept_id
            self.desk.do(kept_news.detach, kept_id, deal=deal, competitor=competitor, notice=True)

    def open_page(self, link: str) -> None:
        """Open the page of a piece in the browser; its address was shown before."""
        self.open_url(QUrl(link))

    def entries(self, row: NewsRow) -> Entries:
        """What the menu of a piece offers."""
        made: list[tuple[str, Callable[[], object]]] = [(_("Read"), Reads(self.read, row))]
        if row.piece.item_id is not None:
            text = _("Mark as read") if row.unread else _("Mark as not read")
            made.append((text, partial(self.toggle_read, row)))
        made.append((_("Take the star off") if row.starred else _("Star"), partial(self.star, row)))
        made.append((_("Attach…"), partial(self.attach, row)))
        if row.deal_id is not None:
            text = _("Take off {name}").format(name=row.deal)
            made.append((text, partial(self.detach, row, deal=True)))
        if row.attached_competitor:
            text = _("Take off {name}").format(name=row.competitor)
            made.append((text, partial(self.detach, row, competitor=True)))
        return made

    def _mark(self, ids: Sequence[int], read: bool) -> None:
        self.desk.work(
            news.mark,
            self.desk.store,
            list(ids),
            read=read,
            now=self.desk.now(),
            then=lambda _none: self.desk.changed.emit(NEWS),
            doing=_("Marking"),
            writes=True,
        )
