"""Wins to praise: a drafted line for each rep who won, moved a deal on, or kept a promise early."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.changes import Changes, DealChange
from salesdesk_app.services.deals.deal_trails import UNKNOWN, trails
from salesdesk_app.services.evening.happened import went_on
from salesdesk_app.store.models import Commitment, Deal, Person
from salesdesk_app.wording import praise as words
from salesdesk_app.wording import titles
from salesdesk_app.wording.team import first_name, short_names


@dataclass(frozen=True, slots=True)
class Praise:
    """What one rep did well today: the line that is drafted, and what a mail needs beside it.

    ``wins`` are the same things a line each, as the note upwards tells them.
    """

    person_id: int
    person: str
    email: str | None
    text: str
    subject: str
    wins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Win:
    owner_id: int
    sentence: Callable[[str], str]  # of the name, which only the first one bears
    told: str
    deal: str = ""


def praises(session: Session, day: date, changes: Changes) -> tuple[Praise, ...]:
    """A line for each rep: the largest deal won first, then deals that moved on, then promises.

    A deal without an owner praises nobody; what an import brought from before is no win of the day.
    """
    rows = session.execute(select(Person.id, Person.name, Person.email)).all()
    people = {row.id: row.name for row in rows}
    mails = {row.id: row.email for row in rows}
    by_person: dict[int, list[_Win]] = defaultdict(list)
    called = dict(zip(people, short_names([*people.values()]), strict=True))
    for win in (*_deals(session, changes, called), *_early(session, day, called)):
        by_person[win.owner_id].append(win)
    return tuple(
        Praise(
            person_id,
            people[person_id],
            mails[person_id],
            _line(wins, first_name(people[person_id])),
            words.praise_subject([win.deal for win in wins if win.deal]),
            tuple(win.told for win in wins),
        )
        for person_id, wins in by_person.items()
    )


def _line(wins: Sequence[_Win], name: str) -> str:
    first, *further = wins
    return words.praise([first.sentence(name), *(win.sentence("") for win in further)])


def _deals(session: Session, changes: Changes, called: dict[int, str]) -> Iterable[_Win]:
    won = [line for line in changes.lines if line.kind == "won"]
    over = {line.deal_id for line in changes.lines if line.kind in ("won", "lost")}
    on = went_on(session, [line for line in changes.lines if line.kind == "stage"])
    lines = [*won, *(line for line in on if line.deal_id not in over)]
    ids = [line.deal_id for line in lines]
    rows = session.execute(select(Deal.id, Deal.owner_id).where(Deal.id.in_(ids)))
    owners = {row.id: row.owner_id for row in rows}
    ways = trails(session, [line.deal_id for line in won]) if won else {}
    for line in lines:
        owner_id = owners.get(line.deal_id)
        if owner_id is not None and owner_id in called:
            name = called[owner_id]
            way = ways.get(line.deal_id, UNKNOWN)
            yield _of_deal(line, owner_id, name, way.pushes)


def _of_deal(line: DealChange, owner_id: int, name: str, pushes: int) -> _Win:
    deal = titles.parts(line.deal, line.account)[0]
    worth = wording.money(line.value_minor, line.currency)
    if line.kind == "won":
        told = words.win(titles.title(line.deal, line.account), worth, name)
        return _Win(owner_id, lambda rep: words.won(deal, rep, worth, pushes), told, deal)
    stage = str(line.after or "")
    told = words.step(titles.title(line.deal, line.account), stage, name)
    return _Win(owner_id, lambda rep: words.moved(deal, rep, stage), told, deal)


def _early(session: Session, day: date, called: dict[int, str]) -> Iterable[_Win]:
    """The commitments that were kept on a day before the one they were due."""
    rows = session.execute(
        select(Commitment.text, Commitment.owner_id, Commitment.due_on)
        .where(Commitment.closed_on == day, Commitment.outcome == "kept", Commitment.due_on > day)
        .order_by(Commitment.due_on, Commitment.id)
    )
    for row in rows:
        name = called[row.owner_id]
        days = (row.due_on - day).days
        sentence = partial(words.kept_early, row.text, days=days)
        yield _Win(row.owner_id, sentence, words.early(row.text, name, days))
