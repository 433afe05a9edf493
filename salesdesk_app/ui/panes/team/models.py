"""The columns of the roster, and which of them would be empty."""

from dataclasses import replace

from salesdesk_app import wording
from salesdesk_app.services.team import NO_OWNER, Roster
from salesdesk_app.ui.panes.team.look import RosterLook, explain_person, may_have_quota
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric


def without_content(roster: Roster) -> frozenset[str]:
    """The columns that would be empty for everybody: nothing is noted yet, or no quota stands."""
    empty = set()
    if roster.total.quota is None:
        empty.add("coverage")
    if not any(roster.total.cadence.weeks):
        empty |= {"weeks", "week"}
    if all(row.one_to_one_days is None for row in roster.rows):
        empty.add("talk")
    if not any(row.person.region for row in roster.rows):
        empty.add("region")
    if not roster.managers:
        empty.add("manager")
    if not roster.total.cadence.commitments:
        empty.add("commitments")
    return frozenset(empty)


def totals_columns(look: RosterLook) -> tuple[Column, ...]:
    """The same columns for the row of totals, which is nobody's."""
    first, *others = columns(look)
    return (replace(first, kind="text"), *others)


def columns(look: RosterLook) -> tuple[Column, ...]:
    """The roster's columns; ``look`` is told of each new roster."""
    return (*_people(look), *_quotas(look), *_results(look), *_rhythm(look))


def _people(look: RosterLook) -> tuple[Column, ...]:
    """Who it is, and where."""
    return (
        Column(
            "rep",
            _("Rep"),
            lambda row: row.person.name,
            kind="person",
            width=148,
            stretch=True,
            strong=True,
            second=look.mark,
            explain=explain_person,
        ),
        Column("region", _("Region"), lambda row: row.person.region or "", width=84),
        Column("manager", _("Manager"), lambda row: row.person.manager or "", width=140),
    )


def _quotas(look: RosterLook) -> tuple[Column, ...]:
    """The share of the quota against the pace, and the quota to be typed."""
    return (
        Column(
            "attainment",
            _("Attainment"),
            look.attainment,
            kind="bar",
            sort_key=lambda row: row.attainment.value,
            value=lambda row: row.attainment.value,
            value_kind="percent",
            width=132,
            data=look.bar,
            explain=look.explain_attainment,
            heading_explain=_("{what} The mark is the pace: {pace}").format(
                what=metric("attainment").text, pace=metric("pace").text
            ),
        ),
        Column(
            "quota",
            _("Quota"),
            look.quota,
            kind="number",
            sort_key=lambda row: row.quota,
            value=lambda row: look.amount(row.quota),
            value_kind="money",
            width=74,
            tone=lambda row: "accent" if row.quota is None else "plain",
            explain=look.explain_quota,
            heading_explain=metric("quota").text,
            editor="money",
            edit=look.typed_quota,
            may_edit=may_have_quota,
        ),
    )


def _results(look: RosterLook) -> tuple[Column, ...]:
    """What was won, what may still be, and how often."""
    return (
        Column(
            "booked",
            _("Won"),
            look.won,
            kind="number",
            sort_key=lambda row: row.figures.won_value,
            value=lambda row: look.amount(row.figures.won_value),
            value_kind="money",
            width=76,
            heading_explain=metric("won").text,
        ),
        Column(
            "coverage",
            _("Coverage"),
            look.coverage,
            kind="number",
            sort_key=lambda row: row.coverage.ratio.value,
            value=look.covered,
            value_kind="factor",
            width=76,
            explain=look.explain_coverage,
            heading_explain=metric("coverage").text,
        ),
        Column(
            "win_rate",
            _("Win rate"),
            look.win_rate,
            kind="number",
            sort_key=lambda row: row.figures.win_rate.value,
            value=lambda row: row.figures.win_rate.value,
            value_kind="percent",
            width=72,
            explain=look.explain_win_rate,
            heading_explain=metric("win_rate").text,
        ),
    )


def _rhythm(look: RosterLook) -> tuple[Column, ...]:
    """What was done, and what is promised."""
    return (
        Column(
            "weeks",
            _("8 weeks"),
            look.explain_weeks,
            kind="spark",
            sort_key=lambda row: sum(row.cadence.weeks),
            value=lambda row: ", ".join(map(str, row.cadence.weeks)),
            width=72,
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
            value=lambda row: None if row.id == NO_OWNER else row.cadence.weeks[-1],
            value_kind="number",
            width=52,
            heading_explain=_("Calls, meetings, mails and tasks done this week."),
        ),
        Column(
            "talk",
            _("1:1"),
            look.talk_text,
            kind="pills",
            sort_key=lambda row: row.one_to_one_days,
            value=lambda row: row.one_to_one_days,
            value_kind="number",
            width=58,
            data=look.talk,
            explain=look.explain_talk,
            heading_explain=metric("last_one_to_one").text,
        ),
        Column(
            "commitments",
            _("Commitments"),
            lambda row: wording.count(row.cadence.commitments) if row.cadence.commitments else "",
            kind="number",
            sort_key=lambda row: row.cadence.commitments,
            value=lambda row: row.cadence.commitments or None,
            value_kind="number",
            width=102,
            tone=lambda row: "bad" if row.cadence.late else "plain",
            explain=look.explain_commitments,
            heading_explain=_("Commitments that are open; red where one is late."),
        ),
    )
