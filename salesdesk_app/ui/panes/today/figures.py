"""The five key figures: what each says, compares with and is made of, and where a click leads."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.needs import ahead_of_pace
from salesdesk_app.services.agenda import Agenda
from salesdesk_app.services.day_lines import local, since
from salesdesk_app.services.headlines import Headlines
from salesdesk_app.services.overnight import new_risks
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.today import Today
from salesdesk_app.ui.widgets.card import KeyFigure
from salesdesk_app.ui.widgets.text import LabelTone, restyle
from salesdesk_app.wording import signal_rules
from salesdesk_app.wording import today as words
from salesdesk_app.wording.metrics import metric
from salesdesk_app.wording.periods import quarter
from salesdesk_app.wording.pipeline import no_rate

FAR = Decimal("0.75")  # of the quota: a commit forecast below it is far from it
TENTH = Decimal("0.1")
TRACKS: dict[str, LabelTone] = {"ahead": "good", "near": "warn", "behind": "bad", "none": "muted"}
CLICKS = {"pipeline": "Click to see the deals.", "team": "Click to go to Team."}


@dataclass(frozen=True)
class Figure:
    """A figure as it is shown, and where a click leads: to a pane with the deals behind it."""

    value: str
    note: str
    tone: LabelTone
    explain: str
    filter: DealFilter | None
    place: str = "pipeline"  # empty where there is nothing to go to

    @property
    def leads(self) -> str:
        """The pane that a click leads to; empty where there are no deals behind the figure."""
        return self.place if self.filter is not None or self.place == "team" else ""


def attainment(day: Today) -> Figure:
    """What was won of the quarter's quotas, against pace."""
    of = day.headlines
    won = wording.money(of.own.won_value, day.currency, short=True)
    made = [
        f"{won or 'n/a'} won in {wording.count(of.own.won_count)} deals",
        f"Quotas of {of.with_quota} people",
        f"Pace: {of.pace.numerator} of {of.pace.denominator} working days",
        *_missing(of),
    ]
    explain = _explain(day, ("attainment", "pace"), made)
    deals = of.won_filter if of.own.won_count else None
    if of.quota is None:
        note = "won · no quota yet: set it in Team"
        return Figure(won or "n/a", note, "muted", explain, None, "team")
    ahead = ahead_of_pace(of.attainment, of.pace)
    note = "" if ahead is None else words.against_pace(ahead, of.pace.value)
    return Figure(wording.percent(of.attainment.value), note, TRACKS[of.track], explain, deals)


def forecast(day: Today) -> Figure:
    """Closed and commit, against the quotas."""
    of = day.headlines
    value = of.rollup.commit
    commit = value - of.rollup.closed
    made = [
        f"{wording.money(of.rollup.closed, day.currency)} closed, "
        f"{wording.money(commit, day.currency)} in commit",
        f"{wording.count(len(of.commit_deals))} deals",
        *_missing(of),
    ]
    explain = _explain(day, ("commit",), made)
    deals = of.commit_filter if of.commit_deals else None
    text = wording.money(value, day.currency, short=True)
    if not of.quota:
        return Figure(text, f"closed and commit in {quarter(of.quarter)}", "muted", explain, deals)
    share = Decimal(value) / of.quota
    tone: LabelTone = "good" if share >= 1 else "warn" if share >= FAR else "bad"
    if of.pace.value is not None and of.pace.value < Decimal("0.5") and tone == "bad":
        tone = "warn"  # half of the quarter is still to come
    return Figure(text, words.of_quota(share, of.quota, day.currency), tone, explain, deals)


def coverage(day: Today) -> Figure:
    """Open pipeline of the quarter over what is left of the quotas."""
    of = day.headlines
    open_value = of.own.open_value
    worth = wording.money(open_value, day.currency, short=True)
    made = [
        f"{worth or 'no value'} open in {wording.count(of.own.open_count)} deals "
        f"closing in {quarter(of.quarter)}",
        f"{wording.count(of.undated)} open deals have no close date" if of.undated else "",
        f"{wording.count(of.own.unvalued)} have no value" if of.own.unvalued else "",
        *_missing(of),
    ]
    explain = _explain(day, ("coverage", "needed_coverage"), made)
    deals = of.open_filter if of.own.open_count else None
    if open_value is None:
        note = f"{wording.count(of.own.open_count)} open, none with a value"
        return Figure("n/a", note, "muted", explain, deals)
    if of.quota is None:
        nothing = f"{wording.count(of.open_deals)} open, none closing in {quarter(of.quarter)}"
        note = f"open, closing in {quarter(of.quarter)}" if of.own.open_count else nothing
        return Figure(worth, note, "muted", explain, deals)
    if of.coverage.met:
        return Figure("Met", f"{worth} more is open", "good", explain, deals)
    left = of.quota - (of.own.won_value or 0)
    needed = of.needed.value
    have = of.coverage.ratio.value
    # As exact as it is shown: 2.3 of 2.3 is enough.
    enough = have is not None and have.quantize(TENTH) >= (needed or Decimal(3)).quantize(TENTH)
    note = words.still_to_close(left, needed, day.currency)
    return Figure(wording.times(have), note, "good" if enough else "warn", explain, deals)


