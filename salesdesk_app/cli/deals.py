"""The deals of a filter line, with what they come to, as board and table show them."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.cli import printing
from salesdesk_app.clock import Clock
from salesdesk_app.domain.money import to_decimal
from salesdesk_app.services import figures, history, pipeline, settings
from salesdesk_app.services.deals import filter_names
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.services.workspace import Store
from salesdesk_app.wording import signals
from salesdesk_app.wording.pipeline import totals

KEYS: dict[str, Callable[[DealRow], Any]] = {
    "name": lambda row: row.name.casefold(),
    "account": lambda row: row.account.casefold() or None,
    "owner": lambda row: row.owner.casefold() or None,
    "stage": lambda row: row.place,
    "value": lambda row: row.fact.value_minor,
    "probability": lambda row: row.fact.probability,
    "closes": lambda row: row.fact.expected_close_on,
    "closed": lambda row: row.fact.closed_on,
    "created": lambda row: row.fact.created_on,
    "quiet": lambda row: row.quiet_days,
    "pushed": lambda row: row.pushes,
}
HEADINGS = ("Deal", "Account", "Owner", "Stage", "Value", "Close", "Signals")


@dataclass(frozen=True)
class Found:
    """The rows in their order, and the workspace's currency."""

    rows: Sequence[DealRow]
    currency: str


def deals(arguments: argparse.Namespace, clock: Clock) -> int:
    """Prints the deals of ``--filter``, or all, as a table or as one JSON object.

    Problems: what the filter line cannot mean.
    """
    today = arguments.as_of or clock.today()
    store = Store(arguments.workspace)
    try:
        found = history.ask_as_of(store, arguments.as_of, _find, arguments.filter, today)
    finally:
        store.close()
    rows = sorted_by(found.rows, arguments.sort or ())
    if arguments.json:
        printing.json_object(_as_json(rows, found.currency))
    else:
        _print(rows, found.currency)
    return 0


def sorted_by(rows: Sequence[DealRow], sort: Sequence[tuple[str, bool]]) -> list[DealRow]:
    """The rows by these keys, each up or down; what has no value comes last in both."""
    found = list(rows)
    for name, down in reversed(sort):
        key = KEYS[name]
        known = [row for row in found if key(row) is not None]
        known.sort(key=key, reverse=down)
        found = known + [row for row in found if key(row) is None]
    return found


def _find(session: Session, line: str | None, today: date) -> Found:
    wanted = DealFilter() if line is None else filter_names.understood(session, line, today).wanted
    rows = pipeline.table(session, wanted, today)
    return Found(rows, settings.read(session).currency)


def _as_json(rows: Sequence[DealRow], currency: str) -> dict[str, object]:
    found = pipeline.figures_of(rows)
    money = figures.plain_money
    return {
        "currency": currency,
        "count": len(rows),
        "at_risk": sum(row.at_risk for row in rows),
        "figures": figures.plain_figures(found, currency)
        | {"open_value": money(found.open_value, currency)},
        "deals": [_plain(row, currency) for row in rows],
    }


def _plain(row: DealRow, base: str) -> dict[str, object]:
    fact = row.fact
    return {
        "id": row.id,
        "name": row.name,
        "account": row.account or None,
        "owner": row.owner or None,
        "stage": row.stage,
        "outcome": fact.outcome,
        "value": figures.plain_money(row.own_minor, row.currency),
        "currency": row.currency,
        "base_value": figures.plain_money(fact.value_minor, base),
        "probability": fact.probability,
        "category": fact.category,
        "created": _iso(fact.created_on),
        "expected_close": _iso(fact.expected_close_on),
        "closed": _iso(fact.closed_on),
        "next_step": row.next_step,
        "quiet_days": row.quiet_days,
        "pushes": row.pushes,
        "days_in_stage": row.days_in_stage,
        "snoozed_until": _iso(row.snoozed_until),
        "at_risk": row.at_risk,
        "signals": [signal.code for signal in row.signals],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _print(rows: Sequence[DealRow], currency: str) -> None:
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    for line in lines if rows else ():
        cells = [
            text.rjust(width) if place == HEADINGS.index("Value") else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
    print(totals(pipeline.figures_of(rows), currency))


def _cells(row: DealRow) -> tuple[str, ...]:
    value = "" if row.own_minor is None else f"{to_decimal(row.own_minor, row.currency):,f}"
    marks = ", ".join(map(signals.mark, row.signals))
    day = wording.day(row.closes_on, year=True)
    worth = f"{value} {row.currency}" if value else ""
    return row.name, row.account, row.owner, row.stage, worth, day, marks
