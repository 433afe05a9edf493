"""What may be typed into a workbook for editing: by the field, and by what there is to choose."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.deals import BY_HAND
from salesdesk_app.domain.editing import Allowed, Origin, Rule
from salesdesk_app.domain.fields import Field, RecordKind, exported
from salesdesk_app.services import record_rows
from salesdesk_app.store.models import Edit, Person, Stage

_ALLOWED: Mapping[str, Allowed] = {
    "money": "number",
    "percent": "percent",
    "whole": "whole",
    "minutes": "whole",
    "day": "day",
    "moment": "day",
    "currency": "currency",
}
_OWN: Mapping[str, Rule] = {
    "text": Rule(),
    "number": Rule("number"),
    "day": Rule("day"),
    "yes_no": Rule("yes_no"),
}


def rules(session: Session, kind: RecordKind) -> tuple[Rule, ...]:
    """A rule for each column of ``record_rows.sheet``, in their order."""
    fields = tuple(_rule(session, field) for field in exported(kind))
    return fields + tuple(_OWN[one.kind] for one in record_rows.own_fields(session, kind))


def origin(session: Session, kind: RecordKind) -> Origin:
    """The last edit that the records hold."""
    last = session.execute(select(Edit.id, Edit.at).order_by(Edit.id.desc()).limit(1)).first()
    return Origin(kind, 0, None) if last is None else Origin(kind, last.id, last.at)


def _rule(session: Session, field: Field) -> Rule:
    if field.code == "uid":
        return Rule("key")
    choose = _CHOICES.get(field.code)
    if choose is not None:
        return Rule("choice", choose(session))
    return Rule(_ALLOWED.get(field.kind, "anything"))


def _stages(session: Session) -> tuple[str, ...]:
    names = session.scalars(select(Stage.name).order_by(Stage.pipeline_id, Stage.position))
    return tuple(dict.fromkeys(names))


def _people(session: Session) -> tuple[str, ...]:
    """Everybody, also who left: their deals keep them."""
    return tuple(dict.fromkeys(session.scalars(select(Person.name).order_by(Person.name))))


def _managers(session: Session) -> tuple[str, ...]:
    found = session.scalars(
        select(Person.name).where(Person.role == "manager").order_by(Person.name)
    )
    return tuple(dict.fromkeys(found))


def _words(*codes: str) -> Callable[[Session], tuple[str, ...]]:
    return lambda _session: tuple(map(wording.term, codes))


_CHOICES: Mapping[str, Callable[[Session], tuple[str, ...]]] = {
    "stage": _stages,
    "owner": _people,
    "person": _people,
    "kind": _words("call", "meeting", "mail", "task", "note", "one_to_one"),
    "manager": _managers,
    "category": _words(*BY_HAND),
    "role": _words("rep", "manager"),
}
"""What there is to choose for a field, whatever the record."""
