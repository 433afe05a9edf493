"""Sheets, tables and files made for tests of what comes in."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange import tables
from salesdesk_app.exchange.rows import SheetRows
from salesdesk_app.exchange.tables import Table
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Imported, Plan
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON

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
    return perform(store, Stamp(NOON, "import"), importing.apply, planned)
