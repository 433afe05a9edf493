"""What the pane shows, made ready off the UI thread: rows of the table, cards of the board."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from salesdesk_app import wording
from salesdesk_app.domain.periods import Period, quarter_of, week_number
from salesdesk_app.domain.signals import Signal
from salesdesk_app.services import deal_detail, pipeline, settings
from salesdesk_app.services.deal_detail import Choices
from salesdesk_app.services.pipeline import BoardColumn, DealFilter, DealRow
from salesdesk_app.services.verbs import Session
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

    It is kept from load to load: wording a thousand values takes longer than reading them.
    """

    def __init__(self, currency: str, today: date) -> None:
        self.currency, self.today = currency, today
        self.money = cache(wording.money)
        self.day = cache(
            lambda day: wording.day(day, year=day is not None and day.year != today.year)
        )
        self._pill = cache(_pill)
        self._reason = cache(lambda signal: signals.reason(signal, currency))

    def pills(self, row: DealRow) -> tuple[tuple[str, Tone], ...]:
        return tuple(map(self._pill, row.signals))

    def reasons(self, row: DealRow) -> str:
        return "\n".join(map(self._reason, row.signals))


@dataclass(frozen=True)
class Loaded:
    """The answer to the pane's question; one of ``rows`` and ``stages`` is empty by the view.

    ``figures`` and ``at_risk`` are those of the table's rows or of the board's open deals;
    ``any_deals`` tells an empty workspace from a filter that nothing passes.
    """

    rows: tuple[DealRow, ...]
    stages: tuple[Stage, ...]
    figures: pipeline.Figures
    at_risk: int
    choices: Choices
    currency: str
    quarter: Period
    context: str
    any_deals: bool
    said: Said


def load(
    session: Session, view: str, wanted: DealFilter, today: date, known: Said | None = None
) -> Loaded:
    """Asks for the deals of a filter; its text and ``at_risk`` are left to the screen.

    ``known`` holds the words of the load before.
    """
    now = settings.read(session)
    quarter = quarter_of(today, now.fiscal_start_month)
    wanted = replace(wanted, text="", at_risk=False)
    fits = known is not None and (known.currency, known.today) == (now.currency, today)
    said = known if known is not None and fits else Said(now.currency, today)
    rows: Sequence[DealRow] = ()
    stages: tuple[Stage, ...] = ()
    if view == "board":
        board = pipeline.board(session, wanted, today)
        stages = tuple(_stage(column, board.closed, quarter, said) for column in board.columns)
    else:
        rows = pipeline.table(session, wanted, today)
    shown = rows or [row for stage in stages if stage.outcome == "open" for row in stage.rows]
    week, weeks = week_number(quarter, today)
    return Loaded(
        rows=tuple(rows),
        stages=stages,
        figures=pipeline.figures_of(shown),
        at_risk=sum(row.at_risk for row in shown),
        choices=deal_detail.choices(session, today),
        currency=now.currency,
        quarter=quarter,
        context=periods.week_in(week, weeks, quarter),
        any_deals=bool(rows) or any(stage.rows for stage in stages) or pipeline.any_deals(session),
        said=said,
    )


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


def _stage(column: BoardColumn, closed: Period, quarter: Period, said: Said) -> Stage:
    title = column.stage.name
    if column.stage.outcome != "open":
        when = "this quarter" if closed == quarter else f"in {periods.period(closed)}"
        title = f"{title} {when}"
    cards = tuple(_card(row, said) for row in column.rows)
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
