"""Fields of the user's own on deals: which there are, and what a deal holds in them."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import func, literal_column, select, text, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.custom import KINDS, OWN, Kind, Own, Value, decode, encode, stated
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import DEALS, custom
from salesdesk_app.domain.names import name_key
from salesdesk_app.services.accounts import tidy
from salesdesk_app.services.deals.deal_records import existing, title_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Change, ColumnChoice, CustomField, Deal, Stage

LONGEST = 80  # characters of a name: what a heading can show
_BUILT_IN = frozenset(name_key(field.heading) for field in DEALS)


@dataclass(frozen=True)
class FieldRow:
    """A field of the user's own, and how many deals hold a value in it."""

    id: int
    name: str
    kind: Kind
    deals: int


def listing(session: Session) -> tuple[Own, ...]:
    """The fields in their order."""
    rows = session.execute(
        select(CustomField.id, CustomField.name, CustomField.kind).order_by(
            CustomField.position, CustomField.id
        )
    )
    return tuple(Own(row.id, row.name, cast(Kind, row.kind)) for row in rows)


def ever(session: Session) -> dict[int, Own]:
    """The fields by id, in their order; behind them those that were removed, as the log has them.

    Only with them can be told what a deal once held.
    """
    found = {own.id: own for own in listing(session)}
    removed = session.scalars(
        select(Change.before)
        .where(Change.table_name == CustomField.__tablename__, Change.kind == "d")
        .order_by(Change.id)
    )
    for text_before in removed:
        row = json.loads(str(text_before))
        found.setdefault(row["id"], Own(row["id"], row["name"], row["kind"]))
    return found


def rows(session: Session) -> list[FieldRow]:
    """The fields in their order, with the number of deals that hold a value in each."""
    found = listing(session)
    if not found:
        return []
    held = session.execute(
        text(
            "SELECT one.key, count(*) FROM deal, json_each(deal.custom) AS one "
            "WHERE deal.custom IS NOT NULL GROUP BY one.key"
        )
    )
    counts = {int(key): count for key, count in held}
    return [FieldRow(*own, deals=counts.get(own.id, 0)) for own in found]


def held(session: Session) -> dict[int, Mapping[int, Value]]:
    """What each deal that holds anything holds, by its id and the field's."""
    known = {own.id: own for own in listing(session)}
    found = session.execute(select(Deal.id, Deal.custom).where(Deal.custom.is_not(None)))
    return {deal_id: decode(text, known) for deal_id, text in found}


@verb
def add(session: Session, name: str, kind: Kind) -> int:
    """Adds a field behind the others; the result is its id.

    ``kind`` is ``text``, ``number``, ``day`` or ``yes_no`` and stays. Problems: field.empty,
    field.taken, field.long, field.choice.
    """
    if kind not in KINDS:
        raise Problem("field.choice", field="Kind", value=kind, choices=", ".join(KINDS))
    known = listing(session)
    field = CustomField(name=checked(name, known), kind=kind, position=next_place(session))
    session.add(field)
    session.flush()
    name_edit(session, own=field.name)
    return field.id


@verb
def rename(session: Session, field_id: int, name: str) -> None:
    """Gives a field another name. Problems: record.gone, field.empty, field.taken, field.long."""
    field = _existing(session, field_id)
    others = [own for own in listing(session) if own.id != field_id]
    before, field.name = field.name, checked(name, others)
    # Files whose columns were kept in it go on to be.
    for choice in session.scalars(select(ColumnChoice)):
        choice.columns = {
            column: custom(field.name).code if code == custom(before).code else code
            for column, code in choice.columns.items()
        }
    name_edit(session, own=field.name)


@verb
def remove(session: Session, field_id: int) -> None:
    """Removes a field, what deals hold in it, and what stages ask of it. Problem: record.gone."""
    field = _existing(session, field_id)
    asked = f"{OWN}{field_id}"
    for stage in session.scalars(select(Stage)):
        if asked in (stage.required or ()):
            stage.required = [code for code in stage.required if code != asked]
    key = f'$."{field_id}"'
    left = func.nullif(func.json_remove(Deal.custom, key), literal_column("'{}'"))
    session.execute(
        update(Deal)
        .where(Deal.custom.is_not(None), func.json_type(Deal.custom, key).is_not(None))
        .values(custom=left),
        execution_options={"synchronize_session": False},
    )
    name_edit(session, own=field.name)
    session.delete(field)


@verb
def set_value(session: Session, deal_id: int, field_id: int, value: Value | None) -> None:
    """States what a deal holds in a field; None or an empty text empties it.

    Problems: record.gone, and those of ``domain.custom.stated``.
    """
    deal = existing(session, deal_id)
    field = _existing(session, field_id)
    known = {own.id: own for own in listing(session)}
    held = decode(deal.custom, known)
    deal.custom = encode({**held, field_id: stated(known[field_id], value)})
    name_edit(session, deal=title_of(session, deal), own=field.name)


def checked(name: str, others: Iterable[Own]) -> str:
    """A name as a field may have it. Problems: field.empty, field.long, field.taken."""
    wanted = tidy(name)
    if not wanted:
        raise Problem("field.empty", field="Name")
    if len(wanted) > LONGEST:
        raise Problem("field.long", field="Name", most=LONGEST)
    if name_key(wanted) in _BUILT_IN | {name_key(own.name) for own in others}:
        raise Problem("field.taken", field="Name", value=wanted)
    return wanted


def free_name(wish: str, taken: Collection[str]) -> str:
    """A name as much like a wish as a field can have; ``taken`` holds keys of names."""
    name = tidy(wish)
    if len(name) > LONGEST:
        name = f"{name[: LONGEST - 5].rstrip()}…"
    found, number = name, 2
    while name_key(found) in _BUILT_IN or name_key(found) in taken:
        mark = f" {number}"
        found, number = f"{name[: LONGEST - len(mark)].rstrip()}{mark}", number + 1
    return found


def next_place(session: Session) -> int:
    """The position behind every field."""
    last = session.scalar(select(func.max(CustomField.position)))
    return 0 if last is None else last + 1


def _existing(session: Session, field_id: int) -> CustomField:
    field = session.get(CustomField, field_id)
    if field is None:
        raise Problem("record.gone", kind="field")
    return field
