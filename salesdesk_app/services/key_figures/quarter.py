"""Figures of the running quarter: attainment, forecasts, coverage, and what is left."""

from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain import metrics
from salesdesk_app.domain.needs import ahead_of_pace
from salesdesk_app.services.key_figures.figure import (
    TENTH,
    Basis,
    Made,
    Raw,
    explained,
    lacking,
    missing,
    raw_ratio,
    undated,
)
from salesdesk_app.wording import today as words
from salesdesk_app.wording.numbers import number_of
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
        f"{won or 'n/a'} won in {number_of(of.own.won_count, 'deal')}",
        f"Quotas of {number_of(of.with_quota, 'person', 'people')}",
        f"Pace: {of.pace.numerator} of {of.pace.denominator} working days",
        *missing(of),
    ]
    explain = explained(day, ("attainment", "pace"), made)
    deals = of.won_filter if of.own.won_count else None
    if of.quota is None:
        note, brief = "won · no quota yet: set it in Team", "won · no quota yet"
        raw = Raw("minor", of.own.won_value)
        return Made(won or "n/a", note, "muted", explain, None, "team", brief, raw=raw)
    ahead = ahead_of_pace(of.attainment, of.pace)
    note = "" if ahead is None else words.against_pace(ahead, of.pace.value)
    brief = "" if ahead is None else words.against_pace(ahead, None)
    raw = raw_ratio("share", of.attainment)
    text = wording.percent(of.attainment.value)
    return Made(text, note, TRACKS[of.track], explain, deals, brief=brief, raw=raw)


def forecast(basis: Basis) -> Made:
    """Closed and commit, against the quotas."""
    day = basis.day
    of = day.headlines
    value = of.rollup.commit
    commit = value - of.rollup.closed
    made = [
        f"{wording.money(of.rollup.closed, day.currency)} closed, "
        f"{wording.money(commit, day.currency)} in commit",
        number_of(len(of.commit_deals), "deal"),
        *missing(of),
    ]
    explain = explained(day, ("commit",), made)
    deals = of.commit_filter if of.commit_deals else None
    raw = Raw("minor", value)
    text = wording.money(value, day.currency, short=True)
    if not of.quota:
        note = f"closed and commit in {quarter(of.quarter)}"
        brief = "closed and commit"
        return Made(text, note, "muted", explain, deals, brief=brief, raw=raw)
    share = Decimal(value) / of.quota
    tone: Tone = "good" if share >= 1 else "warn" if share >= FAR else "bad"
    if of.pace.value is not None and of.pace.value < Decimal("0.5") and tone == "bad":
        tone = "warn"  # half of the quarter is still to come
    note = words.of_quota(share, of.quota, day.currency)
    brief = words.of_quota(share, None, day.currency)
    return Made(text, note, tone, explain, deals, brief=brief, raw=raw)


def coverage(basis: Basis) -> Made:
    """Open pipeline of the quarter over what is left of the quotas."""
    day = basis.day
    of = day.headlines
    open_value = of.own.open_value
    worth = wording.money(open_value, day.currency, short=True)
    made = [
        f"{worth or 'no value'} open in {number_of(of.own.open_count, 'deal')} "
        f"closing in {quarter(of.quarter)}",
        *lacking(of, of.own.unvalued),
    ]
    explain = explained(day, ("coverage", "needed_coverage"), made)
    deals = of.open_filter if of.own.open_count else None
    raw = Raw("minor", open_value)
    if of.none_dated and not of.coverage.met:
        return undated(of, explain)
    if open_value is None:
        brief = words.none_with_a_value(day.currency)
        note = f"{wording.count(of.own.open_count)} open, {brief}"
        return Made("n/a", note, "muted", explain, deals, brief=brief, raw=raw)
    if of.quota is None:
        brief = "" if of.own.open_count else f"none closing in {quarter(of.quarter)}"
        closing = f"open, closing in {quarter(of.quarter)}"
        note = f"{wording.count(of.open_deals)} open, {brief}" if brief else closing
        return Made(worth, note, "muted", explain, deals, brief=brief, raw=raw)
    raw = raw_ratio("times", of.coverage.ratio)
    if of.coverage.met:
        return Made("Met", f"{worth} more is open", "good", explain, deals, raw=raw)
    left = of.quota - (of.own.won_value or 0)
    needed = of.needed.value
    have = of.coverage.ratio.value
    # As exact as it is shown: 2.3 of 2.3 is enough.
    enough = have is not None and have.quantize(TENTH) >= (needed or Decimal(3)).quantize(TENTH)
    note = words.still_to_close(left, needed, day.currency)
    brief = words.still_to_close(left, None, day.currency)
    tone: Tone = "good" if enough else "warn"
    return Made(wording.times(have), note, tone, explain, deals, brief=brief, raw=raw)


