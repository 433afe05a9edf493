"""The cards of the board in ready words, and what a stage's head says of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from salesdesk_app import wording
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.signals import Signal
from salesdesk_app.services import pipeline
from salesdesk_app.services.pipeline import BoardColumn, DealRow, Remembered
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.board import CardRow, StageCards
from salesdesk_app.wording import periods, signals, titles
from salesdesk_app.wording import pipeline as words

Keep = Callable[[DealRow], bool]
TONES: dict[str, Tone] = {"bad": "bad", "warn": "warn", "accent": "accent"}


@dataclass(frozen=True)
class Stage:
    """A column of the board: its rows and, for each, the card in ready words."""

    key: int
    title: str
    outcome: str
    rows: tuple[DealRow, ...]
    cards: tuple[CardRow, ...]


class Said:
    """Values, days and signals in words, each worded once however many cards say it.

    It is kept from load to load with the cards: wording a thousand values takes longer than
    reading them, and after a move all cards but one are as they were.
    """

    def __init__(self, currency: str, today: date) -> None:
        self.currency, self.today = currency, today
        self.money = cache(wording.money)
        self.day = cache(
            lambda day: wording.day(day, year=day is not None and day.year != today.year)
        )
        self._pill = cache(_pill)
        self._reason = cache(lambda signal: signals.reason(signal, currency))
        self._cards: dict[int, tuple[DealRow, CardRow]] = {}
        self.rows = Remembered()

    def pills(self, row: DealRow) -> tuple[tuple[str, Tone], ...]:
        return tuple(map(self._pill, row.signals))

    def reasons(self, row: DealRow) -> str:
        return "\n".join(map(self._reason, row.signals))

    def card(self, row: DealRow) -> CardRow:
        known = self._cards.get(row.id)
        if known is not None and known[0] is row:
            return known[1]
        made = _card(row, self)
        self._cards[row.id] = (row, made)
        return made


def stage_cards(stage: Stage, keep: Keep | None, currency: str) -> StageCards:
    """A column with the cards that pass; its head says what exactly these come to."""
    rows, cards = stage.rows, stage.cards
    if keep is not None:
        passed = [(row, card) for row, card in zip(rows, cards, strict=True) if keep(row)]
        rows = tuple(row for row, _card in passed)
        cards = tuple(card for _row, card in passed)
    figures = pipeline.figures_of(rows)
    return StageCards(
        stage.key,
        stage.title,
        words.head(figures, currency),
        cards,
        count=wording.count(len(cards)),
        explain=explained(figures, currency),
        empty=not stage.rows,
    )


def explained(figures: pipeline.Figures, currency: str) -> str:
    """What sums are made of, for the hover."""
    lines = [words.totals(figures, currency)]
    if figures.open_count:
        lines.append("Weighted: each open deal’s value times its probability, added up.")
    lines.append(words.missing(figures))
    return "\n".join(line for line in lines if line)


def pills(row: DealRow) -> tuple[tuple[str, Tone], ...]:
    """A deal's signals as pills, the gravest first."""
    return tuple(map(_pill, row.signals))


def _pill(signal: Signal) -> tuple[str, Tone]:
    return signals.mark(signal), TONES[signal.tone]


def stage_of(column: BoardColumn, closed: Period, quarter: Period, said: Said) -> Stage:
    title = column.stage.name
    if column.stage.outcome != "open":
        when = "this quarter" if closed == quarter else f"in {periods.period(closed)}"
        title = f"{title} {when}"
    cards = tuple(map(said.card, column.rows))
    return Stage(column.stage.id, title, column.stage.outcome, column.rows, cards)


def _card(row: DealRow, said: Said) -> CardRow:
    head, rest = titles.parts(row.name, row.account)
    return CardRow(
        row.id,
        head,
        rest,
        said.money(row.own_minor, row.currency),
        said.day(row.closes_on),
        row.owner,
        said.pills(row),
        said.reasons(row),
    )
