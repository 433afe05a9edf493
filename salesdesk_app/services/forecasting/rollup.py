"""The forecast of a period: each category by person, manager's team and all, with quota and calls.

Every figure of a line knows its deals. What is won counts for who owned it when it was won, what
is open for who owns it now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.calibration import Calibrated, Track, calibrated
from salesdesk_app.domain.calls import Said, stale, together
from salesdesk_app.domain.forecast import CATEGORIES, Rollup, counts_as, rollup
from salesdesk_app.domain.metrics import DealFact, Figures, Ratio
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import figures, people, quotas
from salesdesk_app.services.deal_filter import DealFilter
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.forecasting import accuracy, freezes, readings, standing
from salesdesk_app.services.forecasting.freezes import FreezeRow
from salesdesk_app.services.people import PersonRow
from salesdesk_app.services.team import NO_OWNER, TEAM
from salesdesk_app.wording.language import gettext as _

Kind = Literal["person", "nobody", "team", "everybody"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some deals of a line and what they come to, in minor units of the workspace currency.

    ``unvalued`` of them have no value that is known; the sum is that of the others.
    """

    minor: int = 0
    deal_ids: tuple[int, ...] = ()
    unvalued: int = 0

    @property
    def value(self) -> int | None:
        """The sum; None where there are deals and of none the value is known."""
        return None if self.deal_ids and self.unvalued == len(self.deal_ids) else self.minor


@dataclass(frozen=True)
class RepLine:
    """One line of the forecast: a person, the deals of nobody, a manager's team, or everybody.

    ``id`` is the person's, for a team its manager's, ``NO_OWNER`` or ``TEAM``; ``owners`` are
    those whose deals it holds, None standing for nobody. ``parts`` has each category by itself,
    ``rollup`` adds them up. ``judged_in`` and ``judged_out`` are open deals of
    the period; ``undated`` are open ones without an expected close, which are in no period and in
    no figure. ``figures`` are those of the deals of the period. Calls and ``calibrated`` stand
    beside the figures and change none of them.
    """

    id: int
    kind: Kind
    name: str
    owners: tuple[int | None, ...]
    manager_id: int | None
    left: bool
    quota: int | None
    parts: Mapping[str, Part]
    figures: Figures
    judged_in: Part
    judged_out: Part
    undated: tuple[int, ...]
    rep: Said | None
    manager: Said | None
    track: Track
    calibrated: Calibrated

    @property
    def rollup(self) -> Rollup:
        """The cumulative forecast in minor units, sums of what is known."""
        return rollup({category: part.minor for category, part in self.parts.items()})

    @property
    def closed(self) -> int:
        """What was won in the period, in minor units."""
        return self.parts["closed"].minor

    @property
    def weighted(self) -> int | None:
        """Value times probability of the open deals; None where no value is known."""
        return self.figures.weighted_minor

    @property
    def total_in(self) -> int:
        """The manager's total: what is closed and the open deals judged in."""
        return self.closed + self.judged_in.minor

    @property
    def gap(self) -> int | None:
        """What is left to win of the quota, 0 where it is met; None without a quota."""
        return None if self.quota is None else max(self.quota - self.closed, 0)

    @property
    def attainment(self) -> Ratio:
        """What is closed over the quota."""
        return metrics.attainment(self.parts["closed"].value, self.quota)

    def short_of(self, call: Said | None) -> int | None:
        """A call less the quota; None where either is unknown."""
        if call is None or call.amount_minor is None or self.quota is None:
            return None
        return call.amount_minor - self.quota


@dataclass(frozen=True)
class Forecast:
    """The forecast of a period as of a day; money in minor units of ``currency``.

    ``lines`` are people by name, who left behind the others and the deals of nobody last;
    ``teams`` are the managers' teams, each with the manager and everybody below. ``freezes`` are
    those of this period, the latest first. ``unconverted`` counts, by currency, the deals of the
    period whose value is in no sum because no rate is known, ``quotas_unconverted`` the quotas
    that therefore do not count. ``filtered``: a filter chose the deals.
    """

    period: Period
    today: date
    currency: str
    fiscal_start_month: int
    lines: tuple[RepLine, ...]
    teams: tuple[RepLine, ...]
    team: RepLine
    freezes: tuple[FreezeRow, ...]
    unconverted: Mapping[str, int]
    quotas_unconverted: Mapping[str, int]
    filtered: bool

    def line(self, person_id: int) -> RepLine | None:
        """The line of a person, or of the deals of nobody; None where there is none."""
        return next((line for line in self.lines if line.id == person_id), None)

    def every(self) -> tuple[RepLine, ...]:
        """All lines from the first person to everybody together."""
        return (*self.lines, *self.teams, self.team)


def forecast(
    session: Session, today: date, period: Period, wanted: DealFilter | None = None
) -> Forecast:
    """The forecast of a month, a quarter or a year, of all deals or of those that pass a filter.

    A filter by owner also leaves out the others' lines, quotas and calls.
    """
    return made(session, figures.read(session), today, period, wanted)


def made(
    session: Session, reading: Reading, today: date, period: Period, wanted: DealFilter | None
) -> Forecast:
    """The same out of what is read already, for who needs more than the forecast of it."""
    chosen = readings.chosen(reading, session, wanted, today)
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


def part(facts: Iterable[DealFact]) -> Part:
    """These deals as a part, in the order in which they come."""
    held = list(facts)
    known = [fact.value_minor for fact in held if fact.value_minor is not None]
    return Part(sum(known), tuple(fact.id for fact in held), len(held) - len(known))


def parts(facts: Iterable[DealFact]) -> dict[str, Part]:
    """The deals of a period by the category in which they count; lost ones are in none."""
    groups = metrics.group(facts, lambda fact: counts_as(fact.outcome, fact.category))
    return {category: part(groups.get(category, ())) for category in CATEGORIES}


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
