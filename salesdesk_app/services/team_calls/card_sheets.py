"""Pre-call cards as a table: a row a call, with typed cells."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from salesdesk_app.clock import local
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.sheets import Cell, Sheet, SheetColumn
from salesdesk_app.services.team_calls.call_cards import TOUCHES, Card
from salesdesk_app.services.team_calls.call_lines import whom
from salesdesk_app.services.team_calls.card_pages import asks, touch_parts
from salesdesk_app.wording import call_cards as words
from salesdesk_app.wording import calls as call_words
from salesdesk_app.wording import signals
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.phrases import joined

COLUMNS = (
    SheetColumn("When", "moment", 17),
    SheetColumn("Rep", width=18),
    SheetColumn("With", width=24),
    SheetColumn("About", width=24),
    SheetColumn("Marks", width=24),
    SheetColumn("Value", "money", 14),
    SheetColumn("Stage", width=16),
    SheetColumn("Days in stage", "number", 9),
    SheetColumn("Usual days", "number", 9),
    SheetColumn("Expected close", "day", 12),
    SheetColumn("Put off", "number", 8),
    SheetColumn("Put off because", width=30),
    SheetColumn("Probability", "percent", 10),
    SheetColumn("Earned before", "percent", 10),
    SheetColumn("Next step", width=26),
    SheetColumn("Next step on", "day", 12),
    SheetColumn("Signals", width=40),
    SheetColumn("People", width=40),
    SheetColumn("Invited", width=30),
    *(SheetColumn(f"Touch {number}", width=36) for number in range(1, TOUCHES + 1)),
    SheetColumn("Promised", width=30),
    SheetColumn("Competitors", width=36),
    SheetColumn("News", width=36),
    SheetColumn("Coaching note", width=30),
    SheetColumn("Question 1", width=44),
    SheetColumn("Question 2", width=44),
    SheetColumn("Outcome", width=14),
)


def sheet(cards: Sequence[Card]) -> Sheet:
    """The cards as one table, in their order."""
    return Sheet("Pre-call cards", COLUMNS, tuple(_row(card) for card in cards))


def _row(card: Card) -> tuple[Cell, ...]:
    call = card.call
    heading, about = whom(call)
    touches = [_lines(touch_parts(row, card.shared)) for row in card.touches]
    questions = [question for question, _why in asks(card)]
    outcome = None if call.outcome is None else call_words.outcome(call.outcome)
    return (
        _wall(call.begins),
        call.person,
        heading or None,
        about or call.subject,
        ", ".join(day_words.mark(mark) for mark in call.marks) or None,
        *_of_deal(card),
        "\n".join(_people(card)) or None,
        "\n".join(card.invited) or None,
        *(touches + [None] * TOUCHES)[:TOUCHES],
        "\n".join(_promises(card)) or None,
        "\n".join(_rivals(card)) or None,
        "\n".join(one.title for one in card.news) or None,
        card.coaching_note,
        *questions,
        outcome,
    )


def _of_deal(card: Card) -> tuple[Cell, ...]:
    """From the value to the signals; empty cells without an open deal."""
    deal, ways = card.call.deal, card.ways
    if deal is None:
        return (None,) * 12
    value = None if deal.own_minor is None else Money(deal.own_minor, deal.currency)
    told = [words.pushed(one.before, one.after, one.reason) for one in card.pushes]
    return (
        value,
        deal.stage,
        deal.days_in_stage,
        ways.median_days if ways.left else None,
        deal.fact.expected_close_on,
        deal.pushes,
        "\n".join(told) or None,
        Decimal(deal.fact.probability) / 100,
        Decimal(ways.won) / ways.closed if ways.closed else None,
        deal.next_step,
        deal.next_step_on,
        "\n".join(signals.reason(one, card.currency) for one in deal.signals) or None,
    )


def _people(card: Card) -> list[str]:
    return [
        joined([one.name, one.title or "", one.role or "", one.phone or "", one.email or ""])
        for one in card.contacts
    ]


def _promises(card: Card) -> list[str]:
    return [
        joined([promise.text, words.due(promise.owner, promise.due_on, card.today)])
        for promise in card.promises
    ]


def _rivals(card: Card) -> list[str]:
    return [joined([one.name, one.battlecard or "", one.note or ""]) for one in card.rivals]


def _lines(parts: Sequence[str]) -> str:
    return joined([part for part in parts if part])


def _wall(moment: datetime) -> datetime:
    """A moment as the clock on the wall shows it, without a zone."""
    return local(moment).replace(tzinfo=None)
