"""Deals that the last file of a shape held and this one lacks: told, and closed on demand."""

from collections.abc import Iterator, Set
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_records import batches
from salesdesk_app.services.importing.decisions import Imported, Last, Missing
from salesdesk_app.services.importing.plans import Plan
from salesdesk_app.services.importing.remembered import shapes
from salesdesk_app.services.importing.remembered.runs import runs, spread
from salesdesk_app.store.history import undone_ids
from salesdesk_app.store.models import Account, Deal, LastImport, Stage

KEPT = 3
"""How many imports of a shape are kept: the last one may be undone, and the one before counts."""


def keep(session: Session, planned: Plan, done: Imported, at: datetime) -> None:
    """Keeps which records a file held that was imported at a moment (UTC).

    Rows that were rejected and mended belong to the import of the file that they were in.
    """
    if planned.kind != "deals" or planned.draft.returned:
        return
    if planned.table.said is not None:
        _add_mended(session, planned.table, done)
        return
    shape = shapes.of(planned.table)
    known = session.get(LastImport, shape)
    newest = max((_number(one) for one in session.scalars(select(LastImport))), default=0)
    said = {
        "edit": done.edit_id,
        "file": planned.table.file,
        "at": at.isoformat(),
        "number": newest + 1,
        "ids": done.records,
    }
    earlier = known.records["imports"][: KEPT - 1] if known is not None else []
    records = {"headings": shapes.headings(planned.table), "imports": [said, *earlier]}
    session.merge(LastImport(shape=shape, file=planned.table.file, at=at, records=records))


def _add_mended(session: Session, table: Table, done: Imported) -> None:
    known = {one.shape: one for one in session.scalars(select(LastImport))}
    told = {shape: one.records["headings"] for shape, one in known.items()}
    near = [known[shape] for shape in shapes.near(told, shapes.headings(table))]
    if near:
        found = max(near, key=_number)
        newest, *earlier = found.records["imports"]
        whole = runs({*spread(newest["ids"]), *spread(done.records)})
        found.records = found.records | {"imports": [newest | {"ids": whole}, *earlier]}


def _number(kept: LastImport) -> int:
    """The number of the newest import of a shape; every import has one of its own."""
    return int(kept.records["imports"][0]["number"])


def find(session: Session, table: Table, held: Set[int]) -> tuple[Last | None, tuple[Missing, ...]]:
    """The last import of such a file that stands, and what is open of it and not ``held`` now."""
    whole = table.kind == "deals" and table.said is None  # mended rows are some of a file's
    said = _last(session, table) if whole else None
    if said is None:
        return None, ()
    last = Last(said["file"], datetime.fromisoformat(said["at"]))
    ids = [one for one in spread(said["ids"]) if one not in held]
    return last, tuple(_open(session, ids))


def _last(session: Session, table: Table) -> dict[str, Any] | None:
    """The last import of a file of this shape, or nearly, that was not taken back."""
    known = {one.shape: one.records for one in session.scalars(select(LastImport))}
    told = {shape: records["headings"] for shape, records in known.items()}
    near = shapes.near(told, shapes.headings(table))
    undone = undone_ids(session) if near else set()
    standing = [
        one for shape in near for one in known[shape]["imports"] if one["edit"] not in undone
    ]
    return max(standing, key=lambda one: int(one["number"]), default=None)


def _open(session: Session, ids: list[int]) -> Iterator[Missing]:
    query = (
        select(Deal.id, Deal.name, Account.name, Stage.name, Deal.value_minor, Deal.currency)
        .join(Stage, Stage.id == Deal.stage_id)
        .outerjoin(Account, Account.id == Deal.account_id)
        .where(Stage.outcome == "open")
        .order_by(Deal.id)
    )
    for batch in batches(ids):
        for deal_id, name, account, stage, value, currency in session.execute(
            query.where(Deal.id.in_(batch))
        ):
            text = "" if value is None else wording.money(value, currency)
            yield Missing(deal_id, name, account or "", stage, text)


def close(session: Session, planned: Plan, today: date) -> int:
    """Closes the missing deals as lost today where that was decided; returns how many.

    One that says it was created later than today cannot have been closed, and stays.
    """
    if planned.decisions.missing != "close" or not planned.missing:
        return 0
    ids = [one.record_id for one in planned.missing]
    created = or_(Deal.created_on.is_(None), Deal.created_on <= today)
    found: list[int] = []
    for batch in batches(ids):
        found += session.scalars(select(Deal.id).where(Deal.id.in_(batch), created))
    reason = wording.problem("import.no_longer", {"file": planned.table.file})
    deals.lose_unasked(session, found, reason=reason, closed_on=today, today=today)
    return len(found)
