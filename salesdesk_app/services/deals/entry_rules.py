"""What a stage asks of a deal before it enters: which deals lack which fields, and filling them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.custom import OWN, Kind, Own, decode
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import competitors, contacts, custom_fields, products
from salesdesk_app.services.deals import deal_fields
from salesdesk_app.services.deals.deal_records import all_of, batches, title_of
from salesdesk_app.store.models import Deal, DealCompetitor, DealContact, DealProduct, Stage
from salesdesk_app.wording import lists

PLAIN = (
    "value_minor",
    "expected_close_on",
    "owner_id",
    "account_id",
    "next_step",
    "next_step_on",
    "source",
    "probability",
    "lost_reason",
)
"""Columns of a deal that a stage may ask for."""

LINKS = {
    "contact": DealContact.deal_id,
    "competitor": DealCompetitor.deal_id,
    "product": DealProduct.deal_id,
}
"""What hangs on a deal and may be asked for: at least one of it."""

ONLY = {
    "expected_close_on": "open",
    "next_step": "open",
    "next_step_on": "open",
    "probability": "open",
    "lost_reason": "lost",
}  # what means something in stages of one outcome alone

Fill = Mapping[int, Mapping[str, Any]]
"""What is to be filled in on the way, by the deal's id and the field's code.

``account_id``, ``contact``, ``competitor`` and ``product`` are given by name, found or added;
``value_minor`` in minor units of the deal's currency; a field of the user's own as it holds it.
"""

NAMED = 5  # so many deals are named where several lack something


@dataclass(frozen=True, slots=True)
class Lack:
    """A deal, by id, title and currency, and the codes of the fields that it lacks for a stage."""

    deal_id: int
    deal: str
    currency: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a stage asks of deals that lack it, with titles by code and kinds of own fields."""

    stage: str
    lacks: tuple[Lack, ...]
    titles: Mapping[str, str]
    kinds: Mapping[str, Kind]


def asking(session: Session, deal_ids: Sequence[int], stage_id: int) -> Asking:
    """What has to be asked before deals may enter a stage. Problem: record.gone."""
    lacks = lacking(session, deal_ids, stage_id)
    stage = session.get_one(Stage, stage_id)
    kinds = {f"{OWN}{own.id}": own.kind for own in custom_fields.listing(session)}
    return Asking(stage.name, lacks, dict(offered(session, stage.outcome)), kinds)


def offered(session: Session, outcome: str = "open") -> list[tuple[str, str]]:
    """The fields that a stage of an outcome may ask for, as codes and titles."""
    return [
        *((code, wording.term(f"deal.{code}")) for code in (*PLAIN, *LINKS) if fits(code, outcome)),
        *((f"{OWN}{own.id}", own.name) for own in custom_fields.listing(session)),
    ]


def fits(code: str, outcome: str) -> bool:
    """Whether a field means anything in stages of an outcome."""
    return ONLY.get(code, outcome) == outcome


def checked(session: Session, outcome: str, required: Iterable[str]) -> list[str]:
    """Codes that a stage may ask for, each once and in their order. Problem: field.choice."""
    known, wanted = dict(offered(session, outcome)), set(required)
    if unknown := sorted(code for code in wanted - known.keys() if fits(code, outcome)):
        choices = ", ".join(known.values())
        raise Problem("field.choice", field="Required", value=unknown[0], choices=choices)
    return [code for code in known if code in wanted]


def lacking(session: Session, deal_ids: Sequence[int], stage_id: int) -> tuple[Lack, ...]:
    """Which of these deals lack something that a stage asks for; those in it are left alone.

    Problem: record.gone.
    """
    stage = session.get(Stage, stage_id)
    if stage is None:
        raise Problem("record.gone", kind="stage")
    entering = [deal for deal in all_of(session, deal_ids) if deal.stage_id != stage_id]
    return tuple(_lacks(session, entering, stage))


def admit(session: Session, deals: Sequence[Deal], stage: Stage, fill: Fill | None = None) -> None:
    """Fills in what is given, and lets deals into a stage only where they have what it asks for.

    Problems: deal.stage_asks, and those of the fields that are filled in.
    """
    for deal in deals:
        for code, value in (fill or {}).get(deal.id, {}).items():
            _put(session, deal, stage, code, value)
    session.flush()
    lacks = _lacks(session, deals, stage)
    if lacks:
        raise Problem("deal.stage_asks", **_facts(session, stage, lacks))


def _lacks(session: Session, deals: Sequence[Deal], stage: Stage) -> list[Lack]:
    asked: list[str] = stage.required or []
    if not asked:
        return []
    own = {field.id: field for field in custom_fields.listing(session)}
    linked = {code: _linked(session, code, deals) for code in asked if code in LINKS}
    missing: dict[int, list[str]] = defaultdict(list)
    for deal in deals:
        for code in asked:
            has = deal.id in linked[code] if code in LINKS else _has(deal, code, own)
            if not has:
                missing[deal.id].append(code)
    return [
        Lack(deal.id, title_of(session, deal), deal.currency, tuple(missing[deal.id]))
        for deal in deals
        if deal.id in missing
    ]


def _has(deal: Deal, code: str, own: Mapping[int, Own]) -> bool:
    if code.startswith(OWN):
        return int(code.removeprefix(OWN)) in decode(deal.custom, own)
    return getattr(deal, code) is not None


def _linked(session: Session, code: str, deals: Sequence[Deal]) -> set[int]:
    column, found = LINKS[code], set[int]()
    for batch in batches([deal.id for deal in deals]):
        found.update(session.scalars(select(column).where(column.in_(batch))))
    return found


def _put(session: Session, deal: Deal, stage: Stage, code: str, value: Any) -> None:
    if code == "account_id":
        deal_fields.fill(session, deal, stage, {"account": value})
    elif code in PLAIN:
        deal_fields.fill(session, deal, stage, {code: value})
    elif code == "contact":
        contacts.add_to_deal(session, deal.id, value)
    elif code == "competitor":
        competitors.add_to_deal(session, deal.id, value)
    elif code == "product":
        products.put_in_deal(session, deal.id, value)
    elif code.startswith(OWN):
        custom_fields.set_value(session, deal.id, int(code.removeprefix(OWN)), value)
    else:
        raise ValueError(f"no stage asks for {code}")


def _facts(session: Session, stage: Stage, lacks: Sequence[Lack]) -> dict[str, object]:
    titles = dict(offered(session, stage.outcome))
    codes = [code for code in titles if any(code in lack.fields for lack in lacks)]
    return {
        "stage": stage.name,
        "deals": lists.counted([f"“{lack.deal}”" for lack in lacks], NAMED),
        "fields": ", ".join(titles[code] for code in codes),
        "count": len(lacks),
    }
