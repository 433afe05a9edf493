"""The bars of the charts: their values, the words for the hover, and the deals behind each."""

from dataclasses import replace

from salesdesk_app import wording
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.services.charts import Charts, Leader, Month, Rate, Week
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.ui.widgets.chart import Mark
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric
from salesdesk_app.wording.numbers import NOT_AVAILABLE
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.periods import short
from salesdesk_app.wording.pipeline import deals

OUTSIDE = 5  # the series of what lies outside of the period


def share_of(ratio: Ratio) -> str:
    """``63 % of 159``: a share and how many it was taken of."""
    n = wording.count(ratio.denominator)
    return _("{share} of {n}").format(share=wording.percent(ratio.value), n=n)


def of_weeks(charts: Charts) -> list[Mark]:
    """What was won by the end of each week."""
    return [_week(week, charts) for week in charts.attainment.weeks]


def of_pace(charts: Charts) -> list[float | None]:
    """What the quota asks for by the end of each week; nothing without a quota."""
    weeks = charts.attainment.weeks
    if charts.attainment.quota_minor is None:
        return []
    return [None if w.pace_minor is None else float(w.pace_minor) for w in weeks]


def of_funnel(charts: Charts) -> list[Mark]:
    """The deals that entered each stage, and those that were won."""
    funnel, name = charts.funnel, worded(charts.period)
    found = []
    for step in funnel.steps:
        went = step.conversion
        lines = [
            step.name,
            _("{deals} of those created in {period} entered it").format(
                deals=deals(len(step.deal_ids)), period=name
            ),
            _("{share} went on: {some} of {all}").format(
                share=wording.percent(went.value),
                some=wording.count(went.numerator),
                all=wording.count(went.denominator),
            ),
            _meaning("conversion"),
        ]
        title = _("{stage}: created in {period}").format(stage=step.name, period=name)
        text = f"{wording.count(len(step.deal_ids))} · {wording.percent(went.value)}"
        key = DealFilter(deal_ids=step.deal_ids, title=title)
        found.append(Mark(key, step.name, float(len(step.deal_ids)), text, "\n".join(lines)))
    if funnel.won or found:
        won = _("Won, of the deals created in {period}").format(period=name)
        key = DealFilter(deal_ids=funnel.won, title=won)
        count = len(funnel.won)
        text = wording.count(count)
        found.append(Mark(key, _("Won"), float(count), text, f"{won}\n{deals(count)}", tone="good"))
    return found


def of_months(charts: Charts) -> list[Mark]:
    """What was won in each month; those outside of the period in another colour."""
    return [_month(month, charts) for month in charts.months]


def of_leaders(charts: Charts) -> list[Mark]:
    """Everybody's share of quota, or what they won beside the best where nobody has a quota."""
    if charts.attainment.with_quota:
        return [_against_quota(leader, charts) for leader in charts.leaders]
    best = max((leader.won_minor or 0 for leader in charts.leaders), default=0)
    return [_against_best(leader, charts, best) for leader in charts.leaders]


def of_reps(charts: Charts) -> list[Mark]:
    """The win rate of everybody who closed a deal."""
    found = []
    for rate in charts.rates_by_rep:
        owner = rate.key if isinstance(rate.key, int) else None
        title = _("{name}: closed in {period}").format(
            name=rate.label, period=worded(charts.period)
        )
        key = _closed_by(owner, rate.deal_ids, charts.period, title)
        found.append(_rate(rate, rate.label, key, person=rate.label))
    return found


def of_rate_months(charts: Charts) -> list[Mark]:
    """The win rate of each month."""
    found = []
    for month, rate in zip(charts.months, charts.rates_by_month, strict=True):
        name = worded(month.period)
        key = DealFilter(closed=month.period, title=_("Closed in {period}").format(period=name))
        found.append(_rate(rate, short(month.period), key, name=name))
    return found


