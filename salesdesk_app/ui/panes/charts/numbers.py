"""The numbers behind each chart as a table, to be copied or exported, and checked."""

from collections.abc import Callable, Sequence
from typing import Any

from salesdesk_app.domain.money import Money
from salesdesk_app.domain.sheets import Cell, Kind, Rows, Sheet, SheetColumn
from salesdesk_app.services.charts import Charts, Rate
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded

Part = tuple[str, Kind, Callable[[Any], Cell]]
WIDTH = 18


def of_attainment(charts: Charts) -> Sheet:
    """What was won by the end of each week, and what the quota asks for by then."""
    money = _money(charts)
    return _sheet(
        _("Attainment, {period}"),
        charts,
        charts.attainment.weeks,
        (_("Week"), "number", lambda week: week.number),
        (_("From"), "day", lambda week: week.first),
        (_("To"), "day", lambda week: week.last),
        (_("Won so far"), "money", lambda week: money(week.won_minor)),
        (_("Deals won so far"), "number", lambda week: week.won_count),
        (_("Pace"), "money", lambda week: money(week.pace_minor)),
    )


def of_months(charts: Charts) -> Sheet:
    """What was won in each of twelve months."""
    money = _money(charts)
    return _sheet(
        _("Won by month, {period}"),
        charts,
        charts.months,
        (_("Month"), "text", lambda month: worded(month.period)),
        (_("Won"), "money", lambda month: money(month.won_minor)),
        (_("Deals won"), "number", lambda month: month.won_count),
    )


def of_funnel(charts: Charts) -> Sheet:
    """How many deals entered each stage, and how many of them went on."""
    return _sheet(
        _("Stage funnel, {period}"),
        charts,
        charts.funnel.steps,
        (_("Stage"), "text", lambda step: step.name),
        (_("Entered"), "number", lambda step: step.conversion.denominator),
        (_("Went on"), "number", lambda step: step.conversion.numerator),
        (_("Share"), "percent", lambda step: step.conversion.value),
    )


def of_leaders(charts: Charts) -> Sheet:
    """What everybody won, and its share of their quota."""
    money = _money(charts)
    return _sheet(
        _("Leaderboard, {period}"),
        charts,
        charts.leaders,
        (_("Rep"), "text", lambda leader: leader.name),
        (_("Won"), "money", lambda leader: money(leader.won_minor)),
        (_("Deals won"), "number", lambda leader: leader.won_count),
        (_("Quota"), "money", lambda leader: money(leader.quota_minor)),
        (_("Attainment"), "percent", lambda leader: leader.share.value),
    )


def of_rates(charts: Charts, by: str) -> Sheet:
    """The win rate by ``rep`` or by ``month``, with what it is made of."""
    rates: Sequence[Rate] = charts.rates_by_rep if by == "rep" else charts.rates_by_month
    return _sheet(
        _("Win rate, {period}"),
        charts,
        rates,
        (_("Rep") if by == "rep" else _("Month"), "text", lambda rate: rate.label),
        (_("Won"), "number", lambda rate: rate.rate.numerator),
        (_("Closed"), "number", lambda rate: rate.rate.denominator),
        (_("Win rate"), "percent", lambda rate: rate.rate.value),
    )


def _sheet(title: str, charts: Charts, records: Sequence[Any], *parts: Part) -> Sheet:
    columns = tuple(SheetColumn(heading, kind, WIDTH) for heading, kind, _read in parts)
    rows = Rows(tuple(records), lambda record: tuple(read(record) for _h, _k, read in parts))
    return Sheet(title.format(period=worded(charts.period)), columns, rows)


def _money(charts: Charts) -> Callable[[int | None], Money | None]:
    return lambda minor: None if minor is None else Money(minor, charts.currency)
