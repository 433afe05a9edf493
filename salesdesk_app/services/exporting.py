"""Tables that go out as files: records of every kind, made to come in again, and what is shown."""

from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.editing import Origin, Rule
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import record_rows
from salesdesk_app.services.deals import editing_rules
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Account, Deal, Person, Stage
from salesdesk_app.store.session import Store

CsvKind = Literal["spreadsheets", "programs"]


class DealLine(NamedTuple):
    """A deal as a table of deals has it; the value in minor units of its own currency.

    Named as ``domain.fields.DEALS``, with the keys and the outcome behind them. ``probability``
    and ``category`` are there only where they are the deal's own; ``product`` joins several by
    ``; ``.
    """

    name: str
    account: str | None
    owner: str | None
    stage: str
    value: int | None
    currency: str
    probability: int | None
    category: str | None
    created_on: date | None
    expected_close_on: date | None
    closed_on: date | None
    source: str | None
    lost_reason: str | None
    next_step: str | None
    next_step_on: date | None
    note: str | None
    external_id: str | None
    external_source: str | None
    uid: str
    id: int
    owner_id: int | None
    stage_id: int
    outcome: str
    product: str | None = None


def deal_lines(session: Session) -> list[DealLine]:
    """Every deal in the order in which they came."""
    products = record_rows.products_by_deal(session)
    rows = session.execute(
        select(
            Deal.name,
            Account.name,
            Person.name,
            Stage.name,
            Deal.value_minor,
            Deal.currency,
            Deal.probability,
            Deal.category,
            Deal.created_on,
            Deal.expected_close_on,
            Deal.closed_on,
            Deal.source,
            Deal.lost_reason,
            Deal.next_step,
            Deal.next_step_on,
            Deal.note,
            Deal.external_id,
            Deal.external_source,
            Deal.uid,
            Deal.id,
            Deal.owner_id,
            Deal.stage_id,
            Stage.outcome,
        )
        .join(Stage, Stage.id == Deal.stage_id)
        .outerjoin(Account, Account.id == Deal.account_id)
        .outerjoin(Person, Person.id == Deal.owner_id)
        .order_by(Deal.id)
    )
    return [DealLine._make((*row, products.get(row.id))) for row in rows]


def write_records(
    store: Store,
    kind: RecordKind,
    target: Path,
    *,
    for_editing: bool = False,
    csv: CsvKind = "spreadsheets",
    tick: Tick = no_tick,
) -> int:
    """Writes every record of a kind to an .xlsx or .csv file, by the name's ending.

    Returns how many. ``for_editing`` writes a workbook with lists to choose from and a protected
    key in each row; ``csv`` says for whom a CSV file is. Problems: export.ending for a name that
    ends otherwise, export.editing for a CSV file to edit, export.rows, and those of
    ``exchange.atomic.swapped_in``; ``tick`` may stop it, then nothing is left.
    """
    if not for_editing:
        return write_sheet(ask(store, record_rows.sheet, kind), target, csv=csv, tick=tick)
    _check_ending(target)
    if target.suffix.lower() == ".csv":
        raise Problem("export.editing", name=target.name)
    from salesdesk_app.exchange.writing import editing_book

    sheet, rules, origin = ask(store, _to_edit, kind)
    editing_book.write(sheet, rules, origin, target, tick=tick)
    return len(sheet.rows)


def _to_edit(session: Session, kind: RecordKind) -> tuple[Sheet, tuple[Rule, ...], Origin]:
    """What a workbook for editing holds, all of it as it stood at one moment."""
    made = record_rows.sheet(session, kind)
    return made, editing_rules.rules(session, kind), editing_rules.origin(session, kind)


def write_sheet(
    sheet: Sheet, target: Path, *, csv: CsvKind = "spreadsheets", tick: Tick = no_tick
) -> int:
    """Writes a table to an .xlsx or .csv file; everything else as ``write_records``."""
    from salesdesk_app.exchange.writing import sheet_files

    _check_ending(target)
    if target.suffix.lower() == ".csv":
        sheet_files.write_csv(sheet, target, for_spreadsheets=csv == "spreadsheets", tick=tick)
    else:
        sheet_files.write_xlsx(sheet, target, tick=tick)
    return len(sheet.rows)


def write_bytes(content: bytes, target: Path) -> Path:
    """Writes what is made already, such as a PDF. Problems: those of ``swapped_in``."""
    with swapped_in(target) as path:
        path.write_bytes(content)
    return target


def _check_ending(target: Path) -> None:
    """A file of another kind would hold what its name does not say. Problem: export.ending."""
    if target.suffix.lower() not in (".xlsx", ".csv"):
        raise Problem("export.ending", name=target.name)


def clipboard(sheet: Sheet, *, headings: bool, tick: Tick = no_tick) -> tuple[str, str]:
    """A table for the clipboard: as text with tabs, and as HTML in which cells have their types."""
    from salesdesk_app.exchange.writing import clipboard as cells

    return (
        cells.as_text(sheet, headings=headings, tick=tick),
        cells.as_html(sheet, headings=headings, tick=tick),
    )
