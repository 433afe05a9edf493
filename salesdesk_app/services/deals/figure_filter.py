"""The deals whose figures a filter asks for: what is closed belongs to who owned it then."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import replacement_traverse

from salesdesk_app.services import owners
from salesdesk_app.services.deals.deal_filter import (
    DealFilter,
    conditions,
    made,
    parts,
    row_test,
    without,
)
from salesdesk_app.services.deals.deal_rows import deal_rows
from salesdesk_app.store.models import Deal

WHOSE = ("owner", "team")
"""What a filter says of people."""

_DEAL = Deal.__table__.c


def passing(session: Session, wanted: DealFilter, today: date) -> frozenset[int] | None:
    """The ids of the deals that pass a filter; None where it asks for nothing.

    The same as the filter's rows, but that a closed deal is its owner's at close.
    """
    whose = [*conditions(made(part for part in parts(wanted) if part.field in WHOSE))]
    closers = owners.at_close(session) if whose else {}
    if not closers:
        return _passing(session, wanted, today)
    now = frozenset(session.scalars(select(_DEAL.id).where(*whose)))
    ids = (now - closers.keys()) | _passing_with(session, whose, closers)
    others = _passing(session, without(wanted, *WHOSE), today)
    return ids if others is None else ids & others


def _passing(session: Session, wanted: DealFilter, today: date) -> frozenset[int] | None:
    asked = list(conditions(wanted))
    if row_test(wanted) is not None:
        return frozenset(row.id for row in deal_rows(session, wanted, today))
    return frozenset(session.scalars(select(_DEAL.id).where(*asked))) if asked else None


def _passing_with(
    session: Session, whose: Sequence[ColumnElement[bool]], owners_of: Mapping[int, int]
) -> frozenset[int]:
    """Which of these deals pass with the owners that they are given."""
    given = func.json_each(json.dumps([*owners_of.items()])).table_valued("value").c.value
    deal_id, owner_id = (func.json_extract(given, f"$[{place}]") for place in (0, 1))

    def as_given(element: object, **_: object) -> ColumnElement[int] | None:
        return owner_id if element is _DEAL.owner_id else None

    told = [replacement_traverse(condition, {}, as_given) for condition in whose]
    return frozenset(session.scalars(select(deal_id).where(*told)))
