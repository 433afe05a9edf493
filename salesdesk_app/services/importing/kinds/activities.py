"""How a row of activities is understood: when it was done or is due, and whom it is about."""

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import clock
from salesdesk_app.domain.names import name_key
from salesdesk_app.exchange.values.activity_cells import state_of
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import UNSTATED
from salesdesk_app.store.models import Activity
from salesdesk_app.wording.records import activity_subject

COLUMNS = (
    "subject",
    "kind",
    "planned_at",
    "done_at",
    "minutes",
    "note",
    "deal_id",
    "account_id",
    "contact_id",
    "person_id",
    "external_source",
    "external_id",
    "uid",
)
MET = ("call", "meeting", "one_to_one")
_TOLD = (
    ("person_id", ("person",)),
    ("contact_id", ("contact",)),
    ("deal_id", ("deal",)),
    ("account_id", ("account", "account_domain")),
    ("note", ("note", "call_outcome", "meeting_outcome")),
)
_NOON = time(12)


class Deeds(Kind):
    """Rows of activities against the activities of the workspace.

    Without an id an activity is known by its kind, its moment, and all that the file says of whom
    it is about: two notes of one day are two. A day without a time stands at local noon, so that
    it stays that day when the machine goes to another zone.
    """

    record = "activities"
    columns = COLUMNS
    naming = "subject"

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        query = select(Activity.id, *(getattr(Activity, column) for column in COLUMNS))
        before = {row[0]: tuple(row[1:]) for row in session.execute(query)}
        self._told = [
            COLUMNS.index(column)
            for column, codes in _TOLD
            if not values.fields.keys().isdisjoint(codes)
        ]
        super().__init__(values, lookups, before)
        stated = self.references.accounts()
        self._people = self.references.persons("person")
        self._contacts = self.references.paired("contact", stated, self._contact)
        of_contacts = [
            UNSTATED if one is UNSTATED else lookups.contacts.accounts[one]
            for one in self._contacts
        ]
        self._stated_accounts = stated
        beside = [b if a is UNSTATED else a for a, b in zip(stated, of_contacts, strict=True)]
        self._deals = self.references.paired(
            "deal", beside, lambda text, at: lookups.deals.named(text, [at])
        )
        self._accounts = [
            account if deal is UNSTATED else self._of_deal(deal, account)
            for account, deal in zip(beside, self._deals, strict=True)
        ]

    def _contact(self, text: str, account: int | None) -> int:
        """The first contact that a cell names; the note names the others."""
        return self.lookups.contacts.named(text.partition(";")[0].strip(), account)

    def _of_deal(self, deal: int, account: Any) -> Any:
        own = self.lookups.deals.accounts[deal]
        return account if own is None else own

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """By kind and moment and all that the file tells, with the subject and without it."""
        kind, planned, done = (
            row[self.at["kind"]],
            row[self.at["planned_at"]],
            row[self.at["done_at"]],
        )
        told = tuple(row[at] for at in self._told)
        moments = {planned, done} - {None} or {None}
        subjects = (name_key(row[self.at["subject"]]), None)
        return tuple((kind, subject, one, *told) for one in moments for subject in subjects)

    def name(self, place: int) -> str | None:
        """The subject; without one, a subject made of the kind and of whom it is about."""
        kind = self.cell("kind", place) or self._usual_kind()
        return self.stated_name(place) or activity_subject(kind, self._about(place))

    def _about(self, place: int) -> str | None:
        contact, deal = self._contacts[place], self._deals[place]
        account = self._accounts[place]
        if contact is not UNSTATED:
            return self.lookups.contacts.names[contact]
        if deal is not UNSTATED:
            return self.lookups.deals.names[deal]
        if account is not UNSTATED and account is not None:
            return self.lookups.accounts.names[account]
        return None

    def name_key(self, place: int, name: str) -> Hashable:
        """By kind and moment and all that the file tells; with the subject where it has one."""
        said: list[Any] = [UNSTATED] * len(self.columns)
        self.fill(said, place, 0)
        told = (None if said[at] is UNSTATED else said[at] for at in self._told)
        stated = self.stated_name(place)
        subject = None if stated is None else name_key(stated)
        moment = next(
            (
                said[self.at[one]]
                for one in ("planned_at", "done_at")
                if said[self.at[one]] not in (None, UNSTATED)
            ),
            None,
        )
        return (said[self.at["kind"]], subject, moment, *told)

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """What the row says beside its subject and its ids; raises Wrong."""
        at, before = self.at, self.before.get(target)
        kind = self.cell("kind", place) or (self._usual_kind() if before is None else None)
        if kind is not None:
            said[at["kind"]] = kind
        self.straight(said, place, ("minutes",))
        said[at["person_id"]] = self._people[place]
        said[at["contact_id"]] = self._contacts[place]
        said[at["deal_id"]] = self._deals[place]
        account = self._stated_accounts[place]
        unknown = before is None or before[at["account_id"]] is None
        if account is UNSTATED and unknown and self.cell("uid", place) is None:
            account = self._accounts[place]  # a file of ours would have said so
        said[at["account_id"]] = account
        note = self._note(place, None if before is None else before[at["note"]])
        if note is not None:
            said[at["note"]] = note
        self._fill_moments(said, place, before)

    def _usual_kind(self) -> str:
        """What things are in a file that does not say so."""
        fields = self.values.fields
        if "minutes" in fields:
            return "meeting"
        return "task" if "status" in fields or "planned_at" in fields else "note"

    def _note(self, place: int, stored: str | None) -> str | None:
        """The note, with what came of it and else has no place; None where nothing is new."""
        note: str | None = self.cell("note", place)
        text = stored or "" if note is None else note
        for line in self._remarks(place):
            if line not in text.split("\n"):
                text = f"{text}\n{line}" if text else line
        return None if note is None and text == (stored or "") else text

    def _remarks(self, place: int) -> list[str]:
        found = [
            f"{heading}: {cell}"
            for code, heading in (("call_outcome", "Call outcome"), ("meeting_outcome", "Outcome"))
            if (cell := self.cell(code, place)) is not None
        ]
        status = self.cell("status", place)
        if status is not None and name_key(status) not in _PLAIN:
            found.append(f"Status: {status}")
        others = (self.cell("contact", place) or "").partition(";")[2].strip(" ;")
        return [*found, f"With: {others}"] if others else found

    def _state(self, place: int) -> str | None:
        """``done``, ``open`` or ``off`` where the row says so."""
        for code in ("status", "meeting_outcome"):
            text = self.cell(code, place)
            if text is not None and (state := state_of(text)) is not None:
                return state
        return None

    def _fill_moments(self, said: list[Any], place: int, before: Sequence[Any] | None) -> None:
        """When it was done and for when it was planned.

        What has a date and says no more was done then, if that is past; what is due, or said to
        be open, is planned. What was called off took no place, and a task called off is over.
        """
        state, kind = self._state(place), said[self.at["kind"]]
        if kind is UNSTATED and before is not None:
            kind = before[self.at["kind"]]
        due, done, at = (self.cell(code, place) for code in ("planned_at", "done_at", "at"))
        met = kind in MET
        if done is None:
            if state == "done" or (state == "off" and not met):
                done = at or due
            elif state is None:
                done = self._past(at) if due is None else self._held(due, met=met)
        if due is None and done is None:
            due = at
        for column, local in (("planned_at", due), ("done_at", done)):
            if local is not None:
                stored = None if before is None else before[self.at[column]]
                said[self.at[column]] = _moment(local, stored)
        if done is None and state is not None and before is not None:
            said[self.at["done_at"]] = None

    def _past(self, local: datetime | None) -> datetime | None:
        """A local moment, if it is past: a day once it has begun."""
        now = self.values.now
        if local is None or now is None:
            return local
        here = clock.local(now).replace(tzinfo=None)
        return local if local <= here else None

    def _held(self, due: datetime, *, met: bool) -> datetime | None:
        """A meeting or call of the past took place, in a file that does not tell what was done."""
        told = "done_at" in self.values.fields or "status" in self.values.fields
        return None if told or not met else self._past(due)


_WORDS = (
    "done; completed; complete; open; planned; scheduled; not started; to do; todo; yes; no; true; "
    "false; 1; 0; erledigt; abgeschlossen; offen; geplant; nicht begonnen; ja; nein"
)
_PLAIN = frozenset(_WORDS.split("; "))


def _moment(local: datetime, stored: datetime | None) -> datetime:
    """A local moment in UTC; the stored one where that is the same but for what a file leaves out.

    A file may leave out the time of day, the seconds, or less than a second.
    """
    if stored is not None:
        here = clock.local(stored).replace(tzinfo=None)
        if local.time() == time() and here.date() == local.date():
            return stored
        minute = here.replace(second=0, microsecond=0)
        if abs(here - local) < timedelta(seconds=1) or minute == local:
            return stored
    if local.time() == time():
        local = datetime.combine(local.date(), _NOON)
    return clock.from_wall(local).astimezone(UTC)
