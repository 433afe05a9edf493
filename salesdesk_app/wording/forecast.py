"""Words of the forecast: stale calls, what changed in a deal, what past calls say, the gap."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day, money, percent
from salesdesk_app.wording.reports import change as changed
from salesdesk_app.wording.terms import term


class Difference(Protocol):
    """What the words need to know of a difference of a deal."""

    @property
    def kind(self) -> str: ...
    @property
    def before(self) -> str | int | date | None: ...
    @property
    def after(self) -> str | int | date | None: ...
    @property
    def currency(self) -> str: ...
    @property
    def reason(self) -> str | None: ...


def stale(reason: str, said_on: date) -> str:
    """Why a call should be said again: ``Said on 16 Nov, before this week began``."""
    if reason == "passed":
        return _("Said on {day}; more is closed by now").format(day=day(said_on))
    return _("Said on {day}, before this week began").format(day=day(said_on))


def stale_calls(reason: str, number: int) -> str:
    """How many calls are stale for a reason: ``8 calls were said before this week began``."""
    if reason == "passed":
        text = ngettext(
            "{n} call is less than is closed by now", "{n} calls are less than is closed", number
        )
    else:
        text = ngettext(
            "{n} call was said before this week began",
            "{n} calls were said before this week began",
            number,
        )
    return text.format(n=count(number))


def difference(line: Difference) -> str:
    """One difference of a deal in a line: ``Pushed out: Obstacle, 12 Dec → 20 Jan``.

    Of a stage both ends say enough: ``Proposal → Negotiation``.
    """
    what = changed(line.kind, line.reason)
    if line.kind in ("won", "lost", "created", "deleted", "reopened"):
        return what
    before, after = (_told(side, line.currency) for side in (line.before, line.after))
    if line.kind == "stage":
        return _("{before} → {after}").format(before=before, after=after)
    return _("{what}, {before} → {after}").format(what=what, before=before, after=after)


def counts(before: str | None, after: str | None) -> str:
    """How a deal counts since its stage was changed in the settings: ``Best case → Commit``."""
    then, now = (_("nowhere") if side is None else term(side) for side in (before, after))
    return _("{what}, {before} → {after}").format(what=changed("category"), before=then, after=now)


def calibrated(n: int, periods: int, share: Decimal | None, enough: int) -> str:
    """What a calibrated number is made of, or how many past calls it still lacks."""
    calls = ngettext("{n} past call", "{n} past calls", n).format(n=count(n))
    if n < enough:
        return _("{calls}; from {enough} on the call is calibrated").format(
            calls=calls, enough=enough
        )
    spans = ngettext("{n} period", "{n} periods", periods).format(n=count(periods))
    return _("{share} of what was called was won, from {calls} of {spans}").format(
        share=percent(share), calls=calls, spans=spans
    )


def bias(share: Decimal | None) -> str:
    """``12 % over``, ``5 % under``, ``just right``; ``n/a`` where nothing was won."""
    if share is None:
        return percent(None)
    if round(share, 2) == 0:
        return _("just right")
    words = _("{share} over") if share > 0 else _("{share} under")
    return words.format(share=percent(abs(share)))


def more(number: int | None, by: date | None, late: bool) -> str:
    """``12 more opportunities, opened by 1 Dec``; what is not known is said so."""
    if number is None:
        return _("How many more it takes is not known: too little closed in the last 90 days")
    text = ngettext("{n} more opportunity", "{n} more opportunities", number)
    said = text.format(n=count(number))
    if by is None or number == 0:
        return said
    if late:
        return _("{said}, too late since {day}").format(said=said, day=day(by, year=True))
    return _("{said}, opened by {day}").format(said=said, day=day(by, year=True))


def _told(side: str | int | date | None, currency: str) -> str:
    if isinstance(side, date):
        return day(side)
    if isinstance(side, int):
        return money(side, currency)
    return side or _("none")
