"""Maven's year as its seller would have imported it: the exports of its days, in turn."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import importing
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store

MAVEN = Path(__file__).resolve().parents[2] / "shared" / "data" / "maven-crm"
CLOSED = ("Won", "Lost")
Row = dict[str, str]


def deals() -> list[Row]:
    """The deals as the year left them."""
    with (MAVEN / "sales_pipeline.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def begun(row: Row, day: date) -> bool:
    """Whether a deal was there at the end of a day; one without an engage date never was."""
    return bool(row["engage_date"]) and date.fromisoformat(row["engage_date"]) <= day


def closed(row: Row, day: date) -> bool:
    """Whether a deal was won or lost by the end of a day."""
    return row["deal_stage"] in CLOSED and date.fromisoformat(row["close_date"]) <= day


def export(rows: Iterable[Row], day: date) -> list[Row]:
    """What an export at the end of a day held: deals that had begun, open until they were closed.

    An open deal of Maven's has neither a value nor a close date.
    """
    still_open = {"deal_stage": "Engaging", "close_date": "", "close_value": ""}
    return [row if closed(row, day) else row | still_open for row in rows if begun(row, day)]


def quarter_ends(rows: Iterable[Row]) -> list[date]:
    """The last day of each quarter in which deals were closed."""
    days = {date.fromisoformat(row["close_date"]) for row in rows if row["close_date"]}
    return sorted({quarter_of(day).last for day in days})


def weekly(rows: Sequence[Row]) -> list[date]:
    """The Sundays of the whole time, and the quarters' last days."""
    days = [date.fromisoformat(row[name]) for row in rows for name in _DAYS if row[name]]
    first, last = min(days), max(days)
    sunday = first + timedelta(days=6 - first.weekday())
    weeks = [sunday + timedelta(weeks=week) for week in range((last - sunday).days // 7 + 2)]
    return sorted({*weeks, *quarter_ends(rows)})


def replay(store: Store, folder: Path, rows: Sequence[Row], days: Iterable[date]) -> Iterator[date]:
    """Imports the export of each day at its noon, and yields the day after each import."""
    for day in days:
        file = folder / f"deals-{day}.csv"
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(export(rows, day))
        planned = ask(store, importing.plan, ask(store, importing.read, file).table)
        at = datetime.combine(day, time(12)).astimezone(UTC)
        perform(store, Stamp(at, "import"), importing.apply, planned, today=day)
        yield day


_DAYS = ("engage_date", "close_date")
