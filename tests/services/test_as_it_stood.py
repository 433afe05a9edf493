"""The past as it is asked of the log equals the file as it was copied on that day."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import (
    charts,
    figures,
    history,
    pipeline,
    pipelines,
    settings,
    stage_ways,
    stages,
    team,
)
from salesdesk_app.services.deals import deal_changes, deal_detail
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.forecasting import agenda, gap, rollup
from salesdesk_app.services.verbs import ask, ask_past
from salesdesk_app.store import past, schema
from salesdesk_app.store.models import Deal, logged_tables
from salesdesk_app.store.session import Store
from tests.histories import Told, tell

Answers = dict[str, Any]


def everything(session: Session, day: date, chosen: tuple[int, ...]) -> Answers:
    """What board, table, panel, forecast, charts and lists say of a day, and every logged row."""
    period = quarter_of(day, settings.read(session).fiscal_start_month)
    asked: dict[str, Callable[..., Any]] = {
        "board": lambda: pipeline.board(session, DealFilter(), day),
        "table": lambda: pipeline.table(session, DealFilter(outcome=None), day),
        "figures": lambda: [figures.summary(session, by=by) for by in ("rep", "stage", "quarter")],
        "forecast": lambda: rollup.forecast(session, day, period),
        "gap": lambda: gap.of(session, day, period),
        "call": lambda: agenda.of(session, day, period),
        "charts": lambda: charts.of_period(session, today=day),
        "team": lambda: team.roster(session, today=day),
        "offers": lambda: deal_detail.choices(session, day),
        "stages": lambda: (stages.rows(session), pipelines.rows(session)),
        "ways": lambda: stage_ways.ways(session),
        "settings": lambda: (settings.read(session), settings.rates(session)),
        "edits": lambda: (history.entries(session), history.next_undo(session)),
        "week": lambda: deal_changes.of_period(session, period),
        "deals": lambda: [_detail(session, deal_id, day) for deal_id in chosen],
    }
    found: Answers = {name: question() for name, question in asked.items()}
    for table in logged_tables():
        rows = session.execute(select(*table.columns).order_by(table.c.id))
        found[table.name] = [tuple(row) for row in rows]
    return found


def _detail(session: Session, deal_id: int, day: date) -> Any:
    there = session.scalar(select(Deal.id).where(Deal.id == deal_id))
    return None if there is None else deal_detail.deal(session, deal_id, day)


class Copies:
    """Copies of a file, by the edit after which each was made; the last of each day by its day."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self.files: dict[int, tuple[date, Path]] = {}
        self.days: dict[date, int] = {}

    def follow(self, told: Told) -> None:
        target = self._folder / f"{told.edit_id}.db"
        schema.copy(self._store.path, target)
        self.files[told.edit_id] = told.day, target
        self.days[told.day] = told.edit_id

    def asked(self, edit_id: int, chosen: tuple[int, ...]) -> Answers:
        day, file = self.files[edit_id]
        opened = Store(file)
        try:
            return ask(opened, everything, day, chosen)
        finally:
            opened.close()


def run(store: Store, folder: Path, seed: int, *, deal_count: int, edits: int, looks: int) -> None:
    """Tells a history, copying the file after each edit, and compares some edits and days."""
    copies, random = Copies(store, folder), Random(seed)
    for told in tell(store, seed, deal_count=deal_count, edits=edits):
        copies.follow(told)
    with store.read() as session:
        ids = session.scalars(select(Deal.id)).all()
    chosen = tuple(random.sample(range(1, max(ids) + 1), 3))
    for edit_id in random.sample(list(copies.files), looks):
        day = copies.files[edit_id][0]
        compare(ask_past(store, edit_id, everything, day, chosen), copies.asked(edit_id, chosen))
    for day in random.sample(list(copies.days), min(looks, len(copies.days))):
        then = copies.asked(copies.days[day], chosen)
        compare(history.ask_as_of(store, day, everything, day, chosen), then)
        idle = day + timedelta(days=1)
        if idle not in copies.days:  # a day without an edit stands as the one before
            rows = history.ask_as_of(store, idle, pipeline.table, DealFilter(outcome=None), day)
            assert rows == then["table"]


def compare(found: Answers, then: Answers) -> None:
    for name, answer in then.items():
        assert found[name] == answer, name


def test_the_past_equals_the_copies(blank: Path, tmp_path: Path) -> None:
    for seed in range(2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        opened = Store(Path(copy(blank, folder / "sales.db")))
        run(opened, folder, seed, deal_count=30, edits=25, looks=2)
        opened.close()


def test_a_past_through_which_the_present_shines_is_seen(
    blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison is no ornament: without the older tables it fails."""
    monkeypatch.setattr(past, "_copy", lambda *_: None)
    opened = Store(Path(copy(blank, tmp_path / "sales.db")))
    with pytest.raises(AssertionError):
        run(opened, tmp_path, 1, deal_count=12, edits=12, looks=2)
    opened.close()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200))
def test_the_past_equals_the_copies_of_two_hundred_histories(
    store: Store, tmp_path: Path, seed: int
) -> None:
    run(store, tmp_path, 2000 + seed, deal_count=500, edits=60, looks=1)
