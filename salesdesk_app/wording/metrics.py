"""What each figure is called and how it is computed, for a heading and for its explanation."""

from dataclasses import dataclass

from salesdesk_app.wording.language import gettext as _


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure's name, its formula in words, and whose usage it follows."""

    name: str
    text: str
    source: str


_OWN = "SalesDesk"

METRICS: dict[str, Definition] = {
    "deals": Definition(
        "Deals",
        "All deals: closed ones by their close date, open ones by the expected one.",
        _OWN,
    ),
    "open": Definition(
        "Open pipeline",
        "Value of the open deals, without those that the forecast omits. Deals without a value "
        "are counted but add nothing.",
        "Salesforce, open pipeline",
    ),
    "weighted": Definition(
        "Weighted pipeline",
        "Value of each open deal times its probability, added up.",
        "Odoo, prorated revenue",
    ),
    "won": Definition("Won", "Value of the deals won, by their close date.", _OWN),
    "lost": Definition("Lost", "Value of the deals lost, by their close date.", _OWN),
    "win_rate": Definition(
        "Win rate",
        "Deals won over deals won or lost. Open deals do not count.",
        "Oracle Fusion Analytics",
    ),
    "win_rate_value": Definition(
        "Win rate by value", "Value won over value won or lost.", "QuarterOne"
    ),
    "loss_rate": Definition(
        "Loss rate", "Deals lost over deals won or lost.", "Oracle Fusion Analytics"
    ),
    "average_won": Definition(
        "Average deal", "Value won over the won deals that have a value.", "QuarterOne"
    ),
    "cycle_days_won": Definition(
        "Sales cycle",
        "Mean days from created to closed, over the won deals that have both dates.",
        "QuarterOne",
    ),
    "median_cycle": Definition(
        "Median sales cycle",
        "Half of the won deals took fewer days from created to closed, half took more.",
        _OWN,
    ),
    "quota": Definition(
        "Quota",
        "The quotas that lie wholly inside the period, each times its ramp, added up. A "
        "quarter’s quota stands for those of its months; none is split.",
        _OWN,
    ),
    "attainment": Definition("Attainment", "Value won over the quota.", "MetricKit"),
    "pace": Definition(
        "Pace",
        "Working days of the period that have begun, today among them, over all of them.",
        "MetricKit",
    ),
    "on_track": Definition(
        "On track",
        "Value won less what the quota asks for by today at an even pace.",
        "MetricKit",
    ),
    "projected": Definition(
        "At this rate",
        "Value won over the working days that have begun, times all of them.",
        "MetricKit",
    ),
    "required_per_day": Definition(
        "Needed per day",
        "What is left of the quota over the working days after today.",
        "MetricKit",
    ),
    "coverage": Definition(
        "Coverage",
        "Open pipeline that is expected to close in the period over what is left of the quota. "
        "Met where nothing is left.",
        "Rafiki, in flight",
    ),
    "coverage_at_start": Definition(
        "Coverage at the start",
        "Open pipeline of the period on its first day over the quota.",
        "QuartzHQ",
    ),
    "needed_coverage": Definition("Needed coverage", "One over the win rate by value.", _OWN),
    "velocity": Definition(
        "Sales velocity",
        "Open deals times average deal times win rate over the sales cycle: value a day.",
        "MetricKit",
    ),
    "conversion": Definition(
        "Conversion",
        "Deals that went on to a later stage over deals that entered this one. A skipped stage "
        "counts as passed.",
        "KPI Tree",
    ),
    "stage_win_rate": Definition(
        "Win rate from here",
        "Won deals over closed deals, of those that entered this stage.",
        "Sightfull",
    ),
    "created": Definition("Pipeline created", "Value of the deals created in the period.", "Clari"),
    "commit": Definition("Commit forecast", "Closed and commit.", "Salesforce, cumulative roll-up"),
    "best_case": Definition(
        "Best case forecast", "Closed, commit and best case.", "Salesforce, cumulative roll-up"
    ),
    "total_in": Definition(
        "Total in",
        "Closed and the open deals that the manager judged in; their values stay as they are.",
        "Salesforce, forecast judgments",
    ),
    "call": Definition(
        "Call",
        "What somebody expects to close. Stale when said before this week, or once more is closed.",
        _OWN,
    ),
    "calibrated": Definition(
        "Calibrated call",
        "The rep’s call times all that was won over all that was called, from 4 past calls on.",
        _OWN,
    ),
    "forecast_accuracy": Definition(
        "Forecast accuracy",
        "One less the errors of past calls over what was won; never below 0, n/a where none was.",
        "Force calculator",
    ),
    "forecast_bias": Definition(
        "Forecast bias",
        "Past calls less what was won, over what was won. Above 0 too much was promised.",
        "Cal76",
    ),
    "quota_gap": Definition("Gap to quota", "The quota less what is closed; 0 where met.", _OWN),
    "forecast_closed": Definition(
        "Closed", "Value of the deals won, by their close date and the owner at close.", _OWN
    ),
    "forecast_commit": Definition(
        "Commit",
        "Value of the open deals in the category commit that are expected to close in the period.",
        "Salesforce, forecast categories",
    ),
    "forecast_best_case": Definition(
        "Best case",
        "Value of the open deals in the category best case that are expected to close in the "
        "period.",
        "Salesforce, forecast categories",
    ),
    "forecast_pipeline": Definition(
        "Pipeline",
        "Value of the open deals in the category pipeline that are expected to close in the "
        "period.",
        "Salesforce, forecast categories",
    ),
    "forecast_open": Definition(
        "All open",
        "Commit, best case and pipeline, without what is closed.",
        "Salesforce, cumulative roll-up",
    ),
    "rep_call": Definition("Rep’s call", "What the rep says will close, and between what.", _OWN),
    "my_call": Definition(
        "My call", "What you say will close. It stands beside the rep’s call.", _OWN
    ),
    "call_less_quota": Definition("Call − quota", "Your call less the quota.", _OWN),
    "wape": Definition(
        "Error",
        "The errors of all calls, each without its sign, over all that was won (WAPE).",
        "cal76",
    ),
    "activities": Definition(
        "Activities", "Calls, meetings, mails and tasks done in the period.", "Cloze"
    ),
    "last_one_to_one": Definition("Last 1:1", "Days since the last 1:1 that was done.", _OWN),
    "closing_week": Definition(
        "Closing this week",
        "Value of the open deals that are expected to close from Monday to Sunday of this week.",
        _OWN,
    ),
    "calls_today": Definition(
        "Team calls today", "Calls and meetings that the reps have planned for today.", _OWN
    ),
    "late_commitments": Definition(
        "Late commitments", "Commitments of anybody that stand open beyond their day.", _OWN
    ),
    "to_answer": Definition(
        "To answer", "Your own follow-ups that are due by today and not answered yet.", _OWN
    ),
    "talks_due": Definition(
        "1:1s due", "Reps whose last 1:1 was 11 days ago or longer; overdue from 15 on.", _OWN
    ),
    "at_risk": Definition(
        "At risk",
        "Open deals with a signal that the settings count as a risk; snoozed ones are not.",
        _OWN,
    ),
}


def metric(code: str) -> Definition:
    """The definition of a figure."""
    found = METRICS[code]
    return Definition(_(found.name), _(found.text), found.source)
