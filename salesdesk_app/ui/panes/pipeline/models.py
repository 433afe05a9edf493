"""What the pane shows, made ready off the UI thread: rows of the table, cards of the board."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from salesdesk_app import wording
from salesdesk_app.domain.periods import Period, quarter_of, week_number
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


def load(session: Session, view: str, wanted: DealFilter, today: date) -> Loaded:
    """Asks for the deals of a filter; its text and ``at_risk`` are left to the screen."""
    now = settings.read(session)
    quarter = quarter_of(today, now.fiscal_start_month)
    wanted = replace(wanted, text="", at_risk=False)
    rows: Sequence[DealRow] = ()
    stages: tuple[Stage, ...] = ()
    if view == "board":
        board = pipeline.board(session, wanted, today)
        # One worded value or day stands for all its cards: wording a thousand takes a while.
        said = _Said(now.currency, today)
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
    return tuple((signals.mark(signal), TONES[signal.tone]) for signal in row.signals)


class _Said:
    """Values and days in words, each worded once."""

    def __init__(self, currency: str, today: date) -> None:
        self.currency = currency
        self._year = today.year
        self._money: dict[tuple[int | None, str], str] = {}
        self._days: dict[date | None, str] = {None: ""}

    def money(self, minor: int | None, currency: str) -> str:
        key = (minor, currency)
        if key not in self._money:
            self._money[key] = wording.money(minor, currency)
        return self._money[key]

    def day(self, day: date | None) -> str:
        if day not in self._days:
            self._days[day] = wording.day(day, year=day is not None and day.year != self._year)
        return self._days[day]


def _stage(column: BoardColumn, closed: Period, quarter: Period, said: _Said) -> Stage:
    title = column.stage.name
    if column.stage.outcome != "open":
        when = "this quarter" if closed == quarter else f"in {periods.period(closed)}"
        title = f"{title} {when}"
    cards = tuple(_card(row, said) for row in column.rows)
    return Stage(column.stage.id, title, column.stage.outcome, column.rows, cards)


def _card(row: DealRow, said: _Said) -> CardRow:
    head, rest = titles.parts(row.name, row.account)
    reasons = [signals.reason(signal, said.currency) for signal in row.signals]
    return CardRow(
        row.id,
        head,
        rest,
        said.money(row.own_minor, row.currency),
        said.day(row.closes_on),
        row.owner,
        pills(row),
        "\n".join(reasons),
    )
