"""Deals by rep, manager, region, stage, product, account, month or quarter, each under its name."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Literal, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.store.history import as_of
from salesdesk_app.store.models import Account, DealProduct, Person, Pipeline, Product, Stage
from salesdesk_app.wording.language import gettext as _

By = Literal["rep", "manager", "region", "stage", "product", "account", "month", "quarter"]
Key = TypeVar("Key", bound=Hashable)

NONE = {
    "rep": _("No owner"),
    "manager": _("No manager"),
    "region": _("No region"),
    "product": _("No product"),
    "account": _("No account"),
    "month": _("No date"),
    "quarter": _("No date"),
}


def split(
    session: Session,
    facts: Iterable[DealFact],
    by: By,
    *,
    fiscal_start_month: int = 1,
) -> dict[str, list[DealFact]]:
    """The deals by what they have in common, under its name, in the order of the screen.

    Only groups that hold a deal. Stages and periods (under their key, ``2017-Q4``) follow their
    own order, names the alphabet; what has none comes last. A deal with several products is in
    the group of each; else each deal is in one. A manager's own deals count as the manager's.
    """
    if by in ("month", "quarter"):
        return _by_period(list(facts), by, fiscal_start_month)
    if by == "product":
        of_deal = _products_of_deals(session)
        parts: dict[int | None, list[DealFact]] = metrics.group_each(
            facts, lambda fact: of_deal.get(fact.id, (None,))
        )
        return _named(parts, _alphabetical(session, Product), NONE[by])
    if by == "account":
        parts = metrics.group(facts, lambda fact: fact.account_id)
        return _named(parts, _alphabetical(session, Account), NONE[by])
    if by == "stage":
        by_stage: dict[int | None, list[DealFact]] = metrics.group(facts, lambda f: f.stage_id)
        return _named(by_stage, _stages(session), "")
    return _by_person(session, facts, by)


def stages_in_order(session: Session, edit_id: int | None = None) -> dict[int, str]:
    """The name of every stage in the order of the board, unlike names for unlike stages."""
    return _unlike(_stages(session, edit_id).items())


def people(session: Session, edit_id: int | None = None) -> dict[int, str]:
    """The name of every person in alphabetical order, unlike names for unlike people."""
    return _unlike(_alphabetical(session, Person, edit_id).items())


def _by_period(facts: list[DealFact], kind: str, start: int) -> dict[str, list[DealFact]]:
    parts = {
        period.key: together for period, together in metrics.by_period(facts, kind, start).items()
    }
    undated = [fact for fact in facts if fact.day is None]
    return parts | ({NONE[kind]: undated} if undated else {})


def _by_person(session: Session, facts: Iterable[DealFact], by: str) -> dict[str, list[DealFact]]:
    columns = (Person.id, Person.role, Person.manager_id, Person.region)
    rows = session.execute(select(*columns)).all()
    if by == "region":
        region: dict[int | None, str | None] = {row.id: row.region or None for row in rows}
        by_region = metrics.group(facts, lambda fact: region.get(fact.owner_id))
        words = sorted((word for word in by_region if word), key=str.casefold)
        return _named(by_region, {word: word for word in words}, NONE[by])
    manager: dict[int | None, int | None]
    manager = {row.id: row.id if row.role == "manager" else row.manager_id for row in rows}
    parts = metrics.group(
        facts, lambda fact: fact.owner_id if by == "rep" else manager.get(fact.owner_id)
    )
    return _named(parts, _alphabetical(session, Person), NONE[by])


def _products_of_deals(session: Session) -> dict[int, list[int | None]]:
    found: dict[int, list[int | None]] = defaultdict(list)
    for deal_id, product_id in session.execute(select(DealProduct.deal_id, DealProduct.product_id)):
        found[deal_id].append(product_id)
    return found


def _alphabetical(
    session: Session,
    model: type[Person] | type[Account] | type[Product],
    edit_id: int | None = None,
) -> dict[int, str]:
    table = as_of(model.__table__, edit_id)
    rows = session.execute(select(table.c.id, table.c.name)).all()
    return {row.id: row.name for row in sorted(rows, key=lambda row: (row.name.casefold(), row.id))}


def _stages(session: Session, edit_id: int | None = None) -> dict[int, str]:
    stage, pipeline = as_of(Stage.__table__, edit_id), as_of(Pipeline.__table__, edit_id)
    rows = session.execute(
        select(stage.c.id, stage.c.name)
        .join_from(stage, pipeline, pipeline.c.id == stage.c.pipeline_id)
        .order_by(pipeline.c.position, stage.c.position, stage.c.id)
    )
    return {row.id: row.name for row in rows}


def _named(
    parts: dict[Key | None, list[DealFact]], names: dict[Key, str], none: str
) -> dict[str, list[DealFact]]:
    """The groups under their names in the order of ``names``; what has no name comes last."""
    order: list[tuple[Key | None, str]] = [
        (key, name) for key, name in names.items() if key in parts
    ]
    order += [(key, none) for key in parts if key not in names]
    labels = _unlike(order)
    return {labels[key]: parts[key] for key, _name in order}


def _unlike(names: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """A label for each key: its name, numbered where another one has the same."""
    labels: dict[Key, str] = {}
    used: set[str] = set()
    for key, name in names:
        label, number = name, 1
        while label in used:
            number += 1
            label = f"{name} ({number})"
        used.add(label)
        labels[key] = label
    return labels
