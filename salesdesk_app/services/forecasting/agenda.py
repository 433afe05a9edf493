"""The order of a forecast call: one rep after the other, what changes the number most first.

The number is closed and commit together. A rep whose number moved most since the calls were last
frozen comes first, then who has most in commit, then who has most at risk; so do a rep's items.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy.orm import Session

from salesdesk_app.domain.changes import DealChange
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import figures
from salesdesk_app.services.deals import deal_changes
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_rows import DealRow, deal_rows
from salesdesk_app.services.forecasting import freezes, moves, readings, rollup, standing
from salesdesk_app.services.forecasting.freezes import FreezeRow, Frozen
from salesdesk_app.services.forecasting.lines import Forecast, RepLine
from salesdesk_app.services.forecasting.moves import Counted, Move
from salesdesk_app.services.forecasting.standing import Judged
from salesdesk_app.wording import forecast as words
from salesdesk_app.wording import signals

ItemKind = Literal["change", "commit", "risk"]


class Item(NamedTuple):
    """Something to talk about: a deal, why it is here, and what it does to the number.

    ``minor`` is its value now in the workspace currency, None where unknown or where it is gone;
    ``moved`` what it added to the rep's closed and commit since then (below 0: took away), and
    ``upside`` to the best case and pipeline. ``words`` say what changed, or what is at risk.
    ``there`` is False for a deal that was deleted.
    """

    kind: ItemKind
    deal_id: int
    deal: str
    account: str | None
    minor: int | None
    moved: int
    upside: int
    category: str | None
    judged: Judged | None
    words: tuple[str, ...]
    there: bool = True


@dataclass(frozen=True)
class RepAgenda:
    """What to talk about with one rep, in order; each deal is there once.

    ``moved`` is what closed and commit gained since the calls were frozen, None where none were.
    ``frozen`` are the calls as they were then, by who said them.
    """

    line: RepLine
    items: tuple[Item, ...]
    moved: int | None
    frozen: Mapping[str, Frozen]

    @property
    def number(self) -> int:
        """Closed and commit in minor units."""
        return self.line.rollup.commit


@dataclass(frozen=True)
class Agenda:
    """The forecast call of a period: the reps in their order; ``since`` is the last frozen call."""

    forecast: Forecast
    since: FreezeRow | None
    reps: tuple[RepAgenda, ...]


def of(session: Session, today: date, period: Period, wanted: DealFilter | None = None) -> Agenda:
    """The order of today's forecast call, of all deals or those of a filter.

    What changed is told since the last freeze before today; where the only ones are of today,
    since the first of them. Without any freeze there are commits and risks only.
    """
    reading = figures.read(session)
    chosen = readings.chosen(reading, session, wanted, today)
    found = rollup.made(session, reading, chosen, today, period, wanted=wanted)
    last = _last_before(found.freezes, today)
    moved: dict[int, Move] = {}
    told: dict[int, list[DealChange]] = defaultdict(list)
    if last is not None:
        facts = {fact.id: fact for fact in chosen}
        moved = moves.of(session, last.edit_id, period, facts)
        if found.filtered:
            moved = {deal_id: move for deal_id, move in moved.items() if deal_id in facts}
        for line in deal_changes.between(session, last.edit_id).lines:
            told[line.deal_id].append(line)
    ids = {i for line in found.lines for name in _OPEN for i in line.parts[name].deal_ids}
    rows = deal_rows(session, DealFilter(deal_ids=frozenset(ids | moved.keys())), today)
    maker = _Maker(found, {row.id: row for row in rows}, moved, told, standing.judgements(session))
    calls = [] if last is None else list(freezes.calls(session, last.id))
    reps = [
        RepAgenda(
            line,
            tuple(items),
            None if last is None else sum(item.moved for item in items),
            {call.said_by: call for call in calls if call.person_id == line.id},
        )
        for line in found.lines
        if (items := maker.items(line)) or line.kind == "person"
    ]
    return Agenda(found, last, tuple(sorted(reps, key=_moved_most_first)))


_OPEN = ("commit", "best_case", "pipeline")


def _last_before(frozen: Iterable[FreezeRow], today: date) -> FreezeRow | None:
    """The last freeze before today, else the first of today; they come the latest first."""
    held = list(frozen)
    return next((one for one in held if one.frozen_on < today), held[-1] if held else None)


def _moved_most_first(rep: RepAgenda) -> tuple[bool, int, int, int, int, str]:
    changes = [item for item in rep.items if item.kind == "change"]
    return (
        rep.line.kind == "nobody",
        -sum(abs(item.moved) for item in changes),
        -sum(abs(item.upside) for item in changes),
        -rep.line.parts["commit"].minor,
        -sum(item.minor or 0 for item in rep.items if item.kind == "risk"),
        rep.line.name.casefold(),
    )


@dataclass(frozen=True)
class _Maker:
    """Makes the items of a line out of what is read once for all lines."""

    forecast: Forecast
    rows: Mapping[int, DealRow]
    moved: Mapping[int, Move]
    told: Mapping[int, list[DealChange]]
    judged: Mapping[int, Judged]

    def items(self, line: RepLine) -> list[Item]:
        """What changed, then the commits, then what is at risk; in each the largest first."""
        changed = sorted(self._changes(line), key=_largest_first)
        seen = {item.deal_id for item in changed}
        commits = self._open(line, "commit", line.parts["commit"].deal_ids)
        ahead = [i for name in ("best_case", "pipeline") for i in line.parts[name].deal_ids]
        risks = self._open(line, "risk", [i for i in ahead if self.rows[i].at_risk])
        rest = [item for item in (*commits, *risks) if item.deal_id not in seen]
        return [*changed, *rest]

    def _changes(self, line: RepLine) -> Iterator[Item]:
        owner = line.owners[0]
        for deal_id, move in self.moved.items():
            before = _owned(move.before, owner)
            after = _owned(move.after, owner)
            said = tuple(words.difference(one) for one in self.told.get(deal_id, ()))
            if before != after or ((before or after) and said):
                yield self._item(
                    "change",
                    deal_id,
                    said or (words.counts(before and before.category, after and after.category),),
                    (after.sure if after else 0) - (before.sure if before else 0),
                    _upside(after) - _upside(before),
                )

    def _open(self, line: RepLine, kind: ItemKind, ids: Iterable[int]) -> list[Item]:
        currency = self.forecast.currency
        found = [
            self._item(
                kind,
                deal_id,
                tuple(signals.reason(one, currency) for one in self.rows[deal_id].signals),
            )
            for deal_id in ids
        ]
        return sorted(found, key=_largest_first)

    def _item(
        self, kind: ItemKind, deal_id: int, said: tuple[str, ...], moved: int = 0, upside: int = 0
    ) -> Item:
        row = self.rows.get(deal_id)
        after = self.moved[deal_id].after if deal_id in self.moved else None
        if row is None:
            first = self.told[deal_id][0]
            name, account, minor = first.deal, first.account, None
        else:
            name, account, minor = row.name, row.account or None, row.fact.value_minor
        category = after.category if after else None
        if row is not None and kind != "change":
            category = row.fact.category
        judged = self.judged.get(deal_id)
        there = row is not None
        return Item(
            kind, deal_id, name, account, minor, moved, upside, category, judged, said, there
        )


def _owned(counted: Counted | None, owner: int | None) -> Counted | None:
    return counted if counted is not None and counted.owner_id == owner else None


def _upside(counted: Counted | None) -> int:
    return 0 if counted is None else (counted.minor or 0) - counted.sure


def _largest_first(item: Item) -> tuple[int, int, int, int]:
    return -abs(item.moved), -abs(item.upside), -(item.minor or 0), item.deal_id
