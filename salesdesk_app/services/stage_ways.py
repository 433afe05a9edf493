"""What stages took and earned before, and every deal's trail, kept up to date with the log."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from salesdesk_app import clock
from salesdesk_app.domain import metrics
from salesdesk_app.domain.signals import StageWays
from salesdesk_app.services.deals.deal_trails import Trail, trails
from salesdesk_app.services.once import once
from salesdesk_app.store.models import Change, Deal, Pipeline, Stage

MANY = 500  # from so many changed deals on, reading the whole log is cheaper


class _Step(NamedTuple):
    """A stage in its pipeline: its place among the open ones, of how many; None for a closed."""

    name: str
    outcome: str
    pipeline_id: int
    place: int | None
    open_stages: tuple[int, ...]


@dataclass
class _Sums:
    """What deals add up to, by stage: the days of those that left it, won and closed ones."""

    took: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    won: Counter[int] = field(default_factory=Counter)
    closed: Counter[int] = field(default_factory=Counter)

    def add(self, trail: Trail, steps: dict[int, _Step], sign: int) -> None:
        """Adds a deal's way, or takes it away again."""
        days: dict[int, int] = {}
        unknown = set()
        for stage_id, took in trail.stays:
            if took is None:
                unknown.add(stage_id)
            else:
                days[stage_id] = days.get(stage_id, 0) + took
        for stage_id, total in days.items():
            if stage_id not in unknown:
                self.took[stage_id][total] += sign
        now = steps.get(trail.stage_id)
        if now is None or now.outcome == "open":
            return
        inside = (steps.get(stage_id) for stage_id, _days in trail.stays)
        places = {
            step.place
            for step in inside
            if step is not None and step.place is not None and step.pipeline_id == now.pipeline_id
        }
        way = metrics.journey(places, now.outcome, len(now.open_stages))
        if way is None:
            return
        for stage_id in now.open_stages[way.earliest : way.furthest + 1]:
            self.closed[stage_id] += sign
            self.won[stage_id] += sign * (now.outcome == "won")


@dataclass(frozen=True)
class Ways:
    """Every deal's trail as the log has it, and how deals passed each stage before."""

    trails: dict[int, Trail]
    stages: dict[int, StageWays]


class _Known:
    """What was read of one workspace's log, up to a change, with days as a zone tells them."""

    def __init__(self, zone: tuple[int, ...]) -> None:
        self.zone = zone
        self.lock = Lock()
        self.change_id = 0
        self.trails: dict[int, Trail] = {}
        self.steps: dict[int, _Step] = {}
        self.sums = _Sums()
        self.ways = Ways({}, {})


_KNOWN: WeakKeyDictionary[Engine | Connection, _Known] = WeakKeyDictionary()


@once
def ways(session: Session) -> Ways:
    """The ways of all deals and through all stages, by edits that stand.

    A stay counts where the log knows when the deal came and went; several stays of a deal in one
    stage are one. A deal passed every stage from the first to the last that it was seen in, as in
    the funnel. Deals that came in closed count nowhere. What was read before is kept for each
    connection's workspace, and only deals that changed since are read again.
    """
    newest = session.scalar(select(func.max(Change.id))) or 0
    # What a verb has changed so far may still be taken back: it is not kept.
    writing = "facts" in session.info
    bind, zone = session.get_bind(), clock.zone()
    known = _Known(zone) if writing else _KNOWN.setdefault(bind, _Known(zone))
    if known.zone != zone:  # somebody travelled
        known = _KNOWN[bind] = _Known(zone)
    with known.lock:
        if newest < known.change_id:  # who asks began to read before the last change
            known = _Known(zone)
        _update(session, known, newest)
        return known.ways


def _update(session: Session, known: _Known, newest: int) -> None:
    steps = _stages(session)
    changed = _changed(session, known.change_id)
    if steps == known.steps and not changed:
        known.change_id = newest
        return
    if len(changed) > MANY or not known.steps:
        found = trails(session)
        kept, gone = found, known.trails
    else:
        found = trails(session, changed)
        gone = {one: known.trails[one] for one in changed if one in known.trails}
        kept = {one: trail for one, trail in known.trails.items() if one not in gone} | found
    if steps != known.steps or kept is found:
        known.sums = _Sums()
        for trail in kept.values():
            known.sums.add(trail, steps, 1)
    else:
        for trail in gone.values():
            known.sums.add(trail, steps, -1)
        for trail in found.values():
            known.sums.add(trail, steps, 1)
    known.change_id, known.trails, known.steps = newest, kept, steps
    known.ways = Ways(kept, {key: _stage(known.sums, key, step) for key, step in steps.items()})


def _changed(session: Session, after: int) -> list[int]:
    """The deals that changed behind a change of the log; one more than MANY stands for all."""
    query = (
        select(Change.row_id)
        .distinct()
        .where(Change.table_name == Deal.__tablename__, Change.id > after)
    )
    return list(session.scalars(query.limit(MANY + 1)))


def _stages(session: Session) -> dict[int, _Step]:
    rows = session.execute(
        select(Stage.id, Stage.name, Stage.outcome, Stage.pipeline_id)
        .join(Pipeline, Pipeline.id == Stage.pipeline_id)
        .order_by(Pipeline.position, Stage.position, Stage.id)
    ).all()
    open_stages: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.outcome == "open":
            open_stages[row.pipeline_id].append(row.id)
    steps = {}
    for row in rows:
        order = tuple(open_stages[row.pipeline_id])
        place = order.index(row.id) if row.outcome == "open" else None
        steps[row.id] = _Step(row.name, row.outcome, row.pipeline_id, place, order)
    return steps


def _stage(sums: _Sums, stage_id: int, step: _Step) -> StageWays:
    took = sums.took.get(stage_id, Counter())
    left = took.total()
    return StageWays(
        step.name, _median(took, left), left, sums.won[stage_id], sums.closed[stage_id]
    )


def _median(took: Counter[int], left: int) -> int:
    """The days within which half of the deals had left a stage; 0 where none did."""
    passed = 0
    for days in sorted(took):
        passed += took[days]
        if passed * 2 >= left:
            return days
    return 0
