"""Whom a line that is typed is about: the contact, account, deal and rep that its words name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, SQLColumnExpression, exists, func, or_, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local
from salesdesk_app.domain.called import Line, folded, spellings
from salesdesk_app.domain.due import LONGEST
from salesdesk_app.domain.follow_up import FollowUp, digits, read
from salesdesk_app.services import settings
from salesdesk_app.services.addresses import open_deals, whose
from salesdesk_app.services.presence import here
from salesdesk_app.store.models import Account, Contact, Deal, Person, Stage
from salesdesk_app.store.value_lists import each_of
from salesdesk_app.wording import titles

Text = SQLColumnExpression[str]
Key = SQLColumnExpression[int]
Named = Row[int, str, int | None]  # a deal: its id, name and account
MOST = 12  # so many are offered to choose from
LAST_FIGURES = 7  # of a phone number that two must share, so that what leads there may differ
_ADDRESS = re.compile(r"[^\s<>,;:()\"']+@[^\s<>,;:()\"']+\.[^\s<>,;:()\"']+")


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody or something that may be meant; what is known of it and of its deal."""

    contact_id: int | None = None
    contact: str | None = None
    account_id: int | None = None
    account: str | None = None
    deal_id: int | None = None
    deal: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says, and whom it may be about.

    ``meant`` holds the one that is named, or all whom ``word`` can name; ``reps`` likewise whom the
    @ names.
    """

    line: FollowUp
    word: str
    meant: tuple[Meant, ...]
    reps: tuple[tuple[int, str], ...]

    @property
    def subject(self) -> str:
        """What is to be done; a name behind an @ stays in it where nobody is certain."""
        known = self.line.rep is None or self.rep_id is not None
        return self.line.subject if known else self.line.whole

    @property
    def about(self) -> Meant:
        """Who is meant where that is certain, else nobody."""
        return self.meant[0] if len(self.meant) == 1 else Meant()

    @property
    def rep_id(self) -> int | None:
        """To whom it is handed where that is certain."""
        return self.reps[0][0] if len(self.reps) == 1 else None


def understood(session: Session, text: str, *, now: datetime) -> Understood:
    """What a line says at a moment (UTC), with the records that its words name."""
    stated = settings.read(session)
    line = read(text, local(now), stated.calendar, stated.hours)
    word, meant = _meant(session, line)
    return Understood(line, word, meant, _reps(session, line.rep, local(now).date()))


def _meant(session: Session, line: FollowUp) -> tuple[str, tuple[Meant, ...]]:
    address = _ADDRESS.search(line.subject)
    if address is not None:
        known = whose(session, [address[0].rstrip(".")])
        for one in known.values():
            if one.known:
                return address[0], (_of_contacts(session, [one.contact_id], one.account_id))
    if line.number is not None:
        called = by_number(session, line.number)
        if called:
            return line.number, called
    return _by_name(session, line.subject[:LONGEST])


def by_number(session: Session, number: str) -> tuple[Meant, ...]:
    """The contacts with a phone number, however it is written."""
    wanted = digits(number)
    if len(wanted) < LAST_FIGURES:
        return ()
    rows = session.execute(select(Contact.id, Contact.phone).where(Contact.phone != ""))
    ends = ((row.id, digits(row.phone)) for row in rows)
    found = [
        one
        for one, figures in ends
        if len(figures) >= LAST_FIGURES and (figures.endswith(wanted) or wanted.endswith(figures))
    ]
    return _of_contacts(session, found[:MOST])


def _by_name(session: Session, subject: str) -> tuple[str, tuple[Meant, ...]]:
    line = Line(subject)
    asked = line.names
    if not asked:
        return "", ()
    people = line.best(_named(session, Contact.id, Contact.name, asked), last=True)
    places = line.best(_named(session, Account.id, Account.name, asked), last=False)
    stated = _open_deals_named(session, asked)
    deals = line.best(((one.id, one.name) for one in stated), last=None)
    callers = _of_contacts(session, people.ids[:MOST])
    if deals.ids and deals.score > max(people.score, places.score):
        found = _of_deals(session, deals.ids)
        near = {*places.ids, *(one.account_id for one in callers)}
        there = tuple(one for one in found if one.account_id in near)
        return deals.word, tuple(_with_contact(one, callers) for one in (there or found)[:MOST])
    if people.ids and (people.score >= 2 or not places.ids):
        there = tuple(one for one in callers if one.account_id in places.ids)
        return people.word, _with_deals(session, there or callers, line, stated)
    if places.ids:
        found = _of_accounts(session, places.ids[:MOST])
        return places.word, _with_deals(session, found, line, stated)
    return "", ()


def _with_contact(found: Meant, people: Iterable[Meant]) -> Meant:
    """A deal with the one contact of its account whom the line names as well."""
    there = [one for one in people if one.account_id == found.account_id is not None]
    if len(there) != 1:
        return found
    return replace(found, contact_id=there[0].contact_id, contact=there[0].contact)


def _with_deals(
    session: Session,
    found: Sequence[Meant],
    line: Line,
    stated: Sequence[Named],
) -> tuple[Meant, ...]:
    """Those with the deal of their account that the line names, in place of the one touched
    last."""
    made = []
    for one in found:
        own = [row for row in stated if row.account_id == one.account_id is not None]
        named = line.best(((row.id, row.name) for row in own), last=None).ids
        deal = _of_deals(session, named)[0] if len(named) == 1 else one
        made.append(replace(one, deal_id=deal.deal_id, deal=deal.deal))
    return tuple(made)


def _holds(column: Text, words: Iterable[str]) -> ColumnElement[bool]:
    """Whether a name holds one of the words; SQLite folds plain Latin letters only."""
    small = set().union(*map(spellings, words))
    odd = {word for word in small if not word.isascii()}
    large = {*map(str.capitalize, odd), *map(str.upper, odd)}
    return or_(_holds_one(func.lower(column), small), _holds_one(column, large))


def _holds_one(text: Text, words: Iterable[str]) -> ColumnElement[bool]:
    # A list and no chain of ORs: of those a statement takes only so many.
    spelt = each_of(sorted(words)).cte().prefix_with("MATERIALIZED")
    return exists().where(func.instr(text, spelt.c.value) > 0)


def _named(session: Session, key: Key, name: Text, words: Iterable[str]) -> list[tuple[int, str]]:
    query = select(key, name).where(_holds(name, words)).order_by(key)
    return [(one, called) for one, called in session.execute(query)]


def _open_deals_named(session: Session, words: Iterable[str]) -> Sequence[Named]:
    query = (
        select(Deal.id, Deal.name, Deal.account_id)
        .join(Stage, Stage.id == Deal.stage_id)
        .where(Stage.outcome == "open", _holds(Deal.name, words))
        .order_by(Deal.id)
    )
    return session.execute(query).all()


def _of_contacts(
    session: Session, ids: Sequence[int | None], account_id: int | None = None
) -> tuple[Meant, ...]:
    known = [one for one in ids if one is not None]
    if not known:
        return () if account_id is None else _of_accounts(session, [account_id])
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.account_id, Account.name.label("account"))
        .outerjoin(Account, Account.id == Contact.account_id)
        .where(Contact.id.in_(known))
        .order_by(Contact.name, Contact.id)
    ).all()
    accounts = [row.account_id for row in rows if row.account_id is not None]
    by_contact, by_account = open_deals(session, contacts=known, accounts=accounts)
    found = []
    for row in rows:
        deal = by_contact.get(row.id) or by_account.get(row.account_id) or (None, None)
        found.append(Meant(row.id, row.name, row.account_id, row.account, *deal))
    return tuple(found)


def _of_accounts(session: Session, ids: Sequence[int]) -> tuple[Meant, ...]:
    rows = session.execute(
        select(Account.id, Account.name).where(Account.id.in_(ids)).order_by(Account.name)
    ).all()
    _none, by_account = open_deals(session, accounts=ids)
    return tuple(
        Meant(None, None, row.id, row.name, *(by_account.get(row.id) or (None, None)))
        for row in rows
    )


def _of_deals(session: Session, ids: Sequence[int]) -> tuple[Meant, ...]:
    rows = session.execute(
        select(Deal.id, Deal.name, Deal.account_id, Account.name.label("account"))
        .outerjoin(Account, Account.id == Deal.account_id)
        .where(Deal.id.in_(ids))
        .order_by(Deal.name)
    )
    return tuple(
        Meant(None, None, row.account_id, row.account, row.id, titles.title(row.name, row.account))
        for row in rows
    )


def _reps(session: Session, called: str | None, today: date) -> tuple[tuple[int, str], ...]:
    """Those of the team whom an @ can mean: by first, last or whole name."""
    if called is None:
        return ()
    wanted = re.sub(r"[._-]", " ", called.casefold()).split()
    rows = session.execute(select(Person.id, Person.name).where(here(today)).order_by(Person.name))
    found = []
    for one, name in rows:
        parts = [folded(word) for word in name.split()]
        if wanted == parts or (len(wanted) == 1 and wanted[0] in (parts[0], parts[-1])):
            found.append((one, name))
    return tuple(found[:MOST])


def offered(session: Session, text: str) -> tuple[Meant, ...]:
    """The contacts, accounts and open deals whose name holds every word of a text."""
    words = dict.fromkeys(text[:LONGEST].split())
    if not words:
        return ()

    def named(key: Key, name: Text, *conditions: ColumnElement[bool]) -> list[int]:
        query = select(key).where(*(_holds(name, [word]) for word in words), *conditions)
        return list(session.scalars(query.order_by(name).limit(MOST)))

    still_open = Deal.stage_id.in_(select(Stage.id).where(Stage.outcome == "open"))
    contacts, accounts = named(Contact.id, Contact.name), named(Account.id, Account.name)
    deals = named(Deal.id, Deal.name, still_open)
    return (
        *_of_contacts(session, contacts),
        *_of_accounts(session, accounts),
        *_of_deals(session, deals),
    )