def best_case(basis: Basis) -> Made:
    """Closed, commit and best case, against the quotas."""
    day = basis.day
    of = day.headlines
    value = of.rollup.best_case
    made = [
        f"{wording.money(of.rollup.closed, day.currency)} closed",
        f"{wording.money(value - of.rollup.closed, day.currency)} in commit and best case",
        *missing(of),
    ]
    explain = explained(day, ("best_case",), made)
    deals = of.best_case_filter if of.best_case_deals else None
    raw = Raw("minor", value)
    text = wording.money(value, day.currency, short=True)
    if not of.quota:
        note = f"closed, commit and best case in {quarter(of.quarter)}"
        brief = f"up to best case in {quarter(of.quarter)}"
        return Made(text, note, "muted", explain, deals, brief=brief, raw=raw)
    share = Decimal(value) / of.quota
    note = words.of_quota(share, of.quota, day.currency)
    brief = words.of_quota(share, None, day.currency)
    tone: Tone = "good" if share >= 1 else "warn"
    return Made(text, note, tone, explain, deals, brief=brief, raw=raw)


def gap(basis: Basis) -> Made:
    """What is left of the quotas, and what that asks of each working day to come."""
    day = basis.day
    of = day.headlines
    made = [
        f"{wording.money(of.own.won_value, day.currency) or 'n/a'} won in {quarter(of.quarter)}",
        f"{of.pace.denominator - of.pace.numerator} working days after today",
        *missing(of),
    ]
    explain = explained(day, ("quota_gap", "required_per_day"), made)
    deals = of.open_filter if of.own.open_count else None
    if of.quota is None:
        note, brief = "no quota yet: set it in Team", "no quota yet"
        raw = Raw("minor", None)
        return Made("n/a", note, "muted", explain, None, "team", brief, raw=raw)
    booked = of.own.won_value or 0
    left = max(0, of.quota - booked)
    raw = Raw("minor", left)
    if not left:
        over = wording.money(booked - of.quota, day.currency, short=True)
        note, brief = f"{over} over the quota", f"{over} over"
        return Made("Met", note, "good", explain, deals, brief=brief, raw=raw)
    text = wording.money(left, day.currency, short=True)
    daily = metrics.required_per_day(booked, of.quota, of.pace).value
    if daily is None:
        return Made(text, "no working day is left", "bad", explain, deals, raw=raw)
    each = wording.money(round(daily), day.currency, short=True)
    tone: Tone = "good" if of.track == "ahead" else "warn" if of.track == "near" else "bad"
    note, brief = f"{each} per working day", f"{each} a day"
    return Made(text, note, tone, explain, deals, brief=brief, raw=raw)


def weighted(basis: Basis) -> Made:
    """Value times probability of the open deals of the quarter, against what is left to close."""
    day = basis.day
    of = day.headlines
    value = of.own.weighted_minor
    made = [
        f"{number_of(of.own.open_count, 'open deal')} closing in {quarter(of.quarter)}",
        *lacking(of, of.own.unvalued),
    ]
    explain = explained(day, ("weighted",), made)
    if of.none_dated:
        return undated(of, explain)
    deals = of.open_filter if of.own.open_count else None
    text = wording.money(value, day.currency, short=True)
    raw = Raw("minor", value)
    if value is None or of.quota is None:
        note = f"open, closing in {quarter(of.quarter)}"
        return Made(text or "n/a", note, "muted", explain, deals, raw=raw)
    left = of.quota - (of.own.won_value or 0)
    if left <= 0:
        return Made(text, "the quota is met", "good", explain, deals, raw=raw)
    share = Decimal(value) / left
    worth = wording.money(left, day.currency, short=True)
    note = f"{wording.percent(share)} of {worth} left"
    return Made(text, note, "good" if share >= 1 else "warn", explain, deals, raw=raw)
