"""The note to leadership: its template, whom it goes to, and what stands in its places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.needs import ahead_of_pace
from salesdesk_app.services.evening.ahead import Ahead
from salesdesk_app.services.evening.carry import Open
from salesdesk_app.services.evening.happened import Happened, Tally
from salesdesk_app.services.evening.praise import Praise
from salesdesk_app.services.settings import put
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Setting
from salesdesk_app.wording import evening as words
from salesdesk_app.wording import leadership_note as note_words
from salesdesk_app.wording import titles
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.periods import quarter

TEXT, TO = "note_template", "note_to"
RISKS = 3  # the largest ones
MOST = 20  # of other things: whoever reads the note reads no list


@dataclass(frozen=True, slots=True)
class Template:
    """The text with its places, and the addresses that the note goes to, as they were typed."""

    text: str
    to: str


def template(session: Session) -> Template:
    """The template as it was changed last, or the one that SalesDesk begins with."""
    rows = session.execute(select(Setting.key, Setting.value).where(Setting.key.in_((TEXT, TO))))
    stated = {row.key: row.value for row in rows}
    return Template(stated.get(TEXT, note_words.TEMPLATE), stated.get(TO, ""))


@verb
def change(session: Session, *, text: str, to: str) -> None:
    """Changes the template and whom the note goes to; an empty text brings the first one back."""
    put(session, TEXT, text if text.strip() else note_words.TEMPLATE)
    put(session, TO, to.strip())
    name_edit(session)


def values(
    day: Today,
    *,
    found: Happened,
    praises: tuple[Praise, ...],
    motion: tuple[str, ...],
    carried: tuple[Open, ...],
    ahead: Ahead,
) -> Mapping[str, str]:
    """What stands in each place of the note; never empty, so that no line ends in the air."""
    of = day.headlines
    wins = [told for praise in praises for told in praise.wins]
    others = found.held - found.of_planned
    return {
        "date": wording.day(day.day, year=True),
        "day": day_words.weekday(day.day),
        "won": _tally(found.won, day.currency),
        "lost": _tally(found.lost, day.currency),
        "new": _tally(found.new, day.currency),
        "moved": _tally(found.moved_on, day.currency),
        "slipped": _tally(found.put_off, day.currency),
        "calls": words.calls(found.of_planned, found.planned, others),
        "answered": wording.count(found.answered),
        "promises": words.promises(found.kept, found.late, found.made),
        "commit": words.commit(found.commit, found.commit_before, day.currency),
        "attainment": _attainment(day),
        "quarter": quarter(of.quarter),
        "wins": _listed(wins),
        "risks": note_words.listed(_risks(day), words.NONE),
        "motion": _listed(motion),
        "carried": _listed([one.text for one in carried]),
        "tomorrow": ahead.text,
    }


def _listed(texts: Sequence[str]) -> str:
    """The first ones a line each, and how many more there are."""
    rest = len(texts) - MOST
    more = [note_words.more(rest)] if rest > 0 else []
    return note_words.listed([*texts[:MOST], *more], words.NONE)


def _tally(tally: Tally, currency: str) -> str:
    return words.tally(tally.count, wording.money(tally.minor, currency), tally.in_no_sum)


def _attainment(day: Today) -> str:
    of = day.headlines
    won = wording.money(of.own.won_value, day.currency, short=True) or words.NOTHING
    if of.quota is None:
        return note_words.won_so_far(won)
    ahead = ahead_of_pace(of.attainment, of.pace)
    pace = "" if ahead is None else day_words.against_pace(ahead, of.pace.value)
    return note_words.attained(wording.percent(of.attainment.value), pace)


def _risks(day: Today) -> list[str]:
    """The largest deals at risk, and how many more there are."""
    largest = sorted(day.at_risk, key=lambda deal: -(deal.fact.value_minor or 0))
    told = [
        note_words.risk(
            titles.title(deal.name, deal.account),
            wording.money(deal.own_minor, deal.currency),
            deal.owner or "",
        )
        for deal in largest[:RISKS]
    ]
    rest = len(largest) - RISKS
    return [*told, note_words.more(rest)] if rest > 0 else told
