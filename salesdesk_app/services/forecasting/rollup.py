"""The forecast of a period: each category by person, manager's team and all, with quota and calls.

Every figure of a line knows its deals. What is won counts for who owned it when it was won, what
is open for who owns it now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.calibration import Calibrated, Track, calibrated
from salesdesk_app.domain.calls import Said, stale, together
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import figures, people, quotas
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.forecasting import accuracy, freezes, readings, standing
from salesdesk_app.services.forecasting.lines import Forecast, Kind, RepLine, part, parts
from salesdesk_app.services.people import PersonRow
from salesdesk_app.services.team import NO_OWNER, TEAM
from salesdesk_app.wording.language import gettext as _


def forecast(
    session: Session, today: date, period: Period, wanted: DealFilter | None = None
) -> Forecast:
    """The forecast of a month, a quarter or a year, of all deals or of those that pass a filter.

    A filter by owner also leaves out the others' lines, quotas and calls.
    """
    reading = figures.read(session)
    chosen = readings.chosen(reading, session, wanted, today)
    return made(session, reading, chosen, today, period, wanted=wanted)


def made(
    session: Session,
    reading: Reading,
    chosen: list[DealFact],
    today: date,
    period: Period,
    *,
    wanted: DealFilter | None,
) -> Forecast:
    """The same out of what is read already, for who needs more than the forecast of it.

    ``chosen`` are the deals of the reading that pass the filter (``readings.chosen``).
    """
    maker = _Maker(session, today, period, reading, chosen)
    owners = wanted.owner_ids if wanted is not None else frozenset()
    members = [p for p in people.listing(session) if not owners or p.id in owners]
    lines = [line for person in members if (line := maker.person(person)) is not None]
    lines.sort(key=lambda line: line.left)
    if None in maker.facts or None in maker.undated:
        lines.append(maker.nobody())
    return Forecast(
        period,
        today,
        reading.currency,
        reading.fiscal_start_month,
        tuple(lines),
        tuple(maker.teams(members, lines)),
        maker.together("everybody", TEAM, _("Team"), lines),
        tuple(freezes.of_period(session, period)),
        reading.left_out(fact for held in maker.facts.values() for fact in held),
        quotas.unconverted(session, period),
        chosen is not reading.facts,
    )


class _Maker:
    """Makes lines out of what is read once for all of them."""

    def __init__(
        self,
        session: Session,
        today: date,
        period: Period,
        reading: Reading,
        chosen: Iterable[DealFact],
    ) -> None:
        self.today, self.period = today, period
        self.facts = metrics.group(metrics.in_period(chosen, period), lambda fact: fact.owner_id)
        self.undated = metrics.group(_undated(chosen), lambda fact: fact.owner_id)
        self._quotas = quotas.by_person(session, period)
        self._said = standing.calls(session, period)
        self._judged = standing.judgements(session)
        self._tracks = accuracy.of(session, today, reading).rep

    def person(self, person: PersonRow) -> RepLine | None:
        """Who has a deal, a quota or a call in the period, and every rep who is here."""
        calls = self._said.get(person.id, {})
        left = person.left(self.today)
        counts = person.id in self.facts or person.id in self._quotas or bool(calls)
        if not counts and (left or person.role != "rep"):
            return None
        line = self._line("person", person.id, person.name, self._quotas.get(person.id))
        heard = {by: self._marked(call, line.closed) for by, call in calls.items()}
        track = self._tracks.get(person.id, Track())
        rep = heard.get("rep")
        return replace(
            line,
            manager_id=person.manager_id,
            left=left,
            rep=rep,
            manager=heard.get("manager"),
            track=track,
            calibrated=calibrated(None if rep is None else rep.amount_minor, track),
        )

    def nobody(self) -> RepLine:
        """The deals that have no owner, so that the lines add up to the team's."""
        return self._line("nobody", NO_OWNER, _("No owner"), None)

    def teams(self, members: Sequence[PersonRow], lines: Sequence[RepLine]) -> Iterable[RepLine]:
        """A line for each manager's team that has one, by the manager's name."""
        below = _below(members)
        for manager in members:
            ids = below.get(manager.id)
            own = [line for line in lines if ids and line.id in ids and line.kind == "person"]
            if own:
                yield self.together("team", manager.id, manager.name, own)

    def together(self, kind: Kind, line_id: int, name: str, lines: Sequence[RepLine]) -> RepLine:
        """Several lines as one; deals of several lines keep the order of the lines."""
        stated = [line.quota for line in lines if line.quota is not None]
        owners = [owner for line in lines for owner in line.owners]
        line = self._line(kind, line_id, name, sum(stated) if stated else None, owners)
        track = Track(tuple(call for one in lines for call in one.track.calls))
        rep = together(line.rep for line in lines if line.rep is not None)
        return replace(
            line,
            rep=rep,
            manager=together(one.manager for one in lines if one.manager is not None),
            track=track,
            calibrated=_added(lines, track),
        )

    def _line(
        self,
        kind: Kind,
        line_id: int,
        name: str,
        quota: int | None,
        owners: Sequence[int | None] | None = None,
    ) -> RepLine:
        held = (line_id or None,) if owners is None else tuple(owners)
        facts = [fact for owner in held for fact in self.facts.get(owner, ())]
        undated = [fact.id for owner in held for fact in self.undated.get(owner, ())]
        return RepLine(
            id=line_id,
            kind=kind,
            name=name,
            owners=held,
            manager_id=None,
            left=False,
            quota=quota,
            parts=parts(facts),
            figures=metrics.figures(facts),
            judged_in=part(self._verdict(facts, "in")),
            judged_out=part(self._verdict(facts, "out")),
            undated=tuple(undated),
            rep=None,
            manager=None,
            track=Track(),
            calibrated=calibrated(None, Track()),
        )

    def _verdict(self, facts: Iterable[DealFact], verdict: str) -> Iterable[DealFact]:
        judged = self._judged
        return (f for f in facts if f.id in judged and judged[f.id].holds(f, verdict))

    def _marked(self, call: Said, closed: int) -> Said:
        found = stale(call.said_on, self.period, self.today, call.amount_minor, closed)
        return replace(call, stale=found)


def _added(lines: Iterable[RepLine], track: Track) -> Calibrated:
    """What calibrated calls add up to; no sum where one who called has too few past calls."""
    called = [line for line in lines if line.rep is not None and line.rep.amount_minor is not None]
    known = [one.calibrated.minor for one in called if one.calibrated.minor is not None]
    whole = bool(known) and len(known) == len(called)
    return Calibrated(sum(known) if whole else None, track.ratio, track.n, track.periods)


def _undated(facts: Iterable[DealFact]) -> list[DealFact]:
    """The open deals that the forecast would count if it knew when they are to close."""
    return [
        fact
        for fact in facts
        if fact.outcome == "open" and fact.expected_close_on is None and fact.category != "omitted"
    ]


def _below(members: Iterable[PersonRow]) -> dict[int, set[int]]:
    """Each manager who manages somebody, with the ids of everybody below and their own."""
    direct: dict[int, list[int]] = {}
    for person in members:
        if person.manager_id is not None:
            direct.setdefault(person.manager_id, []).append(person.id)
    found = {}
    for manager_id in direct:
        ids, ahead = {manager_id}, [manager_id]
        while ahead:  # a file may have brought in a circle: nobody is met twice
            fresh = [one for one in direct.get(ahead.pop(), ()) if one not in ids]
            ids.update(fresh)
            ahead.extend(fresh)
        found[manager_id] = ids
    return found
