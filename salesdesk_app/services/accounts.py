"""Accounts, as far as deals need them: found by name, added on the fly, listed for a choice."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Account


@dataclass(frozen=True, slots=True)
class Choice:
    """A record to choose in a field."""

    id: int
    name: str


def choices(session: Session) -> list[Choice]:
    """Every account by name."""
    rows = session.execute(
        select(Account.id, Account.name).order_by(func.lower(Account.name), Account.id)
    )
    return [Choice(*row) for row in rows]


def find(session: Session, name: str) -> int | None:
    """The account of that name, whatever its capitals and spaces; the oldest of several."""
    wanted = tidy(name)
    exact = session.scalar(
        select(Account.id).where(Account.name == wanted).order_by(Account.id).limit(1)
    )
    if exact is not None:
        return exact
    for row in session.execute(select(Account.id, Account.name).order_by(Account.id)):
        if tidy(row.name).casefold() == wanted.casefold():
            return int(row.id)
    return None


def find_or_add(session: Session, name: str) -> int | None:
    """The account of that name, added where there is none; None for an empty name."""
    wanted = tidy(name)
    if not wanted:
        return None
    found = find(session, wanted)
    if found is not None:
        return found
    account = Account(name=wanted)
    session.add(account)
    session.flush()
    return account.id


def tidy(name: str) -> str:
    """A name without line breaks and needless spaces."""
    return " ".join(name.split())


@verb
def add(session: Session, name: str, *, owner_id: int | None = None) -> int:
    """Adds an account; the result is its id. Problems: field.empty, field.taken."""
    wanted = tidy(name)
    if not wanted:
        raise Problem("field.empty", field="Account")
    if find(session, wanted) is not None:
        raise Problem("field.taken", field="Account", value=wanted)
    account = Account(name=wanted, owner_id=owner_id)
    session.add(account)
    session.flush()
    name_edit(session, account=wanted)
    return account.id


@verb
def rename(session: Session, account_id: int, name: str) -> None:
    """Gives an account another name. Problems: record.gone, field.empty, field.taken."""
    account = session.get(Account, account_id)
    if account is None:
        raise Problem("record.gone", kind="account")
    wanted = tidy(name)
    if not wanted:
        raise Problem("field.empty", field="Account")
    if find(session, wanted) not in (None, account_id):
        raise Problem("field.taken", field="Account", value=wanted)
    account.name = wanted
    name_edit(session, account=wanted)
