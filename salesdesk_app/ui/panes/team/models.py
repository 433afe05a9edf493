"""What the tables of the team show: columns over the roster's rows, their tones and hovers."""

from decimal import Decimal
from gettext import gettext as _

from salesdesk_app import wording
from salesdesk_app.domain import needs
from salesdesk_app.domain.metrics import Ratio
from salesdesk_app.domain.money import to_decimal
from salesdesk_app.services.team import NO_OWNER, Roster, RosterRow
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.cells import Bar
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording.metrics import metric

TEAM = -1  # the id of the row of totals

TRACKS: dict[needs.Track, Tone] = {
    "none": "plain",
    "ahead": "good",
    "near": "warn",
    "behind": "bad",
}
TALKS: dict[needs.Freshness, Tone] = {
    "none": "plain",
    "fresh": "good",
    "plain": "plain",
    "due": "warn",
    "late": "bad",
}


class RosterLook:
    """Words and tones for the rows of one roster; a newer roster takes its place as a whole."""

    def __init__(self) -> None:
        self.roster: Roster | None = None

    @property
    def currency(self) -> str:
        """The workspace currency."""
        return self.roster.currency if self.roster else "USD"

    @property
    def pace(self) -> Ratio:
        """How much of the period has begun."""
        return self.roster.pace if self.roster else Ratio(0, 0)

    def track(self, row: RosterRow) -> Tone:
        """Good, warn or bad by attainment against pace."""
        return TRACKS[needs.track(row.attainment, self.pace)]

    def mark(self, row: RosterRow) -> str:
        """A word beside the name: left, new, or the ramp."""
        if row.left and row.person.ended_on is not None:
            return _("left {day}").format(day=wording.day(row.person.ended_on, year=True))
        if row.quota is not None and row.ramp_percent != 100:
            return _("ramp {share} %").format(share=row.ramp_percent)
        if row.person.role == "manager":
            return wording.term("manager")
        return _("new") if row.new else ""

    def attainment(self, row: RosterRow) -> str:
        """The share, or that there is no quota."""
        if row.quota is None:
            return "" if row.id == NO_OWNER else _("No quota yet")
        return wording.percent(row.attainment.value)

    def bar(self, row: RosterRow) -> Bar | None:
        """The bar of the attainment with the mark of the pace."""
        share = row.attainment.value
        if share is None:
            return None
        pace = self.pace.value
        return Bar(float(share), None if pace is None else float(pace), self.track(row))

    def against_pace(self, row: RosterRow) -> str:
        """``27 pts behind pace``, ``3 pts ahead of pace``, ``on pace``; empty without a quota."""
        ahead = needs.ahead_of_pace(row.attainment, self.pace)
        if ahead is None or self.pace.numerator == 0:
            return ""
        points = round(abs(ahead) * 100)
        if points == 0:
            return _("on pace")
        text = _("{points} pts ahead of pace") if ahead > 0 else _("{points} pts behind pace")
        return text.format(points=points)

    def explain_attainment(self, row: RosterRow) -> str:
        """What the attainment is made of."""
        lines = [f"{metric('attainment').name}: {metric('attainment').text}"]
        won = self._money(row.figures.won_value, row.figures.won_count)
        if row.quota is None:
            lines.append(_("{won} won, no quota yet.").format(won=won))
        else:
            of = _("{won} of {quota}").format(won=won, quota=self.money(row.quota))
            lines.append(", ".join(part for part in (of, self.against_pace(row)) if part) + ".")
        pace = self.pace
        if pace.value is not None:
            days = _("Pace {share}: {done} of {all} working days.")
            lines.append(
                days.format(
                    share=wording.percent(pace.value), done=pace.numerator, all=pace.denominator
                )
            )
        return "\n".join(lines)

    def quota(self, row: RosterRow) -> str:
        """The effective quota, or an invitation to type one."""
        if row.quota is None:
            return _("Set…") if may_have_quota(row) else ""
        return wording.money(row.quota, self.currency, short=True)

    def explain_quota(self, row: RosterRow) -> str:
        """What the quota is made of, and how to change it."""
        if row.id in (NO_OWNER, TEAM):
            return metric("quota").text
        if row.quota is None:
            return _("No quota yet. Type an amount to set one.")
        text = self.money(row.quota)
        if row.ramp_percent != 100:
            text += _(", with a ramp of {share} %").format(share=row.ramp_percent)
        return text + ". " + _("Type an amount to change it, or empty it.")

    def typed_quota(self, row: RosterRow) -> Decimal | None:
        """What the editor of the quota starts from: the amount before the ramp."""
        stated = row.stated_quota
        return None if stated is None else to_decimal(stated, self.currency)

    def coverage(self, row: RosterRow) -> str:
        """How often the open pipeline covers what is left; ``met`` where nothing is."""
        if row.coverage.met:
            return _("met")
        return wording.times(row.coverage.ratio.value)

    def explain_coverage(self, row: RosterRow) -> str:
        """What the coverage is made of."""
        lines = [metric("coverage").text]
        if row.quota is not None:
            left = max(0, row.quota - (row.figures.won_value or 0))
            open_ = self._money(row.figures.open_value, row.figures.open_count)
            text = _("{open} open against {left} to go.")
            lines.append(text.format(open=open_, left=self.money(left)))
        return "\n".join(lines)

    def win_rate(self, row: RosterRow) -> str:
        """Won over closed in the period."""
        return wording.percent(row.figures.win_rate.value)

    def explain_win_rate(self, row: RosterRow) -> str:
        """Its two numbers."""
        rate = row.figures.win_rate
        text = _("{won} won of {closed} closed.")
        counts = text.format(
            won=wording.count(rate.numerator), closed=wording.count(rate.denominator)
        )
        return f"{metric('win_rate').text}\n{counts}"

    def explain_weeks(self, row: RosterRow) -> str:
        """The counts behind the small bars."""
        counts = " · ".join(map(str, row.cadence.weeks))
        return _("{what} by week, this week last: {counts}").format(
            what=_("Calls, meetings, mails and tasks done"), counts=counts
        )

    def talk(self, row: RosterRow) -> tuple[tuple[str, Tone], ...]:
        """The pill of the last 1:1."""
        if row.one_to_one_days is None:
            return ()
        days = row.one_to_one_days
        text = _("today") if days == 0 else _("{days} d").format(days=days)
        return ((text, TALKS[needs.freshness(days)]),)

    def explain_talk(self, row: RosterRow) -> str:
        """When the last 1:1 was."""
        if row.cadence.one_to_one_on is None:
            return _("No 1:1 is noted.")
        return _("Last 1:1 on {day}.").format(day=wording.day(row.cadence.one_to_one_on, year=True))

    def explain_commitments(self, row: RosterRow) -> str:
        """How many are late."""
        if not row.cadence.late:
            return _("Open commitments.")
        return _("Open commitments, {count} late.").format(count=row.cadence.late)

    def money(self, minor: int | None) -> str:
        """An amount in the workspace currency."""
        return wording.money(minor, self.currency)

    def _money(self, minor: int | None, count: int) -> str:
        if minor is None:
            return _("{count} deals without a value").format(count=wording.count(count))
        return self.money(minor)


