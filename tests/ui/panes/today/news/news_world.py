"""What tests of the news share: a feed, pieces that feeds brought, and the dialog that is open."""

from datetime import timedelta
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from salesdesk_app.store.models import NewsItem
from salesdesk_app.store.session import Store
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.world import NOON

D = TypeVar("D", bound=QDialog)
FEED = b"""<rss version="2.0"><channel><title>The wire</title><item><title>Rates up</title>
<guid>1</guid></item></channel></rss>"""
EVIL = "<img src=x onerror=alert(1)><b>Evil</b> & Co"


def bring(store: Store, feed_id: int, *titles: str) -> None:
    with store.scratch() as session:
        for hour, title in enumerate(titles):
            session.add(
                NewsItem(
                    feed_id=feed_id,
                    key=title,
                    title=title,
                    text=f"About {title}",
                    author=EVIL,
                    link=f"https://wire.example/{hour}",
                    seen_at=NOON - timedelta(hours=hour),
                )
            )


def dialog(pane: TodayPane, kind: type[D]) -> D:
    """The newest dialog of a kind that is open."""
    return [one for one in pane.window().findChildren(kind) if one.isVisible()][-1]
