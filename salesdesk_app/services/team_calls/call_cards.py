"""What to know before each of the team's calls, and two questions to ask the rep."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain import coaching, complexity
from salesdesk_app.domain.coaching import Ask, Known
from salesdesk_app.domain.signals import StageWays
from salesdesk_app.services import activities, addresses, commitments, settings, stage_ways
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.addresses import NOBODY
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.deals import pushes
from salesdesk_app.services.deals.pushes import Push
from salesdesk_app.services.news import deal_news
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.services.people import shared_first_names
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.store.models import (
    Account,
    Competitor,
    Contact,
    Deal,
    DealCompetitor,
    DealContact,
)

TOUCHES = 3
NEWS = 2  # pieces of each kind


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody at the customer's: the part played in the deal, and how to reach them."""

    id: int
    name: str
    title: str | None
    role: str | None
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor met in the deal: what is known of it, and what was noted in this deal."""

    name: str
    battlecard: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A call with what to know before it.

    ``ways`` is how deals passed its deal's stage before; ``contacts`` are those of the deal, or
    else of the account; ``invited`` who else takes part by the calendar, by name or address, with
    the customer's first; ``touches`` the last three, the newest first; ``promises`` the open
    commitments about the deal; ``news`` is attached to it or about its competitors. ``currency``
    is the workspace's, in which limits are told; ``shared`` the first names of several people.
    """

    call: Call
    today: date
    currency: str
    shared: frozenset[str]
    account: str
    industry: str | None
    ways: StageWays
    pushes: tuple[Push, ...]
    contacts: tuple[Reach, ...]
    invited: tuple[str, ...]
    touches: tuple[ActivityRow, ...]
    promises: tuple[CommitmentRow, ...]
    rivals: tuple[Rival, ...]
    news: tuple[NewsRow, ...]
    note: str | None
    coaching_note: str | None
    asks: tuple[Ask, ...]


class _Notes(NamedTuple):
    note: str | None = None
    coaching_note: str | None = None


def cards(session: Session, calls: Sequence[Call], today: date) -> list[Card]:
    """A card for each of these calls, in their order; some selects for all of them."""
    deals = {call.deal.id for call in calls if call.deal is not None}
    # Where there is no open deal, the account is what there is to know of.
    accounts = {
        call.about.account_id
        for call in calls
        if call.deal is None and call.about.account_id is not None
    }
    attendees = [address for call in calls for address in _attendees(call)]
    known = _Gathered(session, deals, accounts, attendees)
    currency = settings.read(session).currency
    return [known.card(call, today, currency) for call in calls]


class _Gathered:
    """What is known of some deals and accounts, read once for all cards."""

    def __init__(
        self,
        session: Session,
        deals: Collection[int],
        accounts: Collection[int],
        attendees: Collection[str],
    ) -> None:
        self.shared = shared_first_names(session)
        self.ways = stage_ways.ways(session).stages
        self.pushes = pushes.of_deals(session, deals)
        of_deals = select(Deal.account_id).where(Deal.id.in_(deals))
        self.industries = {
            row.id: row.industry
            for row in session.execute(
                select(Account.id, Account.industry).where(
                    Account.id.in_(accounts) | Account.id.in_(of_deals)
                )
            )
        }
        self.notes = {
            row.id: _Notes(row.note, row.coaching_note)
            for row in session.execute(
                select(Deal.id, Deal.note, Deal.coaching_note).where(Deal.id.in_(deals))
            )
        }
        self.by_deal = _contacts_of_deals(session, deals)
        self.met = addresses.whose(session, attendees)
        self.by_account = _contacts_of_accounts(session, accounts)
        self.rivals = _rivals(session, deals)
        self.news = deal_news.about_deals(session, deals, NEWS)
        self.promises: dict[int, list[CommitmentRow]] = defaultdict(list)
        for promise in commitments.standing(session):
            if promise.deal_id is not None:
                self.promises[promise.deal_id].append(promise)
        self.touches: dict[tuple[str, int | None], list[ActivityRow]] = defaultdict(list)
        # One more than is shown: the call itself may be among them.
        for row in activities.last_done(session, "deal_id", deals, TOUCHES + 1):
            self.touches["deal", row.deal_id].append(row)
        for row in activities.last_done(session, "account_id", accounts, TOUCHES + 1):
            self.touches["account", row.account_id].append(row)

    def card(self, call: Call, today: date, currency: str) -> Card:
        """The card of a call."""
        deal = call.deal
        own = None if call.activity is None else call.activity.id
        if deal is None:
            place, contacts = ("account", call.about.account_id), self._there(call)
        else:
            place, contacts = ("deal", deal.id), tuple(self.by_deal[deal.id])
        touches = [row for row in self.touches[place] if row.id != own][:TOUCHES]
        deal_id = 0 if deal is None else deal.id
        notes = self.notes.get(deal_id, _Notes())
        promises = tuple(self.promises[deal_id])
        rivals = tuple(self.rivals[deal_id])
        late = sum(promise.is_late(today) for promise in promises)
        known = _known(call, len(contacts), len(rivals), late, touched=bool(touches))
        account_id = call.about.account_id or (deal.fact.account_id if deal else None)
        return Card(
            call=call,
            today=today,
            currency=currency,
            shared=self.shared,
            account=(deal.account if deal else "") or call.about.account or "",
            industry=self.industries.get(account_id) if account_id else None,
            ways=self.ways.get(deal.fact.stage_id, StageWays()) if deal else StageWays(),
            pushes=self.pushes.get(deal_id, ()),
            contacts=contacts,
            invited=self._invited(call, contacts),
            touches=tuple(touches),
            promises=promises,
            rivals=rivals,
            news=tuple(self.news.get(deal_id, ())),
            note=notes.note,
            coaching_note=notes.coaching_note,
            asks=coaching.questions(known),
        )

    def _invited(self, call: Call, contacts: Collection[Reach]) -> tuple[str, ...]:
        """Who takes part by the calendar beside the rep and the contacts of the card."""
        shown = {one.id for one in contacts}
        found = [(one, self.met.get(one, NOBODY)) for one in _attendees(call)]
        others = [
            (whose.own, whose.person or whose.contact or one)
            for one, whose in found
            if whose.contact_id not in shown
            and (whose.person_id is None or whose.person_id != call.person_id)
        ]
        return tuple(name for _own, name in sorted(others, key=lambda one: one[0]))

    def _there(self, call: Call) -> tuple[Reach, ...]:
        """The contacts of a call without a deal: whom it is with first."""
        found = self.by_account[call.about.account_id or 0]
        return tuple(sorted(found, key=lambda one: one.id != call.about.contact_id))


