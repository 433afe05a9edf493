"""What changed in the open pipeline since a moment: the bars, the deals behind each, as a list."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain import waterfall as rule
from salesdesk_app.domain.deals import effective_category
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.slips import REASONS, put_off
from salesdesk_app.domain.waterfall import CODES, Bar, Code
from salesdesk_app.services import groups
from salesdesk_app.services.deals import deal_pairs
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_pairs import Pairs, Side, StageThen
from salesdesk_app.services.figures import plain_money
from salesdesk_app.services.since import Moment
from salesdesk_app.store.history import as_of
from salesdesk_app.store.models import Account
from salesdesk_app.store.value_lists import each_of


@dataclass(frozen=True, slots=True)
class Line:
    """What one deal did to one bar, in minor units of the workspace currency.

    ``before`` and ``after`` are days where it moved in or out by its close, minor units where its
    value changed, else the words of its stage, owner or forecast category. Without a value that
    is known there is no ``amount``.
    """

    code: Code
    deal_id: int
    deal: str
    account: str
    owner: str
    amount: int | None
    before: str | int | date | None
    after: str | int | date | None

    @property
    def id(self) -> tuple[Code, int]:
        """What tells it from the other lines: a deal may be in two bars."""
        return self.code, self.deal_id


@dataclass(frozen=True, slots=True)
class Flow:
    """From the open pipeline of a window then to that of now, in the workspace currency.

    ``lines`` are in the order of the bars, the largest first. ``put_off`` are the deals of the
    first bar that are open still and expected later, by the reason that was given; None where
    nobody gave one. ``unconverted`` counts the deals in it, by currency, whose value adds nothing
    because no rate is known. Values are at the latest rate, also of what was won; a deal without
    a value adds nothing.
    """

    window: Period | None
    currency: str
    start: Bar
    bars: dict[Code, Bar]
    end: Bar
    lines: tuple[Line, ...]
    put_off: dict[str | None, tuple[int, ...]] = field(default_factory=dict)
    unconverted: dict[str, int] = field(default_factory=dict)

    @property
    def won(self) -> int:
        """The value won in the window since."""
        return -self.bars["won"].amount


def of(
    session: Session,
    since_edit: int,
    window: Period | None,
    wanted: DealFilter | None = None,
    *,
    today: date,
) -> Flow:
    """What changed right after an edit and up to what the session sees.

    ``window`` holds the close dates looked at, None for all, known or not. The filter says whose
    deals they are, see ``deal_pairs.since``; a deal that came under it or left it moved to the
    team or off it. ``today`` only matters for what the filter says of signals.
    """
    pairs = deal_pairs.since(session, since_edit, window, wanted, today)
    found = rule.waterfall(pairs.touched(), window, pairs.untouched)
    lines = sorted(_lines(session, pairs, since_edit, found.bars), key=_order)
    parts = [found.start.parts, found.end.parts, *(bar.parts for bar in found.bars.values())]
    seen: set[int] = set().union(*parts) if pairs.unconverted else set()
    left_out = Counter(name for key, name in pairs.unconverted.items() if key in seen)
    return Flow(
        window,
        pairs.rates.base,
        found.start,
        found.bars,
        found.end,
        tuple(lines),
        _put_off(pairs, found.start),
        dict(sorted(left_out.items())),
    )


def as_json(flow: Flow, moment: Moment, until: date) -> dict[str, Any]:
    """The waterfall as plain numbers in the workspace currency; bars that are nothing are there.

    ``since`` is the day looked back to, or the moment of the last look or call.
    """
    plain: dict[str, Any] = {
        "since": (moment.day or moment.here.replace(microsecond=0)).isoformat(),
        "until": until.isoformat(),
        "window": None if flow.window is None else flow.window.key,
        "currency": flow.currency,
        "start": plain_money(flow.start.amount, flow.currency),
        "bars": {
            code: {
                "amount": plain_money(flow.bars[code].amount, flow.currency),
                "deals": sorted(flow.bars[code].parts),
            }
            for code in CODES
        },
        "end": plain_money(flow.end.amount, flow.currency),
        "won": plain_money(flow.won, flow.currency),
        "put_off": {reason or "no_answer": list(ids) for reason, ids in flow.put_off.items()},
        "changes": [_plain(line, flow.currency) for line in flow.lines],
    }
    return plain | ({"unconverted": flow.unconverted} if flow.unconverted else {})


def _plain(line: Line, currency: str) -> dict[str, Any]:
    before, after = (
        plain_money(value, currency)
        if isinstance(value, int)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for value in (line.before, line.after)
    )
    return {
        "bar": line.code,
        "deal": line.deal_id,
        "name": line.deal,
        "account": line.account or None,
        "owner": line.owner or None,
        "amount": plain_money(line.amount, currency),
        "before": before,
        "after": after,
    }


def _lines(session: Session, pairs: Pairs, edit_id: int, bars: dict[Code, Bar]) -> Iterator[Line]:
    sides = {
        deal_id: (pairs.then.get(deal_id), pairs.now.get(deal_id))
        for bar in bars.values()
        for deal_id in bar.parts
    }
    last = {key: now or then for key, (then, now) in sides.items()}
    wanted = {side.account_id for side in last.values() if side is not None}
    accounts = _accounts(session, edit_id, wanted - {None})
    people = groups.people(session, edit_id) | groups.people(session)
    for code, bar in bars.items():
        for deal_id, amount in bar.parts.items():
            then, now = sides[deal_id]
            side = last[deal_id]
            if side is None:
                continue
            before, after = _told(code, then, now, pairs, people)
            yield Line(
                code,
                deal_id,
                side.name,
                accounts.get(side.account_id or 0, ""),
                people.get(side.owner_id or 0, ""),
                None if deal_id in bar.unvalued else amount,
                before,
                after,
            )


def _put_off(pairs: Pairs, start: Bar) -> dict[str | None, tuple[int, ...]]:
    """The deals of the first bar whose expected close is later now, by the reason of the slip."""
    found: dict[str | None, list[int]] = {reason: [] for reason in (*REASONS, None)}
    for deal_id in sorted(start.parts.keys() & pairs.then.keys() & pairs.now.keys()):
        then, now = pairs.then[deal_id], pairs.now[deal_id]
        is_open = pairs.stages_now[now.stage_id].outcome == "open"
        if is_open and put_off(then.expected_close_on, now.expected_close_on):
            found[now.slip_reason].append(deal_id)
    return {reason: tuple(ids) for reason, ids in found.items() if ids}


def _accounts(session: Session, edit_id: int, ids: set[int | None]) -> dict[int, str]:
    """Names of accounts, of those that were removed as they were then."""
    found: dict[int, str] = {}
    known = [key for key in ids if key]
    for table in (as_of(Account.__table__, edit_id), Account.__table__):
        query = select(table.c.id, table.c.name).where(table.c.id.in_(each_of(known)))
        found |= {row.id: row.name for row in session.execute(query)}
    return found


_Said = str | int | date | None


def _told(
    code: Code, then: Side | None, now: Side | None, pairs: Pairs, people: dict[int, str]
) -> tuple[_Said, _Said]:
    """What of a deal says why it is in a bar, then and now."""
    sides = ((then, pairs.stages_then), (now, pairs.stages_now))
    told: list[_Said]
    if code in ("increased", "decreased"):
        told = [s and pairs.converted(s.id, s.value_minor, s.currency) for s, _stages in sides]
    elif code in ("pulled_in", "pushed_in", "pushed_out", "pulled_earlier"):
        told = [s and pairs.standing(s, stages).day for s, stages in sides]
    elif code in ("moved_to_team", "moved_off_team"):
        told = _moved(sides, people)
    else:
        told = [s and stages[s.stage_id].name for s, stages in sides]
    return told[0], told[1]


_Sides = tuple[tuple[Side | None, dict[int, StageThen]], ...]


def _moved(sides: _Sides, people: dict[int, str]) -> list[_Said]:
    """Why a deal came to the team or left it: another owner, forecast or stage."""
    owners = [side and people.get(side.owner_id or 0, groups.NONE["rep"]) for side, _ in sides]
    if owners[0] != owners[1]:
        return list(owners)
    stages = [side and stages[side.stage_id] for side, stages in sides]
    categories: list[_Said] = [
        side
        and stage
        and wording.term(effective_category(side.category, stage.category, stage.outcome))
        for (side, _), stage in zip(sides, stages, strict=True)
    ]
    if categories[0] != categories[1]:
        return categories
    return [stage and stage.name for stage in stages]


def _order(line: Line) -> tuple[int, int, str, int]:
    return (CODES.index(line.code), -abs(line.amount or 0), line.deal.casefold(), line.deal_id)
