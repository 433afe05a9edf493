"""Sentences for what is wrong with a filter line, and the words on the chips of its conditions."""

from salesdesk_app.wording.language import gettext as _

FAULTS: dict[str, str] = {
    "filter.long": "A filter line may have {most:,} characters.",
    "filter.field": "“{text}” is no field to filter by. To look for it as a word, "
    "put it in quotes.",
    "filter.field.near": "“{text}” is no field to filter by; the nearest is “{offers}”. To look "
    "for it as a word, put it in quotes.",
    "filter.value": "Say what “{field}” should be.",
    "filter.sign": "“{field}” has no order, so {sign} says nothing about it. Write "
    "{field}: instead.",
    "filter.unknown": "There is no {field} “{text}”.",
    "filter.unknown.near": "There is no {field} “{text}”. The nearest: {offers}.",
    "filter.several": "“{text}” may be {count} of them: {offers}. Write more of the name.",
    "filter.several.more": "“{text}” may be {count} of them, such as {offers}. Write more of the "
    "name.",
    "filter.amount": "“{text}” is no amount. Write it like 50k, 1.5m or 20k..50k.",
    "filter.rate": "No rate from “{text}” to {currency} is known. Set it in the settings, or write "
    "the amount in {currency}.",
    "filter.number": "{field}: “{text}” is no number. Write it like 14 or 7..30.",
    "filter.days": "“{text}” is no day or period. Write it like this-quarter, 2026-Q4, 2026-11, "
    "2026-11-23 or 2026-11-01..2026-11-23.",
    "filter.order": "“{text}” ends before it begins. Write {turned} instead.",
    "filter.mixed": "“{text}” cannot stand beside the others in one {field}: list. Write it as a "
    "term of its own.",
    "filter.yes_no": "“{field}” is yes or no, and “{text}” is neither.",
    "filter.state": "“{text}” is nothing that a deal can be. Write is:open, is:won, is:lost, "
    "is:closed, is:risk, is:snoozed or is:all.",
    "filter.state.near": "“{text}” is nothing that a deal can be; the nearest is is:{offers}.",
}

SIGNS: dict[str, str] = {
    "over": "over {low}",
    "from": "at least {low}",
    "under": "under {high}",
    "to": "up to {high}",
    "between": "{low} to {high}",
    "just": "{low}",
}


def bounds(low: str | None, high: str | None, *, with_low: bool, with_high: bool) -> str:
    """A range in words: ``over $50 k``, ``up to 14 d``, ``$10 k to $50 k``, ``14 d``."""
    if low is not None and high is not None:
        code = "just" if low == high else "between"
    elif low is not None:
        code = "from" if with_low else "over"
    else:
        code = "to" if with_high else "under"
    return _(SIGNS[code]).format(low=low, high=high)


def chip(title: str, said: str, *, named: bool = True, negated: bool = False) -> str:
    """A condition on a chip: ``Stage: Proposal``, ``Over $50 k``, ``Not: Closes this quarter``."""
    text = f"{title}: {said}" if named else f"{said[:1].upper()}{said[1:]}"
    return _("Not: {text}").format(text=text) if negated else text


def listed(names: list[str]) -> str:
    """Up to two names, and how many more: ``Proposal, Negotiation + 2``."""
    shown = ", ".join(names[:2])
    return shown if len(names) <= 2 else f"{shown} + {len(names) - 2}"
