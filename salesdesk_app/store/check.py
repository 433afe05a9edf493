"""What must hold in every workspace: pages, links, the log's triggers, money and history."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, text
from sqlalchemy.orm import Session

from salesdesk_app.store import triggers
from salesdesk_app.store.models import Change, Edit, OpenEdit, logged_tables


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its code, and what is wrong with it (empty when sound)."""

    code: str
    faults: tuple[str, ...]


def run(session: Session) -> list[Finding]:
    """Looks at the whole workspace and changes nothing."""
    looks: dict[str, Callable[[Session], list[str]]] = {
        "pages": _pages,
        "links": _links,
        "triggers": _triggers,
        "money": _money,
        "history": _history,
    }
    return [Finding(code, tuple(look(session))) for code, look in looks.items()]


def _pages(session: Session) -> list[str]:
    says = session.scalars(text("PRAGMA integrity_check(10)")).all()
    return [] if says == ["ok"] else [str(line) for line in says]


def _links(session: Session) -> list[str]:
    rows = session.execute(text("PRAGMA foreign_key_check")).all()
    return [f"{row[0]} {row[1]} points at a missing {row[2]}" for row in rows[:10]]


def _triggers(session: Session) -> list[str]:
    expected, found = triggers.expected(), triggers.found(session.connection())
    return [f"trigger {name}" for name, sql in expected.items() if found.get(name) != sql]


def _money(session: Session) -> list[str]:
    """Amounts are whole minor units with a currency; SQLite would take anything else too."""
    faults = []
    for table in logged_tables():
        for column in table.columns:
            if not column.name.endswith("_minor"):
                continue
            wrong: ColumnElement[bool] = func.typeof(column).not_in(("integer", "null"))
            if "currency" in table.c:
                wrong = or_(wrong, column.is_not(None) & table.c.currency.is_(None))
            count = session.scalar(select(func.count()).select_from(table).where(wrong))
            if count:
                faults.append(f"{count} of {table.name}.{column.name}")
    return faults


def _history(session: Session) -> list[str]:
    """The log and the tables agree: what it says was removed is gone, the rest is there."""
    faults = []
    if session.scalar(select(func.count()).select_from(OpenEdit)):
        faults.append("an edit was left open")
    previous = func.lag(Edit.at).over(order_by=Edit.id).label("previous")
    moments = select(Edit.at, previous).subquery()
    back = select(func.count()).select_from(moments).where(moments.c.at < moments.c.previous)
    if session.scalar(back):
        faults.append("edits go back in time")
    last = (
        select(func.max(Change.id).label("id"))
        .group_by(Change.table_name, Change.row_id)
        .subquery()
    )
    for table in logged_tables():
        mine = (
            select(Change.row_id, Change.kind)
            .join(last, last.c.id == Change.id)
            .where(Change.table_name == table.name)
            .subquery()
        )
        there = mine.c.row_id.in_(select(table.c.id))
        wrong = select(func.count()).select_from(mine).where((mine.c.kind == "d") == there)
        if session.scalar(wrong):
            faults.append(f"{table.name} differs from its history")
    return faults
