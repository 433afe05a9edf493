"""Which events of the reps' calendars are sales calls, and which customer and deal they concern."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.names import name_key
from salesdesk_app.services import addresses
from salesdesk_app.services.addresses import NOBODY, Whose
from salesdesk_app.services.calendars.calendars import EventRow
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.once import once
from salesdesk_app.store.models import Account, Person

SHORTEST = 3  # letters of a name that is looked for in a title
LONGEST = 12  # words of one
_WORD = re.compile(r"\w+")


def sales_calls(
    session: Session, events: Sequence[EventRow], deals: Mapping[int, DealRow]
) -> list[tuple[EventRow, Whose]]:
    """Those of the reps' events that are calls with customers, each with whom it is about.

    ``deals`` are the open ones. An event is about whom its attendees are, or else about the one
    account or deal that its title names exactly. Without either it is a sales call only where
    somebody takes part who is surely not of the team: the rep's or a colleague's address is known.
    """
    events = [event for event in events if not event.all_day]
    if not events:
        return []
    known = addresses.whose(session, (one for event in events for one in event.people))
    found = {event.id: _by_address(event, known) for event in events}
    unknown = [event for event in events if not found[event.id].known]
    if unknown:
        found |= _by_title(session, unknown, deals)
    with_address = _with_address(session)
    return [
        (event, found[event.id])
        for event in events
        if found[event.id].known
        or found[event.id].deal_id is not None
        or _is_outside(event, known, with_address)
    ]


def _by_address(event: EventRow, known: Mapping[str, Whose]) -> Whose:
    """The customer that most of the attendees are of; the one with an open deal comes first."""
    met = [known[one] for one in event.people if one in known and known[one].known]
    if not met:
        return NOBODY
    counts = Counter(one.account_id for one in met)
    return max(met, key=lambda one: (counts[one.account_id], one.deal_id is not None))


def _is_outside(event: EventRow, known: Mapping[str, Whose], with_address: frozenset[int]) -> bool:
    """Whether somebody else than the team takes part, where its addresses are known at all."""
    own = {one for one in event.people if one in known and known[one].own}
    return len(own) < len(event.people) and (bool(own) or event.person_id in with_address)


@once
def _with_address(session: Session) -> frozenset[int]:
    return frozenset(session.scalars(select(Person.id).where(Person.email.is_not(None))))


@once
def _accounts(session: Session) -> tuple[tuple[int, str], ...]:
    rows = session.execute(select(Account.id, Account.name))
    return tuple((row.id, row.name) for row in rows)


def _by_title(
    session: Session, events: Sequence[EventRow], deals: Mapping[int, DealRow]
) -> dict[int, Whose]:
    """The customers that titles name: the longest name counts, one that two deals bear does not."""
    titles = {word for event in events for word in _key(event.title).split()}
    accounts = {
        _key(name): Whose(account_id=key, account=name)
        for key, name in _accounts(session)
        if _first(name) in titles
    }
    told = [row for row in deals.values() if _first(row.name) in titles]
    keys = {row.id: _key(row.name) for row in told}
    times = Counter(keys.values())
    by_deal = {
        keys[row.id]: Whose(
            account_id=row.fact.account_id,
            account=row.account or None,
            deal_id=row.id,
            deal=row.name,
        )
        for row in told
        if times[keys[row.id]] == 1
    }
    named = {key: one for key, one in (accounts | by_deal).items() if len(key) >= SHORTEST}
    found = {event.id: _named(event.title, named) for event in events}
    ids = [one.account_id for one in found.values() if one.account_id and one.deal_id is None]
    _contacts, of_account = addresses.open_deals(session, accounts=ids)
    return {
        event_id: replace(one, deal_id=of_account[one.account_id][0])
        if one.deal_id is None and one.account_id in of_account
        else one
        for event_id, one in found.items()
    }


def _named(title: str, named: Mapping[str, Whose]) -> Whose:
    """Whom a title names by whole words, whatever its capitals and marks."""
    words = _key(title).split()
    for length in range(min(LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            part = " ".join(words[at : at + length])
            if part in named:
                return named[part]
    return NOBODY


@lru_cache(maxsize=1 << 17)  # the names of all deals, each time the day is asked for
def _first(name: str) -> str:
    """The first word of a name: most names need no more to be ruled out."""
    if not name.isascii():
        return _key(name).partition(" ")[0]
    found = _WORD.search(name)
    return "" if found is None else found[0].lower()


def _key(name: str) -> str:
    """The words of a name: ``Alder & Pine, Inc.`` is alder pine inc."""
    return " ".join(_WORD.findall(name_key(name)))
