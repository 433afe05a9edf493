"""The forecast command: each rep and team against quota, with calls, gap and past accuracy."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import get_args

from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.cli import printing
from salesdesk_app.clock import Clock
from salesdesk_app.domain import periods
from salesdesk_app.domain.calibration import ENOUGH
from salesdesk_app.domain.calls import Stale
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, settings
from salesdesk_app.services.forecasting import gap, plain
from salesdesk_app.services.forecasting.gap import Gap
from salesdesk_app.services.forecasting.lines import Forecast, RepLine
from salesdesk_app.services.workspace import Store
from salesdesk_app.wording import forecast as words
from salesdesk_app.wording.numbers import number_of
from salesdesk_app.wording.pipeline import no_rate

HEADINGS = (
    "", "Quota", "Closed", "Commit", "Best case", "Pipeline", "Closed+commit", "+best case",
    "Weighted", "Rep’s call", "Mgr’s call", "Total in", "Gap", "Calibrated", "n", "Accuracy",
    "Bias",
)  # fmt: skip


def forecast(arguments: argparse.Namespace, clock: Clock) -> int:
    """Prints the forecast of this quarter, or of ``--period``, as a table or as one JSON object.

    Problems: those of reading a period, and forecast.period for one that has no forecast.
    """
    today = arguments.as_of or clock.today()
    store = Store(arguments.workspace)
    try:
        found, left = history.ask_as_of(store, arguments.as_of, _ask, arguments.period, today)
    finally:
        store.close()
    if arguments.json:
        printing.json_object(plain.as_json(found, left))
    else:
        _print(found, left)
    return 0


def _ask(session: Session, key: str | None, today: date) -> tuple[Forecast, Gap]:
    start = settings.read(session).fiscal_start_month
    period = periods.parse(key, start) if key else periods.quarter_of(today, start)
    if period.kind not in periods.STATED:
        raise Problem("forecast.period", key=key)
    return gap.with_forecast(session, today, period)


def _print(found: Forecast, left: Gap) -> None:
    day = wording.day(found.today, year=True)
    print(f"Forecast of {wording.period(found.period)}, as of {day}")
    many = [line for line in found.teams if len(found.teams) > 1]
    lines = [_cells(line, found.currency) for line in (*found.lines, *many, found.team)]
    widths = [max(len(line[n]) for line in (HEADINGS, *lines)) for n in range(len(HEADINGS))]
    for line in (HEADINGS, *lines):
        print(_row(line, widths))
    for sentence in (*_calls(found), *_missing(found), *_gap(left)):
        print(sentence)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(text.rjust(w) for text, w in rest)]).rstrip()


def _cells(line: RepLine, currency: str) -> tuple[str, ...]:
    def money(minor: int | None) -> str:
        return wording.money(minor, currency, short=True)

    closed, commit, best_case, pipeline = (
        line.parts[name].value for name in ("closed", "commit", "best_case", "pipeline")
    )
    calls = [None if call is None else call.amount_minor for call in (line.rep, line.manager)]
    made, track = line.calibrated, line.track
    amounts = (
        line.quota, closed, commit, best_case, pipeline, line.rollup.commit,
        line.rollup.best_case, line.weighted, *calls, line.total_in, line.gap, made.minor,
    )  # fmt: skip
    known = (wording.percent(track.accuracy.value), words.bias(track.bias.value))
    name = f"Team of {line.name}" if line.kind == "team" else line.name
    return (name, *map(money, amounts), str(made.n), *(known if made.n else ("", "")))


def _calls(found: Forecast) -> list[str]:
    """What is to be said of the calls: which are stale, when they were frozen, how good."""
    told = []
    for reason in get_args(Stale):
        stale = [line.name for line in found.lines if line.rep and line.rep.stale == reason]
        if stale:
            told.append(f"{words.stale_calls(reason, len(stale))}: {', '.join(stale)}.")
    if found.freezes:
        last = found.freezes[0]
        day = wording.day(last.frozen_on, year=True)
        told.append(f"{number_of(last.calls, 'call')} frozen last on {day}.")
    made = found.team.calibrated
    if made.n:
        past = words.calibrated(made.n, made.periods, made.ratio.value, ENOUGH)
        told.append(f"All reps: {past}.")
    return told


def _missing(found: Forecast) -> list[str]:
    """What is in no sum, and why."""
    told = []
    unvalued = sum(part.unvalued for part in found.team.parts.values())
    if unvalued:
        told.append(f"{number_of(unvalued, 'deal')} of the period without a known value.")
    if found.team.undated:
        undated = number_of(len(found.team.undated), "open deal")
        told.append(f"{undated} without an expected close, in no period.")
    for currency, count in found.unconverted.items():
        told.append(no_rate(count, currency))
    for currency, count in found.quotas_unconverted.items():
        told.append(f"{number_of(count, 'quota')} in {currency} left out: no rate is known.")
    return told


def _gap(left: Gap) -> list[str]:
    if left.left is None:
        return ["Nobody has a quota for the period, so there is no gap."]
    if left.left == 0:
        return ["The quota is met."]
    money = wording.money(left.left, left.currency)
    closing = left.closing
    which = f"{number_of(len(closing.deal_ids), 'open deal')} would close it"
    if closing.short:
        which = f"all open deals leave {wording.money(closing.short, left.currency)} of it"
    return [f"Gap to quota {money}: {which}; or {words.more(left.more, left.open_by, left.late)}."]