def at_risk(day: Today) -> Figure:
    """Open deals at risk, by the rule that the settings state."""
    number = len(day.at_risk)
    known = [row.fact.value_minor for row in day.at_risk if row.fact.value_minor is not None]
    made = [
        signal_rules.at_risk(day.rules.at_risk_by, day.rules.limits, day.currency),
        f"{wording.count(number)} of {wording.count(day.headlines.open_deals)} open deals",
    ]
    explain = _explain(day, ("at_risk",), made)
    if not number:
        return Figure("0", "none of the open deals", "good", explain, None)
    value = sum(known) if known else None
    note = words.at_risk(value, new_risks(day.matters), since(day, short=True), day.currency)
    deals = DealFilter(outcome="open", at_risk=True, title="Deals at risk")
    return Figure(wording.count(number), note, "bad", explain, deals)


def calls(day: Today) -> Figure:
    """The team's calls and meetings of today."""
    planned: Agenda = day.agenda
    number = len(planned.calls)
    marks = [mark for call in planned.calls for mark in call.marks]
    done = sum(call.activity.done_at is not None for call in planned.calls)
    made = [
        f"{wording.count(number)} planned, {wording.count(done)} done",
        _large(day),
        "Coach first: the deal is at risk, or the rep is in the first 90 days or far behind pace.",
    ]
    explain = "\n".join([words.check("calls"), *made, _at(day)])
    note = words.calls(marks.count("large"), marks.count("coach"))
    ahead = len(day.tomorrow.calls)
    following = f"{wording.count(ahead)} on the next working day" if ahead else "none planned"
    deals = planned.call_filter if planned.call_filter.deal_ids else None
    return Figure(
        wording.count(number),
        note or (following if not number else "none large, none to coach"),
        "muted",
        explain,
        deals,
    )


FIGURES: tuple[tuple[str, Callable[[Today], Figure]], ...] = (
    ("Quarter attainment", attainment),
    ("Forecast (commit)", forecast),
    ("Pipeline coverage", coverage),
    ("Deals at risk", at_risk),
    ("Team calls today", calls),
)


class FigureBar(QWidget):
    """The five cards in a row; ``opened(pane, filter)`` tells where a click leads."""

    opened = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.cards = [KeyFigure(title) for title, _make in FIGURES]
        self.shown: list[Figure] = []
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for place, card in enumerate(self.cards):
            card.clicked.connect(lambda place=place: self.open(place))
            box.addWidget(card, 1)

    def show_day(self, day: Today) -> None:
        """Show the figures of a day."""
        self.shown = [make(day) for _title, make in FIGURES]
        for card, found in zip(self.cards, self.shown, strict=True):
            explain = f"{found.explain}\n{CLICKS[found.leads]}" if found.leads else found.explain
            card.show_figure(found.value, found.note, found.tone, explain)
            _let_click(card, bool(found.leads))

    def open(self, place: int) -> None:
        """Go to what is behind a figure."""
        found = self.shown[place] if self.shown else None
        if found is not None and found.leads:
            self.opened.emit(found.leads, found.filter)


def _let_click(card: KeyFigure, live: bool) -> None:
    """A card with nothing behind it is no button."""
    if bool(card.property("live")) == live:
        return
    card.setProperty("live", "true" if live else None)
    card.setFocusPolicy(Qt.FocusPolicy.TabFocus if live else Qt.FocusPolicy.NoFocus)
    card.setCursor(Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor)
    restyle(card)


def _explain(day: Today, codes: tuple[str, ...], made: list[str]) -> str:
    definitions = [f"{metric(code).name}: {metric(code).text}" for code in codes]
    return "\n".join([*definitions, *(text for text in made if text), _at(day)])


def _at(day: Today) -> str:
    return words.taken_at(local(day.now))


def _large(day: Today) -> str:
    if day.large_minor is None:
        return ""
    return f"Large: {wording.money(day.large_minor, day.currency, short=True)} or more."


def _missing(of: Headlines) -> list[str]:
    return [no_rate(number, currency) for currency, number in of.unconverted.items()]