def _attendees(call: Call) -> tuple[str, ...]:
    return () if call.event is None else call.event.people


def _known(call: Call, contacts: int, rivals: int, late: int, *, touched: bool) -> Known:
    """What the questions to the rep are chosen by; ``late`` promises among it."""
    return Known(
        has_deal=call.deal is not None,
        signals=_codes(call),
        pushes=0 if call.deal is None else call.deal.pushes,
        contacts=contacts,
        competitors=rivals,
        late_promises=late,
        complex=bool(complexity.reasons(call.makeup)),
        learning=call.learning,
        touched=touched,
    )


def _codes(call: Call) -> frozenset[str]:
    """The codes of a call's signals, with a next step that is missing beyond the call."""
    codes = {signal.code for signal in call.deal.signals} if call.deal is not None else set()
    return frozenset(codes | ({"no_next_step"} & set(call.marks)))


def _contacts_of_deals(session: Session, deals: Collection[int]) -> dict[int, list[Reach]]:
    found: dict[int, list[Reach]] = defaultdict(list)
    rows = session.execute(
        select(
            DealContact.deal_id,
            Contact.id,
            Contact.name,
            Contact.title,
            DealContact.role,
            Contact.phone,
            Contact.email,
        )
        .join(Contact, Contact.id == DealContact.contact_id)
        .where(DealContact.deal_id.in_(deals))
        .order_by(DealContact.id)
    )
    for deal_id, key, name, title, role, phone, email in rows:
        found[deal_id].append(Reach(key, name, title, role, phone, email))
    return found


def _contacts_of_accounts(session: Session, accounts: Collection[int]) -> dict[int, list[Reach]]:
    found: dict[int, list[Reach]] = defaultdict(list)
    rows = session.execute(
        select(
            Contact.account_id,
            Contact.id,
            Contact.name,
            Contact.title,
            Contact.phone,
            Contact.email,
        )
        .where(Contact.account_id.in_(accounts))
        .order_by(Contact.id)
    )
    for account_id, key, name, title, phone, email in rows:
        found[account_id or 0].append(Reach(key, name, title, None, phone, email))
    return found


def _rivals(session: Session, deals: Collection[int]) -> dict[int, list[Rival]]:
    found: dict[int, list[Rival]] = defaultdict(list)
    rows = session.execute(
        select(DealCompetitor.deal_id, Competitor.name, Competitor.note, DealCompetitor.note)
        .join(Competitor, Competitor.id == DealCompetitor.competitor_id)
        .where(DealCompetitor.deal_id.in_(deals))
        .order_by(DealCompetitor.id)
    )
    for deal_id, name, battlecard, note in rows:
        found[deal_id].append(Rival(name, battlecard, note))
    return found
