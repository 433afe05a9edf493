"""Words, tones and hovers for the people of one roster."""

from datetime import datetime
from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain import needs
from salesdesk_app.domain.metrics import Ratio
from salesdesk_app.domain.money import Money, digits, half_even, to_decimal
from salesdesk_app.services.team import NO_OWNER, TEAM, Roster, RosterRow
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.cells import Bar
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric
from salesdesk_app.wording.today import taken_at

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
        self.at: datetime | None = None  # the local moment of the figures

    def dated(self, text: str) -> str:
        """An explanation with the moment at which the figure was computed."""
        return text if self.at is None else f"{text}\n{taken_at(self.at)}"

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
        """A word beside the name: left, ramp, manager, or new."""
        if row.left:
            return _("left")
        if row.quota is not None and row.ramp_percent != 100:
            return _("ramp")
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
        """``27 pts behind``, ``3 pts ahead``, ``on pace``; empty without a quota."""
        ahead = needs.ahead_of_pace(row.attainment, self.pace)
        if ahead is None or self.pace.numerator == 0:
            return ""
        points = round(abs(ahead) * 100)
        if points == 0:
            return _("on pace")
        text = _("{points} pts ahead") if ahead > 0 else _("{points} pts behind")
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
        return self.dated("\n".join(lines))

    def quota(self, row: RosterRow) -> str:
        """The effective quota, or an invitation to type one."""
        if row.quota is None:
            return _("Set…") if may_have_quota(row) else ""
        return self.short(row.quota)

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

    def won(self, row: RosterRow) -> str:
        """What was won in the period."""
        won = row.figures.won_value
        return wording.percent(None) if won is None else self.short(won)

    def coverage(self, row: RosterRow) -> str:
        """How often the open pipeline covers what is left; ``met`` where nothing is."""
        if row.coverage.met:
            return _("met")
        return wording.times(row.coverage.ratio.value)

    def covered(self, row: RosterRow) -> Decimal | str | None:
        """The coverage as a plain factor, or that nothing is left to cover."""
        return _("met") if row.coverage.met else row.coverage.ratio.value

    def amount(self, minor: int | None) -> Money | None:
        """An amount in the workspace currency as a plain value."""
        return None if minor is None else Money(minor, self.currency)

    def explain_coverage(self, row: RosterRow) -> str:
        """What the coverage is made of."""
        lines = [metric("coverage").text]
        if row.quota is not None:
            left = max(0, row.quota - (row.figures.won_value or 0))
            open_ = self._money(row.figures.open_value, row.figures.open_count)
            text = _("{open} open against {left} to go.")
            lines.append(text.format(open=open_, left=self.money(left)))
        return self.dated("\n".join(lines))

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
        return self.dated(f"{metric('win_rate').text}\n{counts}")

    def explain_weeks(self, row: RosterRow) -> str:
        """The counts behind the small bars."""
        counts = " · ".join(map(str, row.cadence.weeks))
        return _("{what} by week, this week last: {counts}").format(
            what=_("Calls, meetings, mails and tasks done"), counts=counts
        )

    def talk_text(self, row: RosterRow) -> str:
        """Days since the last 1:1."""
        days = row.one_to_one_days
        if days is None:
            return ""
        return _("today") if days == 0 else _("{days} d").format(days=days)

    def talk(self, row: RosterRow) -> tuple[tuple[str, Tone], ...]:
        """The pill of the last 1:1."""
        text = self.talk_text(row)
        return ((text, TALKS[needs.freshness(row.one_to_one_days)]),) if text else ()

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

    def short(self, minor: int) -> str:
        """An amount in few letters: ``$84 k``; below ten thousand in full: ``$1,284``."""
        places = digits(self.currency)
        if abs(minor) >= 10_000 * 10**places:
            return wording.money(minor, self.currency, short=True)
        return wording.money(half_even(minor, 10**places) * 10**places, self.currency)

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


def explain_person(row: RosterRow) -> str:
    """Where somebody stands, and since and until when."""
    person = row.person
    lines = [person.name, where(row)]
    if person.started_on is not None:
        lines.append(_("Since {day}").format(day=wording.day(person.started_on, year=True)))
    if person.ended_on is not None:
        lines.append(_("Until {day}").format(day=wording.day(person.ended_on, year=True)))
    if row.quota is not None and row.ramp_percent != 100:
        lines.append(_("Ramp {share} %").format(share=row.ramp_percent))
    return "\n".join(line for line in lines if line)
