"""Deals: creating, editing, moving, winning, losing, reopening and deleting them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Unpack

from sqlalchemy import delete as sql_delete
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import pipelines, settings, stages
from salesdesk_app.services.deals import entry_rules
from salesdesk_app.services.deals.deal_fields import (
    DealFacts,
    DealFields,
    closed_early,
    fill,
    text,
    value,
)
from salesdesk_app.services.deals.deal_records import all_of, batches, name_deals, title_of
from salesdesk_app.services.deals.deal_trails import stage_before_closing
from salesdesk_app.services.deals.entry_rules import Fill
from salesdesk_app.services.news import kept_news
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import (
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
from salesdesk_app.wording import term

LINKS = (DealContact, DealCompetitor, DealProduct, DealFile, Judgement)


@verb
def create(
    session: Session,
    *,
    name: str,
    stage_id: int | None = None,
    also: Mapping[str, Any] | None = None,
    **facts: Unpack[DealFacts],
) -> int:
    """Adds an open deal, to the first stage unless one is named; the result is its id.

    What is not stated stays empty. ``also`` gives what its stage asks for beside the facts, by
    the codes of ``entry_rules``. Problems: those of ``edit``, deal.closing for a stage that means
    won or lost, and deal.stage_asks.
    """
    stage = _first_open(session) if stage_id is None else _stage(session, stage_id)
    if stage.outcome != "open":
        raise Problem("deal.closing", stage=stage.name)
    deal = Deal(name="", stage_id=stage.id, currency=settings.read(session).currency)
    fill(session, deal, stage, {**facts, "name": name})
    session.add(deal)
    session.flush()
    entry_rules.admit(session, [deal], stage, {deal.id: also or {}})
    name_edit(session, deal=title_of(session, deal))
    return deal.id


@verb
def edit(session: Session, deal_ids: Sequence[int], **fields: Unpack[DealFields]) -> None:
    """Changes what is named, in one deal or in several alike, and leaves the rest.

    The stage is changed by ``move``, ``win``, ``lose`` and ``reopen``. Problems: record.gone,
    field.empty, field.negative, field.range, field.choice, field.currency, deal.open_closed,
    deal.not_lost, deal.closed_early.
    """
    deals = all_of(session, deal_ids)
    changed = set()
    for deal in deals:
        changed |= fill(session, deal, _stage(session, deal.stage_id), fields)
    if len(changed) == 1:
        name_edit(session, field=changed.pop())
    name_deals(session, deals)


@verb
def move(
    session: Session, deal_ids: Sequence[int], stage_id: int, *, fill: Fill | None = None
) -> None:
    """Puts deals into an open stage; one that was closed is open again by it.

    A category or probability chosen by hand stays. ``fill`` gives what the stage asks for and
    deals lack. Problems: record.gone, deal.stage_asks, and deal.closing for a stage that means
    won or lost: ``win`` and ``lose`` ask what belongs to it.
    """
    stage = _stage(session, stage_id)
    if stage.outcome != "open":
        raise Problem("deal.closing", stage=stage.name)
    moved = [deal for deal in all_of(session, deal_ids) if deal.stage_id != stage_id]
    entry_rules.admit(session, moved, stage, fill)
    for deal in moved:
        _open_in(deal, stage_id)
    name_edit(session, stage=stage.name)
    name_deals(session, moved)


@verb
def transfer(
    session: Session, deal_ids: Sequence[int], pipeline_id: int, *, fill: Fill | None = None
) -> None:
    """Puts deals into another pipeline, each into its stage of the same name and outcome there.

    Where there is none, that is the first stage of its outcome; what was closed stays closed.
    Problems: record.gone, deal.stage_asks.
    """
    pipeline = pipelines.existing(session, pipeline_id)
    moved: dict[int, list[Deal]] = {}
    for deal in all_of(session, deal_ids):
        if _stage(session, deal.stage_id).pipeline_id != pipeline_id:
            target = stages.counterpart(session, deal.stage_id, pipeline_id)
            moved.setdefault(target.id, []).append(deal)
    for stage_id, entering in moved.items():
        entry_rules.admit(session, entering, _stage(session, stage_id), fill)
        for deal in entering:
            deal.stage_id = stage_id
    name_edit(session, pipeline=pipeline.name)
    name_deals(session, [deal for entering in moved.values() for deal in entering])


@verb
def win(
    session: Session,
    deal_ids: Sequence[int],
    *,
    closed_on: date,
    today: date,
    values: Mapping[int, int | None] | None = None,
    stage_id: int | None = None,
    fill: Fill | None = None,
) -> None:
    """Closes deals as won on a day, in their pipeline's won stage or in the one that is named.

    ``values`` gives final values in minor units by deal id; the others keep theirs, an empty one
    stays empty. ``fill`` gives what the stage asks for and deals lack. Problems: record.gone,
    field.negative, deal.closed_later, deal.closed_early, deal.stage_asks, stage.meaning.
    """
    deals = all_of(session, deal_ids)
    for deal in deals:
        if values is not None and deal.id in values:
            deal.value_minor = value(values[deal.id])
        deal.lost_reason = None
    _close(session, deals, "won", stage_id, fill)
    _date(session, deals, closed_on, today)
    name_deals(session, deals)


@verb
def lose(
    session: Session,
    deal_ids: Sequence[int],
    *,
    reason: str | None,
    closed_on: date,
    today: date,
    stage_id: int | None = None,
    fill: Fill | None = None,
) -> None:
    """Closes deals as lost on a day, in their pipeline's lost stage or in the one that is named.

    The reason may be unknown, unless the stage asks for it; ``fill`` gives what else it asks for
    and deals lack. Problems: record.gone, deal.closed_later, deal.closed_early, deal.stage_asks,
    stage.meaning.
    """
    deals = all_of(session, deal_ids)
    for deal in deals:
        deal.lost_reason = text(reason)
    _close(session, deals, "lost", stage_id, fill)
    _date(session, deals, closed_on, today)
    name_deals(session, deals)


def lose_unasked(
    session: Session, deal_ids: Sequence[int], *, reason: str, closed_on: date, today: date
) -> None:
    """Closes deals as lost whatever their lost stage asks for, as what a file says is taken.

    Problems: record.gone, deal.closed_later, deal.closed_early.
    """
    deals = all_of(session, deal_ids)
    for deal in deals:
        deal.lost_reason = text(reason)
        deal.stage_id = _closing(session, deal, "lost")
    _date(session, deals, closed_on, today)


@verb
def reopen(session: Session, deal_ids: Sequence[int]) -> None:
    """Opens closed deals again, in the stage that they were closed from.

    Where the log does not know that stage, it is the last open one of their pipeline. Close date
    and lost reason are emptied, the value stays. Problem: record.gone.
    """
    closed = [
        deal
        for deal in all_of(session, deal_ids)
        if _stage(session, deal.stage_id).outcome != "open"
    ]
    for deal in closed:
        before = stage_before_closing(session, deal.id)
        _open_in(deal, _last_open(session, deal).id if before is None else before)
    name_deals(session, closed)


@verb
def delete(session: Session, deal_ids: Sequence[int]) -> None:
    """Removes deals with what hangs on them: contacts, competitors, products, files, a judgement.

    What was done and promised stays on record: activities and commitments are kept without the
    deal, and so is news that was starred or is about a competitor. Problem: record.gone.
    """
    deals = all_of(session, deal_ids)
    name_deals(session, deals)
    for ids in batches([deal.id for deal in deals]):
        for link in LINKS:
            session.execute(sql_delete(link).where(link.deal_id.in_(ids)))
        kept_news.leave_deals(session, ids)
        for kept in (Activity, Commitment):
            session.execute(update(kept).where(kept.deal_id.in_(ids)).values(deal_id=None))
        session.execute(sql_delete(Deal).where(Deal.id.in_(ids)))


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


def _close(
    session: Session,
    deals: Sequence[Deal],
    outcome: str,
    stage_id: int | None,
    fill: Fill | None,
) -> None:
    """Puts deals into closing stages, where they have what these ask for.

    A deal that is closed so already stays in its stage unless another is named.
    """
    named = None if stage_id is None else _stage(session, stage_id)
    if named is not None and named.outcome != outcome:
        raise Problem("stage.meaning", stage=named.name, outcome=term(outcome).lower())
    entering: dict[int, list[Deal]] = {}
    for deal in deals:
        target = stage_id or _closing(session, deal, outcome)
        if deal.stage_id != target:
            entering.setdefault(target, []).append(deal)
    for target, found in entering.items():
        entry_rules.admit(session, found, _stage(session, target), fill)
        for deal in found:
            deal.stage_id = target


def _closing(session: Session, deal: Deal, outcome: str) -> int:
    """The stage in which a deal is closed where none is named: its own, or its pipeline's first."""
    now = _stage(session, deal.stage_id)
    if now.outcome == outcome:
        return now.id
    return session.scalars(
        select(Stage.id)
        .where(Stage.pipeline_id == now.pipeline_id, Stage.outcome == outcome)
        .order_by(Stage.position, Stage.id)
        .limit(1)
    ).one()


def _date(session: Session, deals: Sequence[Deal], closed_on: date, today: date) -> None:
    for deal in deals:
        if closed_on > today:
            raise Problem("deal.closed_later", deal=title_of(session, deal))
        deal.closed_on = closed_on
        if closed_early(deal):
            raise Problem("deal.closed_early", deal=deal.name)
