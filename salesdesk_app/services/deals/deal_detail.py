"""Everything about one deal: facts, links, signals, activities and history, for its panel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.custom import Own
from salesdesk_app.domain.deals import DEFAULT_LOST_REASONS
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import half_even
from salesdesk_app.services import (
    accounts,
    competitors,
    custom_fields,
    people,
    pipelines,
    products,
    settings,
    stages,
)
from salesdesk_app.services.accounts import Choice
from salesdesk_app.services.activities import ActivityRow, of_deal
from salesdesk_app.services.deals import deal_files
from salesdesk_app.services.deals.deal_files import FileLine
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_history import HistoryLine, history
from salesdesk_app.services.deals.deal_rows import DealRow, deal_rows
from salesdesk_app.services.deals.deal_trails import UNKNOWN, trails
from salesdesk_app.services.products import WHOLE_BP
from salesdesk_app.services.stages import StageRow
from salesdesk_app.store.models import (
    Competitor,
    Contact,
    Deal,
    DealCompetitor,
    DealContact,
    DealProduct,
    Product,
)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact with a part in the deal."""

    id: int
    name: str
    title: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class CompetitorLine:
    """A competitor met in the deal."""

    id: int
    name: str
    note: str | None


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product in the deal; the discount in basis points (1,500 is 15 %)."""

    id: int
    name: str
    quantity: int
    discount_bp: int
    price_minor: int | None
    currency: str | None

    @property
    def total_minor(self) -> int | None:
        """Quantity times price less the discount, rounded half-even; None without a price."""
        if self.price_minor is None:
            return None
        return half_even(self.quantity * self.price_minor * (WHOLE_BP - self.discount_bp), WHOLE_BP)


@dataclass(frozen=True, slots=True)
class DealDetail:
    """One deal. ``probability`` and ``category`` are its own where chosen by hand, else None.

    ``days`` counts from its creation to today, or to its close; ``days_in_stage`` is None where
    nobody knows when it came into its stage. ``planned`` holds activities still to be done.
    ``fields`` are the user's own that there are, whether the deal holds something in them or not.
    """

    row: DealRow
    stage: StageRow
    stages: tuple[StageRow, ...]
    probability: int | None
    category: str | None
    source: str | None
    lost_reason: str | None
    note: str | None
    coaching_note: str | None
    days: int | None
    days_in_stage: int | None
    pushes: int
    contacts: tuple[ContactLine, ...]
    competitors: tuple[CompetitorLine, ...]
    products: tuple[ProductLine, ...]
    files: tuple[FileLine, ...]
    planned: tuple[ActivityRow, ...]
    history: tuple[HistoryLine, ...]
    currency: str
    calendar: Calendar
    fields: tuple[Own, ...] = ()

    @property
    def id(self) -> int:
        """The deal's key."""
        return self.row.id

    @property
    def outcome(self) -> str:
        """open, won or lost."""
        return self.row.fact.outcome


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of a deal offer; ``owners`` are those who have not left."""

    stages: tuple[StageRow, ...]
    owners: tuple[Choice, ...]
    accounts: tuple[str, ...]
    products: tuple[str, ...]
    competitors: tuple[str, ...]
    sources: tuple[str, ...]
    reasons: tuple[str, ...]
    currencies: tuple[str, ...]
    pipelines: Mapping[int, str] = field(default_factory=dict)


def deal(session: Session, deal_id: int, today: date) -> DealDetail:
    """One deal with all that belongs to it. Problem: record.gone."""
    found = list(deal_rows(session, DealFilter(deal_ids=frozenset({deal_id})), today))
    if not found:
        raise Problem("record.gone", kind="deal")
    row = found[0]
    own = session.execute(
        select(
            Deal.probability,
            Deal.category,
            Deal.source,
            Deal.lost_reason,
            Deal.note,
            Deal.coaching_note,
        ).where(Deal.id == deal_id)
    ).one()
    now = settings.read(session)
    known = {stage.id: stage for stage in stages.rows(session)}
    stage = known[row.fact.stage_id]
    trail = trails(session, [deal_id]).get(deal_id, UNKNOWN)
    end = row.fact.closed_on or today
    created_on, since = row.fact.created_on, trail.stage_since
    return DealDetail(
        row=row,
        stage=stage,
        stages=tuple(s for s in known.values() if s.pipeline_id == stage.pipeline_id),
        probability=own.probability,
        category=own.category,
        source=own.source,
        lost_reason=own.lost_reason,
        note=own.note,
        coaching_note=own.coaching_note,
        days=None if created_on is None else max(0, (end - created_on).days),
        days_in_stage=None if since is None else max(0, (today - since).days),
        pushes=trail.pushes,
        contacts=_contacts(session, deal_id),
        competitors=_competitors(session, deal_id),
        products=_products(session, deal_id),
        files=deal_files.of_deal(session, deal_id),
        planned=tuple(a for a in reversed(of_deal(session, deal_id)) if a.is_open),
        history=tuple(history(session, deal_id)),
        currency=now.currency,
        calendar=now.calendar,
        fields=custom_fields.listing(session),
    )


def choices(session: Session, today: date) -> Choices:
    """What there is to choose from, names in the order of the alphabet."""
    reasons = dict.fromkeys([*DEFAULT_LOST_REASONS, *_in_use(session, "lost_reason")])
    return Choices(
        stages=tuple(stages.rows(session)),
        owners=tuple(
            Choice(person.id, person.name)
            for person in people.listing(session)
            if not person.left(today)
        ),
        accounts=tuple(account.name for account in accounts.choices(session)),
        products=tuple(product.name for product in products.rows(session)),
        competitors=tuple(rival.name for rival in competitors.choices(session)),
        sources=tuple(_in_use(session, "source")),
        reasons=tuple(reasons),
        currencies=tuple(settings.currencies(session)),
        pipelines=pipelines.names(session),
    )


def _in_use(session: Session, field: str) -> list[str]:
    """The texts that a field of deals holds, the most frequent first."""
    column = Deal.__table__.c[field]
    query = select(column).where(column.is_not(None)).group_by(column)
    return list(session.scalars(query.order_by(func.count().desc(), column).limit(50)))


def _contacts(session: Session, deal_id: int) -> tuple[ContactLine, ...]:
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.title, DealContact.role)
        .join(DealContact, DealContact.contact_id == Contact.id)
        .where(DealContact.deal_id == deal_id)
        .order_by(DealContact.id)
    )
    return tuple(ContactLine(*row) for row in rows)


def _competitors(session: Session, deal_id: int) -> tuple[CompetitorLine, ...]:
    rows = session.execute(
        select(Competitor.id, Competitor.name, DealCompetitor.note)
        .join(DealCompetitor, DealCompetitor.competitor_id == Competitor.id)
        .where(DealCompetitor.deal_id == deal_id)
        .order_by(DealCompetitor.id)
    )
    return tuple(CompetitorLine(*row) for row in rows)


def _products(session: Session, deal_id: int) -> tuple[ProductLine, ...]:
    rows = session.execute(
        select(
            Product.id,
            Product.name,
            DealProduct.quantity,
            DealProduct.discount_bp,
            Product.price_minor,
            Product.currency,
        )
        .join(DealProduct, DealProduct.product_id == Product.id)
        .where(DealProduct.deal_id == deal_id)
        .order_by(DealProduct.id)
    )
    return tuple(ProductLine(*row) for row in rows)
