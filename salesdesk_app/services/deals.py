"""Deals: creating, editing, moving, winning, losing, reopening and deleting them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Unpack

from sqlalchemy import delete as sql_delete
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import settings
from salesdesk_app.services.deal_fields import (
    DealFacts,
    DealFields,
    closed_early,
    fill,
    text,
    value,
)
from salesdesk_app.services.deal_trails import stage_before_closing
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import (
    Account,
    Activity,
    Commitment,
    Deal,
    DealCompetitor,
    DealContact,
    DealFile,
    DealProduct,
    Judgement,
    Pipeline,
    Stage,
)
from salesdesk_app.wording import titles

BATCH = 10_000
LINKS = (DealContact, DealCompetitor, DealProduct, DealFile, Judgement)


@verb
def create(
    session: Session, *, name: str, stage_id: int | None = None, **facts: Unpack[DealFacts]
) -> int:
    """Adds an open deal, to the first stage unless one is named; the result is its id.

    What is not stated stays empty. Problems: those of ``edit``, and deal.closing for a stage that
    means won or lost.
    """
    stage = _first_open(session) if stage_id is None else _stage(session, stage_id)
    if stage.outcome != "open":
        raise Problem("deal.closing", stage=stage.name)
    deal = Deal(name="", stage_id=stage.id, currency=settings.read(session).currency)
    fill(session, deal, stage, {**facts, "name": name})
    session.add(deal)
    session.flush()
    name_edit(session, deal=title_of(session, deal))
    return deal.id


@verb
def edit(session: Session, deal_ids: Sequence[int], **fields: Unpack[DealFields]) -> None:
    """Changes what is named, in one deal or in several alike, and leaves the rest.

    The stage is changed by ``move``, ``win``, ``lose`` and ``reopen``. Problems: record.gone,
    field.empty, field.negative, field.range, field.choice, field.currency, deal.open_closed,
    deal.not_lost, deal.closed_early.
    """
    deals = _deals(session, deal_ids)
    changed = set()
    for deal in deals:
        changed |= fill(session, deal, _stage(session, deal.stage_id), fields)
    if len(changed) == 1:
        name_edit(session, field=changed.pop())
    _name(session, deals)


@verb
def move(session: Session, deal_ids: Sequence[int], stage_id: int) -> None:
    """Puts deals into an open stage; one that was closed is open again by it.

    A category or probability chosen by hand stays. Problems: record.gone, and deal.closing for a
    stage that means won or lost: ``win`` and ``lose`` ask what belongs to it.
    """
    stage = _stage(session, stage_id)
    if stage.outcome != "open":
        raise Problem("deal.closing", stage=stage.name)
    moved = [deal for deal in _deals(session, deal_ids) if deal.stage_id != stage_id]
    for deal in moved:
        _open_in(deal, stage_id)
    name_edit(session, stage=stage.name)
    _name(session, moved)


@verb
def win(
    session: Session,
    deal_ids: Sequence[int],
    *,
    closed_on: date,
    today: date,
    values: Mapping[int, int | None] | None = None,
) -> None:
    """Closes deals as won on a day, in their pipeline's won stage.

    ``values`` gives final values in minor units by deal id; the others keep theirs, an empty one
    stays empty. Problems: record.gone, field.negative, deal.closed_later, deal.closed_early.
    """
    deals = _deals(session, deal_ids)
    for deal in deals:
        if values is not None and deal.id in values:
            deal.value_minor = value(values[deal.id])
        deal.lost_reason = None
        _close(session, deal, "won", closed_on, today)
    _name(session, deals)


@verb
def lose(
    session: Session, deal_ids: Sequence[int], *, reason: str | None, closed_on: date, today: date
) -> None:
    """Closes deals as lost on a day, in their pipeline's lost stage; the reason may be unknown.

    Problems: record.gone, deal.closed_later, deal.closed_early.
    """
    deals = _deals(session, deal_ids)
    for deal in deals:
        deal.lost_reason = text(reason)
        _close(session, deal, "lost", closed_on, today)
    _name(session, deals)


@verb
def reopen(session: Session, deal_ids: Sequence[int]) -> None:
    """Opens closed deals again, in the stage that they were closed from.

    Where the log does not know that stage, it is the last open one of their pipeline. Close date
    and lost reason are emptied, the value stays. Problem: record.gone.
    """
    closed = [
        deal
        for deal in _deals(session, deal_ids)
        if _stage(session, deal.stage_id).outcome != "open"
    ]
    for deal in closed:
        before = stage_before_closing(session, deal.id)
        _open_in(deal, _last_open(session, deal).id if before is None else before)
    _name(session, closed)


@verb
def delete(session: Session, deal_ids: Sequence[int]) -> None:
    """Removes deals with what hangs on them: contacts, competitors, products, files, a judgement.

    What was done and promised stays on record: activities and commitments are kept without the
    deal. Problem: record.gone.
    """
    deals = _deals(session, deal_ids)
    _name(session, deals)
    for ids in batches([deal.id for deal in deals]):
        for link in LINKS:
            session.execute(sql_delete(link).where(link.deal_id.in_(ids)))
        for kept in (Activity, Commitment):
            session.execute(update(kept).where(kept.deal_id.in_(ids)).values(deal_id=None))
        session.execute(sql_delete(Deal).where(Deal.id.in_(ids)))


def existing(session: Session, deal_id: int) -> Deal:
    """A deal to change, for the verbs of other nouns. Problem: record.gone."""
    deal = session.get(Deal, deal_id)
    if deal is None:
        raise Problem("record.gone", kind="deal")
    return deal


def title_of(session: Session, deal: Deal) -> str:
    """What a deal is called in one line."""
    account = None
    if deal.account_id is not None:
        account = session.scalar(select(Account.name).where(Account.id == deal.account_id))
    return titles.title(deal.name, account)


def _deals(session: Session, deal_ids: Sequence[int]) -> list[Deal]:
    """The deals in the order in which they are named. Problem: record.gone."""
    found: dict[int, Deal] = {}
    for batch in batches(deal_ids):
        found |= {deal.id: deal for deal in session.scalars(select(Deal).where(Deal.id.in_(batch)))}
    if found.keys() != set(deal_ids):
        raise Problem("record.gone", kind="deal")
    return [found[deal_id] for deal_id in dict.fromkeys(deal_ids)]


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids in lists that one statement can take."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _name(session: Session, deals: Sequence[Deal]) -> None:
    """States which deals an edit is about: one by its title, several by their number."""
    if deals:
        name_edit(session, deal=title_of(session, deals[0]), count=len(deals))


def _stage(session: Session, stage_id: int) -> Stage:
    stage = session.get(Stage, stage_id)
    if stage is None:
        raise Problem("record.gone", kind="stage")
    return stage


def _first_open(session: Session) -> Stage:
    return session.scalars(
        select(Stage)
        .join(Pipeline, Pipeline.id == Stage.pipeline_id)
        .where(Stage.outcome == "open")
        .order_by(Pipeline.position, Pipeline.id, Stage.position, Stage.id)
        .limit(1)
    ).one()


def _last_open(session: Session, deal: Deal) -> Stage:
    return session.scalars(
        select(Stage)
        .where(
            Stage.pipeline_id == _stage(session, deal.stage_id).pipeline_id,
            Stage.outcome == "open",
        )
        .order_by(Stage.position.desc(), Stage.id.desc())
        .limit(1)
    ).one()


def _open_in(deal: Deal, stage_id: int) -> None:
    deal.stage_id = stage_id
    deal.closed_on = None
    deal.lost_reason = None


def _close(session: Session, deal: Deal, outcome: str, closed_on: date, today: date) -> None:
    if closed_on > today:
        raise Problem("deal.closed_later", deal=title_of(session, deal))
    now = _stage(session, deal.stage_id)
    if now.outcome != outcome:
        deal.stage_id = session.scalars(
            select(Stage.id)
            .where(Stage.pipeline_id == now.pipeline_id, Stage.outcome == outcome)
            .order_by(Stage.position, Stage.id)
            .limit(1)
        ).one()
    deal.closed_on = closed_on
    if closed_early(deal):
        raise Problem("deal.closed_early", deal=deal.name)
