"""Finds records by name: deals, accounts and people whose name holds every word that is typed."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.store.models import Account, Deal, Person, Stage

LONGEST = 400  # letters that are looked for
Text = SQLColumnExpression[str]


@dataclass(frozen=True)
class Hit:
    """A record that was found: what kind it is, its id, its name and a few words beside it."""

    kind: Literal["deal", "account", "person"]
    id: int
    title: str
    note: str


def find(session: Session, text: str, limit: int = 8) -> list[Hit]:
    """At most ``limit`` records of each kind; those whose name begins so come first.

    An empty text finds nothing.
    """
    words = _words(text)
    if not words:
        return []
    return (
        _people(session, words, limit)
        + _accounts(session, words, limit)
        + _deals(session, words, limit)
    )


def deals(session: Session, text: str, limit: int = 30) -> list[Hit]:
    """At most ``limit`` deals, open ones and the newest first; an empty text finds any."""
    return _deals(session, _words(text) or [""], limit)


def _words(text: str) -> list[str]:
    # A page that is pasted is no name, and a statement takes only so many conditions.
    return text[:LONGEST].split()


def _people(session: Session, words: list[str], limit: int) -> list[Hit]:
    rows = session.execute(
        select(Person.id, Person.name, Person.role, Person.ended_on)
        .where(_holds(Person.name, words))
        .order_by(_rank(Person.name, words), Person.name)
        .limit(limit)
    )
    return [
        Hit("person", r.id, r.name, wording.term(r.role) if r.ended_on is None else "Left")
        for r in rows
    ]


def _accounts(session: Session, words: list[str], limit: int) -> list[Hit]:
    rows = session.execute(
        select(Account.id, Account.name, Account.industry)
        .where(_holds(Account.name, words))
        .order_by(_rank(Account.name, words), Account.name)
        .limit(limit)
    )
    return [Hit("account", r.id, r.name, r.industry or "Account") for r in rows]


def _deals(session: Session, words: list[str], limit: int) -> list[Hit]:
    name = Deal.name + " " + func.coalesce(Account.name, "")
    rows = session.execute(
        select(Deal.id, Deal.name, Account.name.label("account"), Stage.name.label("stage"))
        .select_from(Deal)
        .outerjoin(Account, Account.id == Deal.account_id)
        .join(Stage, Stage.id == Deal.stage_id)
        .where(_holds(name, words))
        .order_by(Stage.outcome != "open", _rank(Deal.name, words), Deal.id.desc())
        .limit(limit)
    )
    return [
        Hit("deal", r.id, r.name, " · ".join(part for part in (r.account, r.stage) if part))
        for r in rows
    ]


def _holds(column: Text, words: list[str]) -> ColumnElement[bool]:
    return and_(*(_at(column, word) > 0 for word in words))


def _rank(column: Text, words: list[str]) -> ColumnElement[int]:
    return case((_at(column, words[0]) == 1, 0), else_=1)


def _at(column: Text, word: str) -> ColumnElement[int]:
    """Where a word begins, 0 for nowhere; not LIKE, to which signs are patterns.

    SQLite folds the case of plain Latin letters only, so other letters are tried as a name has
    them: as typed and with a capital.
    """
    plain = func.instr(func.lower(column), word.lower())
    others = {word, word.capitalize()} if not word.isascii() else set()
    return func.max(plain, *(func.instr(column, other) for other in others)) if others else plain
