"""A pre-call card in ready words: its head, its blocks left and right, and the two questions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from salesdesk_app import wording
from salesdesk_app.clock import local, local_day
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.services.team_calls.call_cards import Card, Reach, Rival
from salesdesk_app.services.team_calls.call_lines import TONES, said, whom
from salesdesk_app.wording import call_cards as words
from salesdesk_app.wording import calls as call_words
from salesdesk_app.wording import signals as signal_words
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Part, Tone, joined, muted, strong
from salesdesk_app.wording.team import first_name

MOST = 4  # of a kind; the workbook has all of them
SIGNAL_TONES: dict[str, Tone] = {"bad": "bad", "warn": "warn", "accent": "accent"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a block; it takes ``lines`` lines at the most and then ends in …."""

    parts: tuple[Part, ...]
    lines: int = 1

    @property
    def text(self) -> str:
        """The parts as plain text."""
        return " ".join(part.text for part in self.parts if part.text)


@dataclass(frozen=True, slots=True)
class Block:
    """Entries under a heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A card as it is shown, printed and read out; ``marks`` are words with their tones."""

    when: str
    person: str
    heading: str
    about: str
    state: str
    marks: tuple[tuple[str, Tone], ...]
    left: tuple[Block, ...]
    right: tuple[Block, ...]
    asks: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it as plain text, block by block."""
        head = [f"{self.when} {self.person} → {self.heading}", self.about, self.state]
        head.append(", ".join(mark for mark, _tone in self.marks))
        told = [
            f"{block.title}: {'; '.join(entry.text for entry in block.entries)}"
            for block in (*self.left, *self.right)
        ]
        asked = [question for question, _why in self.asks]
        return "\n".join(line for line in (*head, *told, *asked) if line)


def page(card: Card) -> Page:
    """What a card says."""
    call = card.call
    heading, about = whom(call)
    kind = wording.term(call.kind)
    length = round((call.ends - call.begins).total_seconds() / 60)
    told = [kind, day_words.length(length) if length else "", about if call.deal else call.subject]
    return Page(
        when=f"{day_words.short_day(local_day(call.begins))} {day_words.clock(local(call.begins))}",
        person=call.person or "",
        heading=heading or call.subject,
        about=joined([*told, card.industry or ""]),
        state=_state(card),
        marks=tuple((day_words.mark(mark), TONES[mark]) for mark in call.marks),
        left=tuple(_filled(_left(card))),
        right=tuple(_filled(_right(card))),
        asks=asks(card),
    )


def asks(card: Card) -> tuple[tuple[str, str], ...]:
    """The two questions, each with why it is asked."""
    rival = card.rivals[0].name if card.rivals else ""
    stage = card.call.deal.stage if card.call.deal is not None else ""
    return tuple(words.ask(code, rival=rival, stage=stage) for code in card.asks)


def _filled(blocks: Iterable[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.entries)


def _left(card: Card) -> Iterator[Block]:
    deal = card.call.deal
    if deal is None:
        nothing = Entry((muted(_("No open deal belongs to this call.")),), 2)
        yield Block(_("Deal"), (nothing,))
    else:
        yield Block(_("Deal"), tuple(_facts(card, deal)))
        yield Block(
            _("Signals"),
            tuple(
                Entry((_toned(signal_words.reason(one, card.currency), one.tone),), 2)
                for one in deal.signals[:MOST]
            ),
        )
    yield Block(_("Promised about it"), tuple(_promises(card)))
    yield Block(_("Coaching note"), _text(card.coaching_note, 3))
    yield Block(_("Note"), _text(card.note, 2))


def _right(card: Card) -> Iterator[Block]:
    people = tuple(_reach(one) for one in card.contacts[:MOST])
    if len(card.contacts) > MOST:
        people += (Entry((muted(_more(card.contacts)),)),)
    nobody = (Entry((muted(_("No contact is known.")),)),)
    yield Block(_("People"), people or (() if card.invited else nobody))
    invited = Part(", ".join(card.invited[:MOST]))
    yield Block(
        _("Invited"), (Entry((invited, muted(_more(card.invited))), MOST),) if card.invited else ()
    )
    nothing = (Entry((muted(_("Nobody has noted a call, mail or meeting yet.")),)),)
    yield Block(
        _("Last touches"), tuple(_touch(row, card.shared) for row in card.touches) or nothing
    )
    yield Block(_("Competitors"), tuple(_rival(one) for one in card.rivals[:MOST]))
    yield Block(_("News"), tuple(_piece(one) for one in card.news[:MOST]))


def _more(listed: Sequence[object]) -> str:
    """``and 3 more``; empty where all of them are said."""
    rest = len(listed) - MOST
    return _("and {count} more").format(count=rest) if rest > 0 else ""


def _facts(card: Card, deal: DealRow) -> Iterator[Entry]:
    ways, fact, today = card.ways, deal.fact, card.today
    value = wording.money(deal.own_minor, deal.currency) or _("No value")
    yield Entry((strong(value), Part(joined([deal.stage, deal.owner]))))
    stay = words.in_stage(deal.days_in_stage, deal.stage, ways.median_days, ways.left)
    yield Entry((Part(stay),), 2)
    yield Entry((Part(words.closes(fact.expected_close_on, today)),))
    if deal.pushes:
        told = [words.pushed(one.before, one.after, one.reason) for one in card.pushes]
        yield Entry((Part(words.put_off(deal.pushes, "; ".join(told))),), 3)
    odds = words.odds(fact.probability, ways.won, ways.closed, deal.stage)
    yield Entry((Part(odds),), 2)
    missing = not deal.next_step and deal.next_step_on is None
    step = words.next_step(deal.next_step, deal.next_step_on, today)
    yield Entry((Part(step, "body" if missing else "strong", "warn" if missing else "plain"),), 2)


def _promises(card: Card) -> Iterator[Entry]:
    for promise in card.promises[:MOST]:
        by = words.due(first_name(promise.owner, card.shared), promise.due_on, card.today)
        late = promise.is_late(card.today)
        yield Entry((Part(promise.text), Part(by, "body", "bad" if late else "muted")), 2)


def _reach(one: Reach) -> Entry:
    does = joined([one.title or "", one.role or ""])
    reached = joined([one.phone or "", one.email or ""])
    return Entry((strong(one.name), muted(does), Part(reached)), 2)


def _touch(row: ActivityRow, shared: frozenset[str]) -> Entry:
    when, *said = touch_parts(row, shared)
    return Entry((muted(when), Part(joined(said))), 2)


def touch_parts(row: ActivityRow, shared: frozenset[str]) -> list[str]:
    """A touch: ``18 Nov Call, 25 min``, by whom, about what, and what was noted."""
    moment = row.done_at
    kind = wording.term(row.kind)
    when = "" if moment is None else wording.day(local_day(moment))
    length = day_words.length(row.minutes) if row.minutes else ""
    if row.outcome == "no_answer":
        length = wording.term("outcome.no_answer").lower()
    what = ", ".join(part for part in (f"{when} {kind}".strip(), length) if part)
    subject = "" if row.subject == kind else row.subject
    return [what, first_name(row.person, shared), subject, row.note or ""]


def _rival(one: Rival) -> Entry:
    here = _("In this deal: {note}").format(note=one.note) if one.note else ""
    return Entry((strong(one.name), Part(one.battlecard or ""), muted(here)), 4)


def _piece(one: NewsRow) -> Entry:
    return Entry((Part(one.title), muted(joined([one.source, wording.day(local_day(one.at))]))), 2)


def _text(text: str | None, lines: int) -> tuple[Entry, ...]:
    return (Entry((Part(text),), lines),) if text else ()


def _toned(text: str, tone: str) -> Part:
    return Part(text, "body", SIGNAL_TONES.get(tone, "plain"))


def _state(card: Card) -> str:
    """What became of the call, where somebody said so."""
    call = card.call
    if call.outcome is None:
        return ""
    return joined([call_words.outcome(call.outcome), said(call)])
