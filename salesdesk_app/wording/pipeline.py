"""What the deals in sight come to, in one line; what is not known is said, never shown as 0."""

from typing import Protocol

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, money


class Sums(Protocol):
    """What the words need to know of a set of deals; values in minor units."""

    @property
    def open_count(self) -> int: ...
    @property
    def unvalued(self) -> int: ...
    @property
    def open_value(self) -> int | None: ...
    @property
    def weighted_minor(self) -> int | None: ...
    @property
    def won_count(self) -> int: ...
    @property
    def won_value(self) -> int | None: ...
    @property
    def lost_count(self) -> int: ...
    @property
    def lost_value(self) -> int | None: ...
    @property
    def omitted(self) -> int: ...


def deals(number: int) -> str:
    """``1 deal``, ``2,089 deals``."""
    return ngettext("{count} deal", "{count} deals", number).format(count=count(number))


def no_rate(number: int, currency: str) -> str:
    """What is missing in a sum, as a sentence."""
    text = _("The value of {deals} in {currency} is in no sum: no rate is known.")
    return text.format(deals=deals(number), currency=currency)


def without_rate(number: int, currency: str) -> str:
    """The same in a few words: ``1 deal in EUR without a rate, in no sum``."""
    text = _("{deals} in {currency} without a rate, in no sum")
    return text.format(deals=deals(number), currency=currency)


def totals(sums: Sums, currency: str) -> str:
    """``62 deals · $1.46 M open · $638 k weighted``; ``2,089 open, none with a value in USD``."""
    number = sums.open_count + sums.omitted + sums.won_count + sums.lost_count
    closed = sums.won_count + sums.lost_count
    if number == 0:
        return _("No deals")
    if closed == 0:
        return _open(sums, currency)
    parts = [
        f"{count(many)} {word}{_worth(value, currency)}"
        for many, word, value in (
            (sums.open_count, _("open"), sums.open_value),
            (sums.won_count, _("won"), sums.won_value),
            (sums.lost_count, _("lost"), sums.lost_value),
        )
        if many
    ]
    return " · ".join(parts if len(parts) == 1 else [deals(number), *parts])


def head(sums: Sums, currency: str) -> str:
    """The line below a stage's name: ``$312 k · weighted $62 k``, or what is missing."""
    if sums.won_count or sums.lost_count:
        value = sums.won_value if sums.won_count else sums.lost_value
        return _none(currency) if value is None else money(value, currency, short=True)
    if sums.open_count == 0:
        return ""
    value, weighted = sums.open_value, sums.weighted_minor
    if value is None or weighted is None:
        return _none(currency)
    return _("{value} · weighted {weighted}").format(
        value=money(value, currency, short=True), weighted=money(weighted, currency, short=True)
    )


def missing(sums: Sums, currency: str) -> str:
    """How many open deals the sums leave out, and why; empty where they hold all."""
    parts = []
    if sums.unvalued:
        said = _("{count} without a value in {currency}")
        parts.append(said.format(count=count(sums.unvalued), currency=currency))
    if sums.omitted:
        parts.append(_("{count} omitted from the forecast").format(count=count(sums.omitted)))
    return ", ".join(parts)


def _none(currency: str) -> str:
    """A value may be missing, or only the rate that it is converted by."""
    return _("No values in {currency}").format(currency=currency)


def _open(sums: Sums, currency: str) -> str:
    number = sums.open_count + sums.omitted
    value, weighted = sums.open_value, sums.weighted_minor
    if sums.open_count and (value is None or weighted is None):
        said = _("{count} open, none with a value in {currency}")
        return said.format(count=count(number), currency=currency)
    if not sums.open_count:
        return _("{deals}, omitted from the forecast").format(deals=deals(number))
    parts = [
        deals(number),
        _("{value} open").format(value=money(value, currency, short=True)),
        _("{value} weighted").format(value=money(weighted, currency, short=True)),
    ]
    return " · ".join(parts)


def _worth(value: int | None, currency: str) -> str:
    return "" if value is None else f", {money(value, currency, short=True)}"
