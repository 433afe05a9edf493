"""What a key figure is, what it is made from, and how it explains itself."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.key_figures.headlines import Headlines
from salesdesk_app.wording import today as words
from salesdesk_app.wording.metrics import metric
from salesdesk_app.wording.phrases import Tone
from salesdesk_app.wording.pipeline import no_rate

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today


class Basis(NamedTuple):
    """What figures are made from: the day so far, every deal as a fact, and a way to ask more."""

    day: "Today"
    reading: Reading
    session: Session


Unit = Literal["minor", "share", "times", "days", "count"]


class Raw(NamedTuple):
    """A figure as a number, None where there is none: in ``minor`` units of the day's currency, as
    a ``share`` of 1, as ``times``, in ``days`` or as a ``count``; of a ratio what it is made of.
    """

    unit: Unit
    value: int | Decimal | None
    ratio: Ratio | None = None


def raw_ratio(unit: Unit, of: Ratio) -> Raw:
    """A ratio as a figure."""
    return Raw(unit, of.value, of)


@dataclass(frozen=True, slots=True)
class Made:
    """A figure as it is said, with what it compares to, and where a click leads.

    ``place`` is the pane that shows what is behind it: ``pipeline`` with a filter, ``team``, or
    nothing. ``brief`` is the note in fewer words, for where there is no room for it; ``raw`` is
    the value as a number.
    """

    value: str
    note: str
    tone: Tone
    explain: str
    filter: DealFilter | None = None
    place: str = "pipeline"
    brief: str = ""
    raw: Raw = field(kw_only=True)

    @property
    def leads(self) -> str:
        """The pane that a click leads to; empty where there is nothing behind the figure."""
        return self.place if self.filter is not None or self.place == "team" else ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the figures of a day by its code and title."""

    code: str
    title: str
    made: Made


def explained(day: "Today", codes: tuple[str, ...], made: list[str]) -> str:
    """Definitions, what the figure is made of, and when, a line each."""
    definitions = [f"{metric(code).name}: {metric(code).text}" for code in codes]
    return "\n".join([*definitions, *(text for text in made if text), taken_at(day)])


def taken_at(day: "Today") -> str:
    """``Computed at 08:05``."""
    return words.taken_at(local(day.now))


def missing(of: Headlines) -> list[str]:
    """Which values are in none of the sums, by currency."""
    return [no_rate(number, currency) for currency, number in of.unconverted.items()]


def lacking(of: Headlines, unvalued: int) -> list[str]:
    """Why not every open deal counts; ``unvalued`` of those that do have no value."""
    return [words.no_value(unvalued), words.no_close_date(of.undated), *missing(of)]


def undated(of: Headlines, explain: str) -> Made:
    """What deals of a period are worth, where no open deal says when it closes: not known."""
    brief = "none with a close date"
    note = f"{wording.count(of.open_deals)} open, {brief}"
    raw = Raw("minor", None)
    return Made("n/a", note, "muted", explain, DealFilter(outcome="open"), brief=brief, raw=raw)


TENTH = Decimal("0.1")