def may_have_quota(row: RosterRow) -> bool:
    """Whether a quota can be typed in the row."""
    return row.id not in (NO_OWNER, TEAM)


def where(row: RosterRow) -> str:
    """Region and manager in one line."""
    return " · ".join(part for part in (row.person.region, row.person.manager) if part)


def columns(look: RosterLook) -> tuple[Column, ...]:
    """The roster's columns; ``look`` is told of each new roster."""
    return (
        Column(
            "rep",
            _("Rep"),
            lambda row: row.person.name,
            kind="person",
            width=190,
            stretch=True,
            strong=True,
            second=look.mark,
            explain=where,
        ),
        Column(
            "attainment",
            _("Attainment against pace"),
            look.attainment,
            kind="bar",
            sort_key=lambda row: row.attainment.value,
            width=160,
            data=look.bar,
            explain=look.explain_attainment,
            heading_explain=metric("attainment").text,
        ),
        Column(
            "quota",
            _("Quota"),
            look.quota,
            kind="number",
            sort_key=lambda row: row.quota,
            width=84,
            tone=lambda row: "accent" if row.quota is None else "plain",
            explain=look.explain_quota,
            heading_explain=metric("quota").text,
            editor="money",
            edit=look.typed_quota,
            may_edit=may_have_quota,
        ),
        Column(
            "booked",
            _("Won"),
            lambda row: wording.money(row.figures.won_value, look.currency, short=True) or "n/a",
            kind="number",
            sort_key=lambda row: row.figures.won_value,
            width=84,
            heading_explain=metric("won").text,
        ),
        Column(
            "coverage",
            _("Coverage"),
            look.coverage,
            kind="number",
            sort_key=lambda row: row.coverage.ratio.value,
            width=82,
            explain=look.explain_coverage,
            heading_explain=metric("coverage").text,
        ),
        Column(
            "win_rate",
            _("Win rate"),
            look.win_rate,
            kind="number",
            sort_key=lambda row: row.figures.win_rate.value,
            width=76,
            explain=look.explain_win_rate,
            heading_explain=metric("win_rate").text,
        ),
        Column(
            "weeks",
            _("8 weeks"),
            lambda row: "",
            kind="spark",
            sort_key=lambda row: sum(row.cadence.weeks),
            width=76,
            data=lambda row: row.cadence.weeks,
            explain=look.explain_weeks,
            heading_explain=_("Calls, meetings, mails and tasks done in each of eight weeks."),
        ),
        Column(
            "week",
            _("Week"),
            lambda row: "" if row.id == NO_OWNER else wording.count(row.cadence.weeks[-1]),
            kind="number",
            sort_key=lambda row: row.cadence.weeks[-1],
            width=58,
            heading_explain=_("Calls, meetings, mails and tasks done this week."),
        ),
        Column(
            "talk",
            _("1:1"),
            lambda row: "",
            kind="pills",
            sort_key=lambda row: row.one_to_one_days,
            width=66,
            data=look.talk,
            explain=look.explain_talk,
            heading_explain=metric("last_one_to_one").text,
        ),
        Column(
            "commitments",
            _("Promises"),
            lambda row: wording.count(row.cadence.commitments) if row.cadence.commitments else "",
            kind="number",
            sort_key=lambda row: row.cadence.commitments,
            width=78,
            tone=lambda row: "bad" if row.cadence.late else "plain",
            explain=look.explain_commitments,
            heading_explain=_("Commitments that are open; red where one is late."),
        ),
    )
