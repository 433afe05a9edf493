"""Figures of the running quarter: attainment, forecast, coverage."""

from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain.needs import ahead_of_pace
from salesdesk_app.services.key_figures.figure import (
    TENTH,
    Basis,
    Made,
    explained,
    missing,
)
from salesdesk_app.wording import today as words
from salesdesk_app.wording.periods import quarter
from salesdesk_app.wording.phrases import Tone

FAR = Decimal("0.75")  # of the quota: a commit forecast below it is far from it
TRACKS: dict[str, Tone] = {"ahead": "good", "near": "warn", "behind": "bad", "none": "muted"}


def attainment(basis: Basis) -> Made:
    """What was won of the quarter's quotas, against pace."""
    day = basis.day
    of = day.headlines
    won = wording.money(of.own.won_value, day.currency, short=True)
    made = [
        f"{won or 'n/a'} won in {wording.count(of.own.won_count)} deals",
        f"Quotas of {of.with_quota} people",
        f"Pace: {of.pace.numerator} of {of.pace.denominator} working days",
        *missing(of),
    ]
    explain = explained(day, ("attainment", "pace"), made)
    deals = of.won_filter if of.own.won_count else None
    if of.quota is None:
        note = "won · no quota yet: set it in Team"
        return Made(won or "n/a", note, "muted", explain, None, "team")
    ahead = ahead_of_pace(of.attainment, of.pace)
    note = "" if ahead is None else words.against_pace(ahead, of.pace.value)
    return Made(wording.percent(of.attainment.value), note, TRACKS[of.track], explain, deals)


def forecast(basis: Basis) -> Made:
    """Closed and commit, against the quotas."""
    day = basis.day
    of = day.headlines
    value = of.rollup.commit
    commit = value - of.rollup.closed
    made = [
        f"{wording.money(of.rollup.closed, day.currency)} closed, "
        f"{wording.money(commit, day.currency)} in commit",
        f"{wording.count(len(of.commit_deals))} deals",
        *missing(of),
    ]
    explain = explained(day, ("commit",), made)
    deals = of.commit_filter if of.commit_deals else None
    text = wording.money(value, day.currency, short=True)
    if not of.quota:
        return Made(text, f"closed and commit in {quarter(of.quarter)}", "muted", explain, deals)
    share = Decimal(value) / of.quota
    tone: Tone = "good" if share >= 1 else "warn" if share >= FAR else "bad"
    if of.pace.value is not None and of.pace.value < Decimal("0.5") and tone == "bad":
        tone = "warn"  # half of the quarter is still to come
    return Made(text, words.of_quota(share, of.quota, day.currency), tone, explain, deals)


def coverage(basis: Basis) -> Made:
    """Open pipeline of the quarter over what is left of the quotas."""
    day = basis.day
    of = day.headlines
    open_value = of.own.open_value
    worth = wording.money(open_value, day.currency, short=True)
    made = [
        f"{worth or 'no value'} open in {wording.count(of.own.open_count)} deals "
        f"closing in {quarter(of.quarter)}",
        f"{wording.count(of.undated)} open deals have no close date" if of.undated else "",
        f"{wording.count(of.own.unvalued)} have no value" if of.own.unvalued else "",
        *missing(of),
    ]
    explain = explained(day, ("coverage", "needed_coverage"), made)
    deals = of.open_filter if of.own.open_count else None
    if open_value is None:
        note = f"{wording.count(of.own.open_count)} open, none with a value"
        return Made("n/a", note, "muted", explain, deals)
    if of.quota is None:
        nothing = f"{wording.count(of.open_deals)} open, none closing in {quarter(of.quarter)}"
        note = f"open, closing in {quarter(of.quarter)}" if of.own.open_count else nothing
        return Made(worth, note, "muted", explain, deals)
    if of.coverage.met:
        return Made("Met", f"{worth} more is open", "good", explain, deals)
    left = of.quota - (of.own.won_value or 0)
    needed = of.needed.value
    have = of.coverage.ratio.value
    # As exact as it is shown: 2.3 of 2.3 is enough.
    enough = have is not None and have.quantize(TENTH) >= (needed or Decimal(3)).quantize(TENTH)
    note = words.still_to_close(left, needed, day.currency)
    return Made(wording.times(have), note, "good" if enough else "warn", explain, deals)
