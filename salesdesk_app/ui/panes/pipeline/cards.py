"""The cards of the board in ready words, and what a stage's head says of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from salesdesk_app import wording
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.signals import Signal
from salesdesk_app.services import pipeline
from salesdesk_app.services.pipeline import BoardColumn, DealRow, Remembered
from salesdesk_app.ui.panes.pipeline.since import Since, marked
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.board_model import CardRow, Cards, StageCards, card_height
from salesdesk_app.wording import periods, signals, titles
from salesdesk_app.wording import pipeline as words

Keep = Callable[[DealRow], bool]
TONES: dict[str, Tone] = {"bad": "bad", "warn": "warn", "accent": "accent"}


@dataclass(frozen=True)
class Stage:
    """A column of the board: its rows, and the whole of it as it is shown."""

    key: int
    title: str
    outcome: str
    rows: tuple[DealRow, ...]
    shown: StageCards


class Said:
    """Values, days and signals in words, each worded once however many cards say it.

    It is kept from load to load with the cards and the stages: after a move all but two are as
    they were, and nothing of these is made or painted anew.
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
        self.stages: dict[int, Stage] = {}
        self.since: Since | None = None

    def tell(self, since: Since | None) -> None:
        """Say on the cards of a past day what became of the deals since."""
        if since != self.since:
            self.since = since
            self.stages = {}

    def pills(self, row: DealRow) -> tuple[tuple[str, Tone], ...]:
        if row.snoozed_until is not None:
            return pills(row, self.today)
        return tuple(map(self._pill, row.signals))

    def reasons(self, row: DealRow) -> str:
        if row.snoozed_until is not None:
            return signals.snooze_reason(row.snoozed_until, row.snoozed_why, self.today)
        return "\n".join(map(self._reason, row.signals))

    def card(self, row: DealRow) -> CardRow:
        known = self._cards.get(row.id)
        if known is not None and known[0] is row:
            return known[1]
        made = _card(row, self)
        self._cards[row.id] = (row, made)
        return made


def narrowed(stage: Stage, keep: Keep, said: Said) -> StageCards:
    """A column with the cards that pass; its head says what exactly these come to."""
    rows = tuple(row for row in stage.rows if keep(row))
    if len(rows) == len(stage.rows):
        return stage.shown
    figures = pipeline.figures_of(rows)
    return _dressed(replace(stage.shown, empty=not stage.rows), rows, figures, said)


def _dressed(
    bare: StageCards, rows: tuple[DealRow, ...], figures: pipeline.Figures, said: Said
) -> StageCards:
    """A column with its head in words, and cards that are put into words when they are seen."""
    since = said.since
    heights = (_height(row, marked=since is not None and row.id in since) for row in rows)
    return replace(
        bare,
        note=words.head(figures, said.currency),
        cards=Cards(
            (row.id for row in rows),
            heights,
            lambda place: marked(said.card(rows[place]), since),
        ),
        count=wording.count(len(rows)),
        explain=explained(figures, said.currency),
    )


def _height(row: DealRow, *, marked: bool) -> int:
    figures = row.own_minor is not None or row.closes_on is not None
    return card_height(figures, marked or bool(row.signals or row.snoozed_until))


def explained(figures: pipeline.Figures, currency: str) -> str:
    """What sums are made of, for the hover."""
    lines = [words.totals(figures, currency)]
    if figures.open_count:
        lines.append("Weighted: each open deal’s value times its probability, added up.")
    lines.append(words.missing(figures, currency))
    return "\n".join(line for line in lines if line)


def pills(row: DealRow, today: date) -> tuple[tuple[str, Tone], ...]:
    """A deal's signals as pills, the gravest first, or that it rests."""
    if row.snoozed_until is not None:
        return ((signals.snoozed(row.snoozed_until, today), "plain"),)
    return tuple(map(_pill, row.signals))


def _pill(signal: Signal) -> tuple[str, Tone]:
    return signals.mark(signal), TONES[signal.tone]


def stage_of(column: BoardColumn, closed: Period, quarter: Period, said: Said) -> Stage:
    """A column as the screen takes it; the very same as before where nothing in it differs."""
    title, outcome, rows = column.stage.name, column.stage.outcome, column.rows
    if outcome != "open":
        when = "this quarter" if closed == quarter else f"in {periods.period(closed)}"
        title = f"{title} {when}"
    known = said.stages.get(column.stage.id)
    same = known is not None and (known.title, known.outcome) == (title, outcome)
    if known is not None and same and known.rows == rows:
        return known
    bare = StageCards(column.stage.id, title, empty=not rows, outcome=outcome)
    shown = _dressed(bare, rows, column.figures, said)
    made = Stage(column.stage.id, title, outcome, rows, shown)
    said.stages[made.key] = made
    return made


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
