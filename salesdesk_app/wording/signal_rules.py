"""The rules of the signals in words: what each means, its unit, and what puts a deal at risk."""

from collections.abc import Iterable, Mapping

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count, money
from salesdesk_app.wording.signals import share

ABOUT: dict[str, str] = {
    "close_passed": "The expected close lies more than so many days back.",
    "quiet": "No activity for more than so many days, and none is planned.",
    "pushed": "The expected close was put off so many times or more, by the history.",
    "stuck": "Longer in its stage than the stage allows, as the page “Pipelines” says.",
    "stage_slow": "Longer in its stage than so much of the team’s median: the days in which half "
    "of the deals left that stage. From {fewest} deals on.",
    "no_next_step": "None is written and nothing planned, so many days after it was created.",
    "single_contact": "Exactly one contact is known, in a deal of this probability or more.",
    "discount": "A product in it has a higher discount.",
    "optimistic": "Its probability is more than so many points above the share won of the closed "
    "deals that passed its stage. From {fewest} deals on.",
    "closes_this_week": "It is expected to close by Sunday.",
    "large": "Worth so much or more; empty: one and a half times the average won in a year.",
}

UNITS: dict[str, str] = {
    "close_passed": "days",
    "quiet": "days",
    "pushed": "times",
    "stage_slow": "% of it",
    "no_next_step": "days",
    "single_contact": "%",
    "discount": "%",
    "optimistic": "points",
}

PHRASES: dict[str, str] = {
    "close_passed": "the expected close passed more than {days} ago",
    "close_passed.0": "the expected close has passed",
    "quiet": "no activity for more than {days}, and none planned",
    "pushed": "the close was put off {count} times or more",
    "pushed.1": "the close was put off",
    "stuck": "longer in its stage than the stage allows",
    "stage_slow": "longer in its stage than {count} % of the team’s median",
    "no_next_step": "no next step more than {days} after it was created",
    "no_next_step.0": "no next step",
    "single_contact": "a single contact at {count} % or more",
    "discount": "a discount over {share} %",
    "optimistic": "a probability more than {count} points above what its stage earned",
    "closes_this_week": "closes this week",
    "large": "worth {money} or more",
    "large.none": "large",
}


def about(code: str, fewest: int) -> str:
    """What a signal means, beside its limit; ``fewest`` deals tell something of a stage."""
    return _(ABOUT[code]).format(fewest=count(fewest))


def unit(code: str) -> str:
    """The unit of a signal's limit; empty where it has none or is worth money."""
    return _(UNITS[code]) if code in UNITS else ""


def phrase(code: str, limit: int | None, currency: str) -> str:
    """A signal's rule as part of a sentence: ``the close was put off 3 times or more``."""
    variant = f"{code}.{'none' if limit is None else limit}"
    template = PHRASES.get(variant, PHRASES[code])
    number = limit or 0
    days = _("1 day") if number == 1 else _("{count} days").format(count=count(number))
    return _(template).format(
        days=days, count=count(number), share=share(limit), money=money(limit, currency)
    )


def at_risk(codes: Iterable[str], limits: Mapping[str, int | None], currency: str) -> str:
    """What puts a deal at risk, as a sentence; the currency is the workspace's."""
    told = [phrase(code, limits.get(code), currency) for code in codes]
    if not told:
        return _("Nothing puts a deal at risk: no signal is ticked for it in the settings.")
    last = told.pop()
    listed = _("{first}; or {last}").format(first="; ".join(told), last=last) if told else last
    return _("An open deal is at risk where one of these holds: {listed}.").format(listed=listed)
