"""The figures of the weekly report's first sheet: name, meaning, values, how each is checked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.exchange.weekly import checks
from salesdesk_app.exchange.weekly.checks import Condition
from salesdesk_app.exchange.weekly.weekly_data import Span
from salesdesk_app.exchange.weekly.weekly_frame import SHARE_BY, Frame
from salesdesk_app.exchange.writing.looks import FACTOR, NUMBER, PERCENT, TENTH, Look
from salesdesk_app.exchange.writing.workbook import Value
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric


@dataclass(frozen=True)
class Figure:
    """A figure: its value in a span, and the formula that holds where a cell has that value.

    One that is only there for the quarter has no ``spans``; one that the deals cannot tell, such
    as the pace, has no ``part``.
    """

    name: str
    text: str
    look: Look
    value: Callable[[Span], Value]
    part: Callable[[str, Span], str] | None
    spans: bool = True


Wanted = Callable[[Span], tuple[Condition, ...]]


def figures(frame: Frame) -> Iterator[Figure]:
    """The figures in their order."""
    yield from _closed(frame)
    yield from _created(frame)
    yield from _open(frame)
    yield from _of_quarter(frame)


def _closed(frame: Frame) -> Iterator[Figure]:
    def won(span: Span) -> tuple[Condition, ...]:
        return frame.closed("won", span.period)

    def lost(span: Span) -> tuple[Condition, ...]:
        return frame.closed("lost", span.period)

    deals = frame.deals
    name, text = _("Deals won"), _("Deals won, by their close date.")
    yield _count(frame, (name, text), lambda span: span.figures.won_count, won)
    yield _sum(
        frame, _named("won", _("Value won")), lambda span: span.figures.won_value, wanted=won
    )
    name, text = _("Deals lost"), _("Deals lost, by their close date.")
    yield _count(frame, (name, text), lambda span: span.figures.lost_count, lost)
    yield Figure(
        *_named("win_rate"),
        PERCENT,
        lambda span: span.figures.win_rate.value,
        lambda cell, span: frame.divided(
            cell,
            span.figures.win_rate,
            deals.count(*won(span)),
            f"{deals.count(*won(span))}+{deals.count(*lost(span))}",
        ),
    )
    yield Figure(
        *_named("average_won"),
        frame.money,
        lambda span: frame.average(span.figures.average_won),
        _mean(frame, lambda span: span.figures.average_won, "value_minor", won, frame.half),
    )
    yield Figure(
        *_named("cycle_days_won", _("Sales cycle in days")),
        TENTH,
        lambda span: span.figures.cycle_days_won.value,
        _mean(frame, lambda span: span.figures.cycle_days_won, "days", won, SHARE_BY),
    )


def _created(frame: Frame) -> Iterator[Figure]:
    def wanted(span: Span) -> tuple[Condition, ...]:
        return tuple(checks.within("created_on", span.period))

    name, text = _("Deals created"), _("Deals by the day on which they were created.")
    yield _count(frame, (name, text), lambda span: span.created_count, wanted)
    yield _sum(frame, _named("created"), lambda span: span.created_minor, wanted=wanted)


def _open(frame: Frame) -> Iterator[Figure]:
    def wanted(span: Span) -> tuple[Condition, ...]:
        return frame.open(span.period)

    name, text = _("Open deals"), _("Open deals that are expected to close then, or all of them.")
    yield _count(frame, (name, text), lambda span: span.figures.open_count, wanted)
    yield _sum(frame, _named("open"), lambda span: span.figures.open_value, wanted=wanted)
    yield _sum(
        frame,
        _named("weighted"),
        lambda span: span.figures.weighted_minor,
        "weighted",
        wanted=wanted,
    )


def _of_quarter(frame: Frame) -> Iterator[Figure]:
    report, quotas, deals = frame.report, frame.quotas, frame.deals
    won = frame.closed("won", report.quarter)
    booked = deals.total("value_minor", *won)
    left = f"SUM({quotas})-{booked}"

    def quota(cell: str, _span: Span) -> str:
        if report.quota is None:
            return f"AND(ISTEXT({cell}),COUNT({quotas})=0)"
        return checks.near(cell, f"SUM({quotas})", frame.half)

    def attainment(cell: str, _span: Span) -> str:
        if report.attainment.value is None:
            unknown = f"OR(SUM({quotas})=0,{deals.valued('value_minor', *won)}=0)"
            return f"AND(ISTEXT({cell}),{unknown})"
        return checks.near(cell, f"{booked}/SUM({quotas})", SHARE_BY)

    def coverage(cell: str, _span: Span) -> str:
        if report.coverage.met:
            return f"AND(ISTEXT({cell}),{left}<{frame.half})"
        if report.coverage.ratio.value is None:
            return f"ISTEXT({cell})"
        value = deals.total("value_minor", *frame.open(report.quarter))
        return checks.near(cell, f"({value})/({left})", SHARE_BY)

    yield _once("quota", frame.money, frame.amount(report.quota), quota)
    yield _once("attainment", PERCENT, report.attainment.value, attainment)
    yield _once("pace", PERCENT, report.pace.value, None)
    met = _("met") if report.coverage.met else report.coverage.ratio.value
    yield _once("coverage", FACTOR, met, coverage)


def _named(code: str, name: str = "") -> tuple[str, str]:
    found = metric(code)
    return name or found.name, found.text


def _count(
    frame: Frame, names: tuple[str, str], value: Callable[[Span], int], wanted: Wanted
) -> Figure:
    return Figure(*names, NUMBER, value, lambda cell, span: frame.counted(cell, *wanted(span)))


def _sum(
    frame: Frame,
    names: tuple[str, str],
    minor: Callable[[Span], int | None],
    column: str = "value_minor",
    *,
    wanted: Wanted,
) -> Figure:
    return Figure(
        *names,
        frame.money,
        lambda span: frame.amount(minor(span)),
        lambda cell, span: frame.summed(cell, minor(span), column, wanted(span)),
    )


def _mean(
    frame: Frame, ratio: Callable[[Span], Ratio], column: str, wanted: Wanted, by: str
) -> Callable[[str, Span], str]:
    """The check of a mean over the deals that have a number in a column."""

    def part(cell: str, span: Span) -> str:
        top = frame.deals.total(column, *wanted(span))
        bottom = frame.deals.valued(column, *wanted(span))
        return frame.divided(cell, ratio(span), top, bottom, by)

    return part


def _once(code: str, look: Look, value: Value, part: Callable[[str, Span], str] | None) -> Figure:
    return Figure(*_named(code), look, lambda _span: value, part, spans=False)
