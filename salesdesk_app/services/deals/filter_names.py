"""What the filter line of a workspace can name: its people, stages, accounts and the like."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.filters.line import Line, parse
from salesdesk_app.domain.filters.names import Entry, Names, entries
from salesdesk_app.services import custom_fields, settings
from salesdesk_app.store.models import (
    Account,
    Competitor,
    Deal,
    Person,
    Pipeline,
    Product,
    Stage,
)


def names(session: Session) -> Names:
    """Every name there is, of those who left as well, since deals may still be theirs."""
    return Names(
        rates=settings.rates(session),
        fiscal_start_month=settings.read(session).fiscal_start_month,
        owner=_of(session, Person),
        team=_teams(session),
        account=_of(session, Account),
        stage=_stages(session),
        pipeline=_of(session, Pipeline),
        source=_texts(session, "source"),
        reason=_texts(session, "lost_reason"),
        competitor=_of(session, Competitor),
        product=_of(session, Product),
        own=custom_fields.listing(session),
    )


def understood(session: Session, text: str, today: date) -> Line:
    """A line as this workspace understands it. Raises the first Problem that is in it."""
    line = parse(text, names(session), today)
    for fault in line.faults:
        raise fault
    return line


def _of(session: Session, model: Any) -> tuple[Entry, ...]:
    rows = session.execute(select(model.id, model.name).order_by(func.lower(model.name), model.id))
    return entries((row.id, row.name, "") for row in rows)


def _teams(session: Session) -> tuple[Entry, ...]:
    """Who is a manager, or is somebody's."""
    leads = select(Person.manager_id).where(Person.manager_id.is_not(None))
    rows = session.execute(
        select(Person.id, Person.name)
        .where((Person.role == "manager") | Person.id.in_(leads))
        .order_by(func.lower(Person.name), Person.id)
    )
    return entries((row.id, row.name, "") for row in rows)


def _stages(session: Session) -> tuple[Entry, ...]:
    rows = session.execute(
        select(Stage.id, Stage.name, Pipeline.name.label("pipeline"))
        .join(Pipeline, Pipeline.id == Stage.pipeline_id)
        .order_by(Pipeline.position, Stage.position, Stage.id)
    )
    return entries((row.id, row.name, row.pipeline) for row in rows)


def _texts(session: Session, field: str) -> tuple[Entry, ...]:
    """The texts that a field of deals holds, the most frequent first."""
    column = Deal.__table__.c[field]
    query = select(column).where(column.is_not(None), column != "").group_by(column)
    found = session.scalars(query.order_by(func.count().desc(), column))
    return entries((text, text, "") for text in found)
