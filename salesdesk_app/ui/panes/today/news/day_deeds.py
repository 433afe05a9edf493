"""What one can do with the day's news beside its pieces: fetch, look at all, and keep the feeds."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from salesdesk_app.services.competitors import choices
from salesdesk_app.services.news import feeds, news, news_copies, news_fetching
from salesdesk_app.services.news.feeds import FeedRow, Topic
from salesdesk_app.services.news.news_copies import Brought
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.news.deeds import NEWS, NewsDeeds
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _


class DayNewsDeeds(NewsDeeds):
    """Fetching runs on the lane that waits for the network; one round at a time."""

    def __init__(self, over: QWidget, desk: Desk) -> None:
        super().__init__(over, desk)
        self._fetching = False
        self._rests_until: datetime | None = None

    def fetch_due(self) -> None:
        """Fetch the feeds that are due, if the user switched that on; nothing is told of it.

        What could not be kept leaves them due: then they are left alone for as long as a fetched
        one is.
        """
        rests = self._rests_until is not None and self.desk.now() < self._rests_until
        if self.desk.looking_at is None and not rests:
            self._round(all_=False)

    def fetch_now(self) -> None:
        """Fetch every feed, where fetching is switched on; else ask whether it should be."""
        if self.desk.refuses():
            return
        self.desk.ask(feeds.fetching, then=self._fetch_if, topic="fetching")

    def switch(self, on: bool, then: Callable[[], object] | None = None) -> None:
        """Switch fetching on or off; once it is on, the feeds are fetched."""

        def switched(_none: None) -> None:
            if on:
                self._round(all_=True)
            if then is not None:
                then()

        self.desk.do(feeds.switch, on, then=switched)

    def ask_to_switch_on(self) -> None:
        """Say what fetching means, and switch it on where the user agrees."""
        from salesdesk_app.ui.panes.today.news.consent import Consent

        if not self.desk.refuses():
            Consent(self._over.window(), lambda: self.switch(True)).open()

    def open_all(self) -> None:
        """Show all news in a table."""
        from salesdesk_app.ui.panes.today.news.all_news import AllNews
        from salesdesk_app.ui.widgets.forms import comes_to_front

        if not comes_to_front(self._over, AllNews):
            AllNews(self._over.window(), self).show()

    def open_feeds(self) -> None:
        """Show the feeds that are read along."""
        from salesdesk_app.ui.panes.today.news.feeds_dialog import FeedsDialog
        from salesdesk_app.ui.widgets.forms import comes_to_front

        if not comes_to_front(self._over, FeedsDialog):
            FeedsDialog(self._over.window(), self).show()

    def add_feed(self, over: QWidget | None = None) -> None:
        """Add a feed by its address; the first time it is asked whether feeds may be fetched."""
        self._form(over or self._over.window(), None)

    def edit_feed(self, row: FeedRow, over: QWidget) -> None:
        """Edit a feed."""
        self._form(over, row)

    def after_adding(self) -> None:
        """A feed is there: fetch it, or ask whether that may be."""
        self.desk.ask(feeds.fetching, then=self._fetch_or_ask, topic="fetching")

    def mark_topic_read(self, topic: Topic | None = None) -> None:
        """Mark all of a topic, or of all, as read."""
        self.desk.ask(news.unread_ids, topic, then=self.mark_all_read, topic="unread")

    def _form(self, over: QWidget, row: FeedRow | None) -> None:
        from salesdesk_app.ui.panes.today.news.feed_form import FeedForm

        if self.desk.refuses():
            return
        self.desk.ask(
            choices,
            then=lambda known: FeedForm(over, self, [one.name for one in known], row).open(),
            topic="feed form",
        )

    def _fetch_if(self, on: bool) -> None:
        if on:
            self._round(all_=True, told=True)
        else:
            self.ask_to_switch_on()

    def _fetch_or_ask(self, on: bool) -> None:
        if on:
            self._round(all_=False)
        else:
            self.ask_to_switch_on()

    def _round(self, *, all_: bool, told: bool = False) -> None:
        """``told`` for a round that the user asked for: it is shown, and what it came to is."""
        if self._fetching:
            return
        self._fetching = True
        now, store = self.desk.now(), self.desk.store

        def over() -> None:
            self._fetching = False

        def keep(found: tuple[list[Brought], bool]) -> None:
            brought, stopped = found

            def kept(new: int) -> None:
                self._rests_until = None
                over()
                if brought:
                    self.desk.changed.emit(NEWS)
                if told:
                    came = news_fetching.counted(brought, new)
                    reached, failed = came.reached, came.failed
                    text = words.round_over(reached, failed, new, stopped=stopped)
                    self.desk.notice(text, "warn" if failed else "plain")

            def unkept() -> None:
                self._rests_until = now + news_fetching.EVERY
                over()

            if brought or told:
                self.desk.work(news_copies.keep, store, brought, now, then=kept, failed=unkept,
                               doing=_("Keeping news"), writes=True)  # fmt: skip
            else:
                over()

        self.desk.away(
            news_fetching.fetch_due,
            store,
            now,
            all_=all_,
            then=keep,
            failed=over,
            doing=_("Fetching news"),
            quiet=not told,
        )
