"""Sheets, tables and files made for tests of what comes in."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange.layout import tables
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.reading.rows import SheetRows
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Imported, Plan
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.models import Account, Deal, Person, Stage, logged_tables
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY

HEADINGS = ["Deal", "Account", "Owner", "Stage", "Value", "Created", "Close date", "Id"]


def sheet(*rows: Sequence[Any], **facts: Any) -> SheetRows:
    """A sheet as the reader gives it; blank rows are left out and counted, as it does."""
    filled = [(n, ["" if c is None else c for c in row]) for n, row in enumerate(rows, 1) if row]
    return SheetRows(
        "Sheet1",
        rows=[row for _, row in filled],
        numbers=[number for number, _ in filled],
        blank=len(rows) - len(filled),
        **facts,
    )


def table(*rows: Sequence[Any], kind: RecordKind | None = None, **facts: Any) -> Table:
    """The table in a sheet of these rows."""
    return tables.find(sheet(*rows, **facts), "made.xlsx", kind)


def workbook(path: Path, *rows: Sequence[Any], title: str = "Sheet1") -> Path:
    """A workbook with one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def text_file(path: Path, *rows: Sequence[Any], delimiter: str = ",") -> Path:
    """A comma-separated file."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def plan(store: Store, *rows: Sequence[Any], **options: Any) -> Plan:
    """What importing a table of these rows would do."""
    kind = options.pop("kind", None)
    return ask(store, importing.plan, table(*rows, kind=kind), **options)


def bring(store: Store, *rows: Sequence[Any], **options: Any) -> Done[Imported]:
    """Imports a table of these rows."""
    planned = plan(store, *rows, **options)
    return perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)


HALDEN = [
    "Halden rollout",
    "Halden",
    "Priya Nair",
    "Proposal",
    5000,
    date(2017, 1, 2),
    date(2017, 6, 1),
    "D00001",
]
CORVID = [
    "Corvid renewal",
    "Corvid",
    "Jonas Lind",
    "Closed Won",
    1054.5,
    date(2017, 2, 3),
    date(2017, 5, 4),
    "D00002",
]


def changed(row: list[Any], **cells: Any) -> list[Any]:
    """A row with some cells changed, by the name of their heading."""
    result = list(row)
    for name, value in cells.items():
        result[[h.casefold().replace(" ", "_") for h in HEADINGS].index(name)] = value
    return result


def deals(store: Store) -> dict[str, Any]:
    """The deals by name, with what they link to as words."""
    with store.read() as session:
        rows = session.execute(
            select(
                *Deal.__table__.c,
                Account.name.label("account"),
                Person.name.label("owner"),
                Stage.name.label("stage"),
            )
            .outerjoin(Account, Account.id == Deal.account_id)
            .outerjoin(Person, Person.id == Deal.owner_id)
            .join(Stage, Stage.id == Deal.stage_id)
        )
        return {row.name: row for row in rows}


def dump(store: Store) -> dict[str, list[Any]]:
    with store.read() as session:
        return {
            t.name: [tuple(r) for r in session.execute(select(t).order_by(t.c.id))]
            for t in logged_tables()
        }


def codes(found: importing.Plan) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.problem.code) for one in found.errors]


def kinds(found: importing.Plan) -> list[str]:
    return [row.kind for row in found.rows]
