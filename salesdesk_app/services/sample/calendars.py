"""What stands in the calendars of the sample team: the manager's own, and that of a rep."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from salesdesk_app.services.sample.story import Scene, local
from salesdesk_app.services.sample.team import Cast
from salesdesk_app.store.models import CalendarCopy, CalendarEvent

REP = "Marco"
BACK, AHEAD = 4, 8  # weeks
JOIN = "https://meet.salesdesk.example/leadership"


class Calendars:
    """Two calendars; what they hold is scratch, as everything that is only read along."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self._scene = scene
        self._cast = cast
        self._rows: list[dict[str, Any]] = []
        self._copies: list[dict[str, Any]] = []

    def tell(self) -> None:
        """The sources, and what was read of them this morning."""
        member = self._cast.member(REP)
        own = self._source("My calendar", "my calendar.ics", None)
        self._keep(own, self._own())
        rep = self._source(f"{REP}’s calendar", f"{REP.lower()}.ics", member.record.id)
        self._keep(rep, self._of_rep())

    def write(self, session: Session) -> None:
        """Puts what was read into the scratch tables."""
        session.execute(insert(CalendarCopy), self._copies)
        session.execute(insert(CalendarEvent), self._rows)

    def _source(self, name: str, file: str, person_id: int | None) -> int:
        facts = {"name": name, "kind": "file", "place": f"sample/{file}", "person_id": person_id}
        position = 0 if person_id is None else 1
        record = self._scene.add(
            "calendar_source", self._scene.opening, **facts, position=position, shown=True
        )
        return record.id

    def _keep(self, source_id: int, events: Iterator[dict[str, Any]]) -> None:
        read_at = local(self._scene.today, 0, 5)
        self._copies.append(
            {"source_id": source_id, "content": "", "read_at": read_at, "tried_at": read_at}
        )
        blank: dict[str, Any] = {
            **dict.fromkeys(("begins_at", "ends_at", "wall_begins", "wall_ends")),
            **{"place": None, "link": None, "note": None, "people": [], "busy": True},
        }
        self._rows += [blank | event | {"source_id": source_id} for event in events]

    def _own(self) -> Iterator[dict[str, Any]]:
        """A weekly round with one occurrence moved, a product briefing, and a fair."""
        scene = self._scene
        for week in range(-BACK, AHEAD + 1):
            day = scene.today + timedelta(weeks=week)
            moved = timedelta(hours=1) if week == 1 else timedelta(0)
            yield _meeting(
                "round",
                "Leadership round",
                local(day, 10) + moved,
                45,
                place="Room 4",
                link=JOIN,
                note=f"Numbers, people, what is stuck.\n\nJoin: {JOIN}",
            )
        yield _meeting("briefing", "Product briefing", local(scene.workday(1), 14), 60)
        yield _meeting("briefing", "Product briefing", local(scene.workday(0), 16, 15), 45)
        first = scene.workday(0)
        yield _whole_days("fair", "Logistics fair, stand B12", first, first + timedelta(days=2))

    def _of_rep(self) -> Iterator[dict[str, Any]]:
        account = self._cast.accounts["Ostara Clinics"]
        people = [contact.states[0][1]["email"] for contact in self._cast.contacts[account.id][:1]]
        for week in range(-BACK, AHEAD + 1):
            day = self._scene.today + timedelta(weeks=week)
            yield _meeting(
                "rollout", "Rollout with Ostara Clinics", local(day, 11), 45, people=people
            )


def _meeting(uid: str, title: str, begins: datetime, minutes: int, **facts: Any) -> dict[str, Any]:
    ends = begins + timedelta(minutes=minutes)
    return {"uid": f"{uid}@sample", "title": title, "begins_at": begins, "ends_at": ends, **facts}


def _whole_days(uid: str, title: str, first: date, end: date) -> dict[str, Any]:
    days = {"wall_begins": first.isoformat(), "wall_ends": end.isoformat()}
    return {"uid": f"{uid}@sample", "title": title, **days}
