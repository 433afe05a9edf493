"""What columns of amounts come to: each currency by itself, and all in the workspace's."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count, money
from salesdesk_app.wording.pipeline import deals


class Sums(Protocol):
    """What the words need to know of a set of deals; values in minor units."""

    @property
    def deals(self) -> int: ...
    @property
    def unvalued(self) -> int: ...
    @property
    def unrated(self) -> int: ...
    @property
    def base(self) -> int: ...
    @property
    def own(self) -> Mapping[str, int]: ...
    @property
    def weighted_base(self) -> int: ...
    @property
    def weighted_own(self) -> Mapping[str, int]: ...


class Total(NamedTuple):
    """The sum of a column: what each currency comes to, all together, and what hovering tells."""

    parts: str
    whole: str
    explained: str


def of_values(sums: Sums, currency: str) -> Total:
    """The sum of the values."""
    what = _("The sum of the values")
    return _total(what, sums.own, sums.base, sums, currency)


def of_weighted(sums: Sums, currency: str) -> Total:
    """The sum of the weighted values."""
    what = _("The sum of value times probability, of the open deals that are in the forecast")
    return _total(what, sums.weighted_own, sums.weighted_base, sums, currency)


def rows(sums: Sums, shown: int | None = None) -> str:
    """``62 deals, 3 without a value``; of those that are selected ``5 of 62 deals selected``."""
    if shown is None:
        text = deals(sums.deals)
    else:
        chosen, of = count(sums.deals), deals(shown)
        text = _("{chosen} of {of} selected").format(chosen=chosen, of=of)
    return ", ".join([text, *_gaps(sums)])


def group(sums: Sums, currency: str) -> str:
    """``12 deals · $1.2 M · €300 k = $1.53 M · weighted $640 k · 3 without a value``."""
    parts = [deals(sums.deals)]
    if sums.own:
        value, weighted = of_values(sums, currency), of_weighted(sums, currency)
        parts.append(_joined(value))
        if sums.weighted_own:
            parts.append(_("weighted {value}").format(value=weighted.whole or weighted.parts))
    return " · ".join([*parts, *_gaps(sums)])


def _joined(total: Total) -> str:
    return " = ".join(part for part in (total.parts, total.whole) if part)


def _total(what: str, own: Mapping[str, int], base: int, sums: Sums, currency: str) -> Total:
    if not own:
        return Total("", "", _("None of these deals has a value here."))
    codes = sorted(own, key=lambda code: (code != currency, code))
    alone = codes == [currency]
    parts = "" if alone else " · ".join(money(own[code], code, short=True) for code in codes)
    # A sum that leaves a currency out would be taken for the whole.
    whole = "" if sums.unrated else money(base, currency, short=True)
    told = [f"{what}:", *(f"{code} {money(own[code], code)}" for code in codes)]
    if not alone and not sums.unrated:
        told.append(_("Together {value} at the latest rates").format(value=money(base, currency)))
    if sums.unrated:
        told.append(
            _("{count} in a currency without a rate: no sum in {currency} is shown.").format(
                count=count(sums.unrated), currency=currency
            )
        )
    told += [f"{one}." for one in _gaps(sums)[:1] if sums.unvalued]
    return Total(parts, whole, "\n".join(told))


def _gaps(sums: Sums) -> list[str]:
    found = []
    if sums.unvalued:
        found.append(_("{count} without a value").format(count=count(sums.unvalued)))
    if sums.unrated:
        found.append(_("{count} without a rate").format(count=count(sums.unrated)))
    return found
