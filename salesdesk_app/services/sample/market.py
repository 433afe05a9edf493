"""The news of the sample team: five invented feeds, and what they are said to have brought."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from salesdesk_app.services.sample.story import Record, Scene, local
from salesdesk_app.services.sample.team import Cast
from salesdesk_app.store.models import FeedCopy, NewsItem

FETCHED = (7, 40)  # this morning

# Name, address, topic, and whose news it is.
FEEDS = (
    ("Our release notes", "https://news.fleetwise.example/feed.xml", "company", None),
    ("Kestrel blog", "https://kestrel.example/blog/feed", "competitor", "Kestrel"),
    ("Orbis press room", "https://orbis.example/press.rss", "competitor", "Orbis"),
    ("Freight Wire", "https://freightwire.example/rss", "industry", None),
    ("Fleet Weekly", "https://fleetweekly.example/atom.xml", "industry", None),
)


class Told(NamedTuple):
    """A piece: of which feed, how many days and minutes before it was fetched, and its words."""

    feed: int
    days: int
    minutes: int
    title: str
    text: str
    read: bool = False
    author: str = ""


PIECES = (
    Told(0, 0, 35, "Q4 release notes are out",
         "Routes can now be planned for mixed fleets, and the driver app works without a "
         "connection.\n\nThe price list does not change.", author="Product team"),
    Told(0, 6, 0, "New data centre in Frankfurt",
         "Customers in Europe can keep their data in Europe from January on.", read=True),
    Told(1, 0, 20, "Kestrel cuts entry price by 12 %",
         "From today the Starter plan costs 12 % less. Reports and the driver app remain extra."
         "\n\nCustomers who renew before the end of the year get the new price as well.",
         author="Kestrel"),
    Told(1, 1, 90, "Kestrel opens an office in Rotterdam",
         "Ten people will look after customers in the Benelux countries."),
    Told(1, 4, 0, "How one carrier saved 9 % of its fuel", "A story from a customer.", read=True),
    Told(2, 0, 300, "Orbis names a new head of support",
         "She comes from a large carrier and promises answers within a working day."),
    Told(2, 8, 0, "Orbis joins the carriers’ fair in March", "Hall 4, stand 17.", read=True),
    Told(3, 0, 10, "Freight index up for a third month",
         "Prices on the spot market rose by 2.1 % in October, most of all for cooled freight."),
    Told(3, 0, 150, "Tachograph rules change on 1 January",
         "Vans above 2.5 tonnes on trips across borders will need one from July on."),
    Told(3, 1, 30, "Two ports announce night opening", "Terminals stay open until midnight."),
    Told(3, 3, 0, "Diesel at its lowest since March", "Carriers pay 3 % less.", read=True),
    Told(4, 0, 80, "Survey: half of all fleets plan to buy telematics in 2027",
         "Of 412 fleets with more than 50 vehicles, 51 % have a budget for it, up from 38 %."
         "\n\nReports for customers are what they miss most.", author="J. Halvorsen"),
    Told(4, 1, 200, "What buyers ask first: how long does it take to install?",
         "Less than an hour a vehicle is what most expect."),
    Told(4, 9, 0, "Five questions before you change your provider", "A checklist.", read=True),
)  # fmt: skip
STARRED = 10
ATTACHED = 4


def tell(scene: Scene, cast: Cast) -> None:
    """The feeds, and what the manager kept of them; fetching stays switched off."""
    by_name = {one.states[0][1]["name"]: one.id for one in cast.competitors}
    for position, (name, address, topic, competitor) in enumerate(FEEDS):
        scene.add(
            "feed",
            scene.opening,
            name=name,
            address=address,
            topic=topic,
            competitor_id=by_name.get(competitor or ""),
            position=position,
        )
    met = _deal_with(scene, by_name["Kestrel"])
    kept = local(scene.yesterday, 16)
    _keep(scene, kept, STARRED, starred=True)
    _keep(scene, kept, ATTACHED, starred=False, competitor_id=by_name["Kestrel"], deal_id=met)


def bring(session: Session, scene: Scene, now: datetime | None) -> None:
    """What is said to have been fetched this morning, for a scratch session."""
    fetched = _fetched(scene, now)
    ids = [record.id for record in scene.records if record.table == "feed"]
    for feed_id, (name, address, _topic, _whose) in zip(ids, FEEDS, strict=True):
        made = {"feed_id": feed_id, "address": address, "title": name}
        session.merge(FeedCopy(**made, read_at=fetched, tried_at=fetched))
    for number, piece in enumerate(PIECES):
        published = _published(piece, fetched)
        session.add(
            NewsItem(
                feed_id=ids[piece.feed],
                key=_key(number),
                published_at=published,
                seen_at=fetched,
                read_at=fetched if piece.read else None,
                link=_link(number),
                **_words(piece),
            )
        )


def _keep(scene: Scene, moment: datetime, number: int, **held: Any) -> None:
    piece = PIECES[number]
    name, address, topic, _whose = FEEDS[piece.feed]
    stated: dict[str, Any] = {"source": name, "address": address, "topic": topic}
    published = _published(piece, _fetched(scene, None))
    stated |= {"key": _key(number), "link": _link(number), "published_at": published}
    stated |= _words(piece)
    scene.add("kept_news", moment, **stated, **{"competitor_id": None, "deal_id": None} | held)


def _fetched(scene: Scene, now: datetime | None) -> datetime:
    morning = local(scene.today, *FETCHED)
    return morning if now is None else min(morning, now)


def _published(piece: Told, fetched: datetime) -> datetime:
    return fetched - timedelta(days=piece.days, minutes=piece.minutes)


def _words(piece: Told) -> dict[str, str]:
    return {"title": piece.title, "text": piece.text, "author": piece.author}


def _key(number: int) -> str:
    return f"sample-{number}"


def _link(number: int) -> str:
    host = FEEDS[PIECES[number].feed][1].rpartition("/")[0]
    return f"{host}/{number + 1}"


def _deal_with(scene: Scene, competitor_id: int) -> int | None:
    """An open deal in which a competitor is met, the one made last."""
    closed = {scene.won_stage, scene.lost_stage}
    deals = {record.id: record for record in scene.records if record.table == "deal"}
    met = [
        record.states[0][1]["deal_id"]
        for record in scene.records
        if record.table == "deal_competitor"
        and record.states[0][1]["competitor_id"] == competitor_id
    ]
    still_open = [deal_id for deal_id in met if not _ever(deals[deal_id], closed)]
    return max(still_open, default=None)


def _ever(deal: Record, stages: set[int]) -> bool:
    return any(values.get("stage_id") in stages for _at, values in deal.states)