def _week(week: Week, charts: Charts) -> Mark:
    name = worded(charts.period)
    until = wording.day(week.last, year=True)
    head = _("Week {number} of {period}, to {day}")
    lines = [head.format(number=week.number, period=name, day=until)]
    if week.won_minor is not None:
        lines.append(
            _("{value} won so far, {deals}").format(
                value=wording.money(week.won_minor, charts.currency), deals=deals(week.won_count)
            )
        )
    if week.pace_minor is not None:
        asked = wording.money(week.pace_minor, charts.currency)
        lines.append(_("The pace asks for {value} by then").format(value=asked))
        lines.append(_meaning("attainment"))
    title = _("Won in {period}, to {day}").format(period=name, day=until)
    value = None if week.won_minor is None else float(week.won_minor)
    key = DealFilter(outcome="won", closed=week.so_far, title=title)
    label = _("W{number}").format(number=week.number)
    return Mark(key, label, value, "", "\n".join(lines))


def _month(month: Month, charts: Charts) -> Mark:
    name = worded(month.period)
    value = wording.money(month.won_minor, charts.currency) or _("no value known")
    lines = [name, f"{value}, {deals(month.won_count)}", _meaning("won")]
    title = _("Won in {period}").format(period=name)
    key = DealFilter(outcome="won", closed=month.period, title=title)
    won = None if month.won_minor is None else float(month.won_minor)
    return Mark(
        key, short(month.period), won, "", "\n".join(lines), series=0 if month.inside else OUTSIDE
    )


def _against_quota(leader: Leader, charts: Charts) -> Mark:
    share, pace = leader.share.value, charts.attainment.pace.value
    if leader.quota_minor is None:
        text = _("no quota")
        lines = [_("No quota in {period}").format(period=worded(charts.period))]
    else:
        text = wording.percent(share)
        lines = [
            _("{share} of the quota of {quota}").format(
                share=text, quota=wording.money(leader.quota_minor, charts.currency)
            ),
            _("Pace: {share}").format(share=wording.percent(pace)),
            _meaning("attainment"),
        ]
    return Mark(
        _won_by(leader, charts),
        leader.name,
        None if share is None else float(share),
        text,
        "\n".join([*_won_lines(leader, charts), *lines]),
        tick=None if pace is None or leader.quota_minor is None else float(pace),
        tone="good" if share is not None and pace is not None and share >= pace else "plain",
        person=leader.name,
    )


def _against_best(leader: Leader, charts: Charts, best: int) -> Mark:
    lines = [*_won_lines(leader, charts), _meaning("won")]
    text = wording.money(leader.won_minor, charts.currency, short=True) or NOT_AVAILABLE
    length = (leader.won_minor or 0) / best if best else 0.0
    key = _won_by(leader, charts)
    return Mark(key, leader.name, length, text, "\n".join(lines), person=leader.name)


def _won_by(leader: Leader, charts: Charts) -> DealFilter:
    title = _("{name}: won in {period}").format(name=leader.name, period=worded(charts.period))
    owner = leader.person_id
    return replace(_closed_by(owner, leader.deal_ids, charts.period, title), outcome="won")


def _closed_by(
    owner: int | None, deal_ids: frozenset[int] | None, period: Period, title: str
) -> DealFilter:
    """What somebody closed in a period, told by the deals where others own some of them now."""
    whose = frozenset({owner}) if deal_ids is None else frozenset[int | None]()
    return DealFilter(owner_ids=whose, deal_ids=deal_ids, closed=period, title=title)


def _won_lines(leader: Leader, charts: Charts) -> list[str]:
    value = wording.money(leader.won_minor, charts.currency) or _("no value known")
    return [leader.name, f"{value}, {deals(leader.won_count)}"]


def _rate(rate: Rate, label: str, key: DealFilter, *, person: str = "", name: str = "") -> Mark:
    value = rate.rate.value
    lines = [name or label, _of(rate.rate), _meaning("win_rate")]
    beside = wording.percent(value) if name else share_of(rate.rate)
    length = None if value is None else float(value)
    return Mark(key, label, length, beside, "\n".join(lines), series=3, person=person)


def _of(rate: Ratio) -> str:
    return _("{share}: {some} won of {all} closed").format(
        share=wording.percent(rate.value, 1),
        some=wording.count(rate.numerator),
        all=wording.count(rate.denominator),
    )


def _meaning(code: str) -> str:
    found = metric(code)
    return f"{found.name}: {found.text}"
