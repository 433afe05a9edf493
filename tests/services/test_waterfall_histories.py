"""Both invariants of the waterfall, to the cent, on random histories, against an oracle."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from shutil import copy

import pytest
from sqlalchemy import select

from salesdesk_app.domain import metrics
from salesdesk_app.domain.periods import Period, month_of, quarter_of, year_of
from salesdesk_app.services import figures, settings, waterfall
from salesdesk_app.services.deals import filter_names
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.verbs import ask
from salesdesk_app.services.waterfall import Flow
from salesdesk_app.store.models import Deal, Edit, Stage
from salesdesk_app.store.session import Store
from tests.histories import Told, tell

WINDOWS = (
    quarter_of(date(2026, 11, 1)),
    month_of(date(2026, 11, 1)),
    month_of(date(2026, 10, 1)),
    year_of(date(2026, 1, 1)),
    quarter_of(date(2027, 1, 1)),
    None,
)


@dataclass(frozen=True)
class Row:
    """A deal as the database holds it after an edit."""

    outcome: str
    closed_on: date | None
    value_minor: int | None
    currency: str
    owner_id: int | None
    stage_id: int


Rows = dict[int, Row]


class Oracle:
    """Keeps, edit by edit, how every deal stood and which edit closed it as won.

    It looks at the rows alone. What an undo brings back has the closing that it had before the
    edit that was taken back, what a redo brings back that which it had after it.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.rows: dict[int, Rows] = {}
        self.closings: dict[int, dict[int, int]] = {}
        self.last = 0

    def follow(self, told: Told) -> None:
        with self.store.read() as session:
            rows = session.execute(
                select(
                    Deal.id,
                    Stage.outcome,
                    Deal.closed_on,
                    Deal.value_minor,
                    Deal.currency,
                    Deal.owner_id,
                    Deal.stage_id,
                ).join(Stage, Stage.id == Deal.stage_id)
            )
            now = {row[0]: Row(*row[1:]) for row in rows}
            edit = session.get(Edit, told.edit_id)
            assert edit is not None
            origin, target = edit.origin, edit.target_id
        before, closings = self.rows.get(self.last, {}), dict(self.closings.get(self.last, {}))
        for deal_id in before.keys() | now.keys():
            was, is_now = before.get(deal_id), now.get(deal_id)
            if was == is_now:
                continue
            closings.pop(deal_id, None)
            if is_now is None or is_now.outcome != "won":
                continue
            if origin in ("undo", "redo"):
                assert target is not None
                past = self.closings.get(target - 1 if origin == "undo" else target, {})
                assert deal_id in past, "what comes back as won was won before"
                closings[deal_id] = past[deal_id]
            elif was is not None and was.outcome == "won":
                closings[deal_id] = self.closings[self.last][deal_id]
            else:
                closings[deal_id] = told.edit_id
        self.rows[told.edit_id], self.closings[told.edit_id] = now, closings
        self.last = told.edit_id

    def won(self, since: int, window: Period | None, owner: int | None) -> int:
        """What was won in the window since an edit, by the rates of now."""
        rates = ask(self.store, settings.rates)
        then, total = self.closings[since], 0
        for deal_id, closed_by in self.closings[self.last].items():
            row = self.rows[self.last][deal_id]
            inside = window is None or (row.closed_on is not None and row.closed_on in window)
            if then.get(deal_id) != closed_by and inside and owner in (None, row.owner_id):
                value = row.value_minor or 0
                total += rates.convert(value, row.currency, date.max) or 0
        return total


def check(
    store: Store, oracle: Oracle, since: int, window: Period | None, owner: int | None
) -> Flow:
    wanted = None if owner is None else DealFilter(owner_ids=frozenset({owner}))
    flow = ask(store, waterfall.of, since, window, wanted, today=date(2026, 12, 31))
    where = (since, window and window.key, owner)
    changes = sum(bar.amount for bar in flow.bars.values())
    assert flow.start.amount + changes == flow.end.amount, where
    assert flow.won == oracle.won(since, window, owner), where
    facts = [f for f in ask(store, figures.facts) if owner in (None, f.owner_id)]
    assert flow.end.amount == metrics.figures(facts, window).open_sum, where
    for bar in (flow.start, flow.end, *flow.bars.values()):
        assert bar.amount == sum(bar.parts.values())
    assert len(flow.lines) == sum(len(bar.parts) for bar in flow.bars.values())
    return flow


def run(store: Store, seed: int, *, deal_count: int, edits: int, looks: int) -> set[str]:
    """Tells a history and looks back from its end to several of its edits; the bars it had."""
    oracle, random = Oracle(store), Random(seed)
    told = []
    for step in tell(store, seed, deal_count=deal_count, edits=edits):
        oracle.follow(step)
        told.append(step)
    with store.read() as session:
        owners = session.scalars(select(Deal.owner_id).distinct()).all()
    people = sorted({owner for owner in owners if owner is not None})
    met: set[str] = set()
    for window in WINDOWS:
        for step in random.sample(told, looks):
            for owner in (None, random.choice(people)):
                flow = check(store, oracle, step.edit_id, window, owner)
                met |= {code for code, bar in flow.bars.items() if bar.parts}
    return met


def test_invariants_on_a_few_histories(blank: Path, tmp_path: Path) -> None:
    met: set[str] = set()
    for seed in range(5):
        opened = Store(Path(copy(blank, tmp_path / f"{seed}.db")))
        met |= run(opened, seed, deal_count=40, edits=45, looks=2)
        opened.close()
    assert met == set(waterfall.CODES), "every bar was seen"


LINES = (
    'owner:"Priya Nair"',
    "owner:none",
    "-owner:none",
    "team:none",
    "account:none",
    "stage:proposal",
    "pipeline:renewals",
    "value>20k",
    "closes:this-quarter",
    "closes:none",
    "created:2026-06",
    "quiet<20",
    "pushed>0",
    "in-stage<30",
    "signal:none",
    "is:risk",
    "is:won",
    "forecast:commit",
    "probability>40%",
    "source:none",
    "next:none",
    "reason:price",
    "slip:none",
    "competitor:none",
    "product:none",
    "snoozed:none",
    "deal",
)


def test_every_condition_of_a_filter_balances(store: Store) -> None:
    told = list(tell(store, 11, deal_count=40, edits=50))
    today = told[-1].day
    for line in LINES:
        wanted = ask(store, filter_names.understood, line, today).wanted
        for step in (told[5], told[30]):
            flow = ask(store, waterfall.of, step.edit_id, WINDOWS[0], wanted, today=today)
            changes = sum(bar.amount for bar in flow.bars.values())
            assert flow.start.amount + changes == flow.end.amount, line
    nothing = ask(
        store, waterfall.of, told[0].edit_id, None, DealFilter(text="no such deal"), today=today
    )
    assert not nothing.start.parts
    assert not nothing.lines


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200))
def test_invariants_on_two_hundred_histories(store: Store, seed: int) -> None:
    run(store, 1000 + seed, deal_count=500, edits=60, looks=4)
