"""Words of what changed in the open pipeline: the bars, what each means, moments and windows."""

from collections.abc import Mapping, Sized
from datetime import date, datetime
from typing import Protocol

from babel.dates import format_date, format_time

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import Definition
from salesdesk_app.wording.numbers import LOCALE, NOT_AVAILABLE, count, day, money
from salesdesk_app.wording.periods import Span
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.pipeline import deals
from salesdesk_app.wording.terms import term

_OWN = "SalesDesk"

BARS: dict[str, Definition] = {
    "start": Definition(
        _("Open then"),
        _("Open deals of the team that were expected to close in the window, without those that "
          "the forecast omits."),
        _OWN,
    ),
    "created": Definition(_("Created"), _("Deals that SalesDesk did not know then."), _OWN),
    "reopened": Definition(_("Reopened"), _("Deals that were closed then."), _OWN),
    "moved_to_team": Definition(
        _("Moved to team"),
        _("Deals that others had then, or that the forecast omitted."),
        _OWN,
    ),
    "pulled_in": Definition(
        _("Pulled in"),
        _("Deals that were expected later then, or on no day, and are now in the window; also "
          "those that were expected outside of it and were closed in it."),
        _OWN,
    ),
    "pushed_in": Definition(
        _("Pushed in"), _("Deals that were expected before the window and are now in it."), _OWN
    ),
    "increased": Definition(
        _("Increased"), _("What the deals that were there are worth more now."), _OWN
    ),
    "decreased": Definition(
        _("Decreased"), _("What the deals that were there are worth less now."), _OWN
    ),
    "won": Definition(
        _("Won"), _("Value of the deals won since, with a close date in the window."), _OWN
    ),
    "lost": Definition(_("Lost"), _("Value of the deals lost since."), _OWN),
    "pushed_out": Definition(
        _("Pushed out"),
        _("Deals that are expected after the window now, or on no day; also those that were "
          "closed after it."),
        _OWN,
    ),
    "pulled_earlier": Definition(
        _("Pulled earlier"),
        _("Deals that are expected before the window now, or were won before it."),
        _OWN,
    ),
    "deleted": Definition(_("Deleted"), _("Deals that were deleted since."), _OWN),
    "moved_off_team": Definition(
        _("Moved off team"), _("Deals that others have now, or that the forecast omits."), _OWN
    ),
    "end": Definition(
        _("Open now"),
        _("Open deals of the team that are expected to close in the window, without those that "
          "the forecast omits."),
        _OWN,
    ),
}  # fmt: skip


def bar(code: str) -> str:
    """The name of a bar."""
    return _(BARS[code].name)


def signed(minor: int | None, currency: str, *, short: bool = False) -> str:
    """An amount with its sign: ``+$164 k``, ``−$57 k``, ``$0``; empty for None."""
    if minor is None:
        return ""
    text = money(abs(minor), currency, short=short)
    return f"{'+' if minor > 0 else '−'}{text}" if minor else text


class Heap(Protocol):
    """What the words need to know of a bar."""

    @property
    def amount(self) -> int: ...
    @property
    def parts(self) -> Sized: ...
    @property
    def unvalued(self) -> Sized: ...
    @property
    def known(self) -> bool: ...


def amount(code: str, heap: Heap, currency: str, *, short: bool = False) -> str:
    """What a bar comes to, a change with its sign; ``n/a`` where none of its deals has a value."""
    if not heap.known:
        return NOT_AVAILABLE
    worded_by = money if code in ("start", "end") else signed
    return worded_by(heap.amount, currency, short=short)


def held(heap: Heap) -> str:
    """How many deals are in a bar: ``41 deals``, ``41 deals, 3 without a value``."""
    number, lacking = len(heap.parts), len(heap.unvalued)
    if not lacking:
        return deals(number)
    if lacking == number:
        return _("{deals}, none with a value").format(deals=deals(number))
    return _("{deals}, {n} without a value").format(deals=deals(number), n=count(lacking))


PUT_OFF = _(
    "Deals that were expected in the window and are open still, with a later date. A wrong date "
    "is a problem of the forecast; an obstacle or the buyer’s delay is one of the deal."
)


def put_off(found: Mapping[str | None, Sized]) -> str:
    """Why deals were put off: ``Put off 3: 1 wrong date, 2 no answer``; empty for none."""
    if not found:
        return ""
    parts = [
        f"{count(len(ids))} {term(f'slip.{reason}').lower() if reason else _('no answer')}"
        for reason, ids in found.items()
    ]
    total = count(sum(len(ids) for ids in found.values()))
    return _("Put off {number}: {reasons}").format(number=total, reasons=", ".join(parts))


def window(span: Span | None) -> str:
    """Which close dates are looked at: ``closing in Q4 2026``."""
    if span is None:
        return _("whatever its close date")
    return _("closing in {period}").format(period=worded(span))


def since(at: datetime, when: date | None) -> str:
    """``since Monday 16 November``, or since the local moment of a look or a call."""
    return _("since {then}").format(then=_then(at, when))


def on(at: datetime, when: date | None) -> str:
    """``on Monday 16 November``, ``on 16 Nov 2026, 17:10``."""
    return _("on {then}").format(then=_then(at, when))


def open_then(at: datetime, when: date | None) -> str:
    """A label for the first bar: ``Open Mon 16``."""
    known = at.date() if when is None else when
    return _("Open {day}").format(day=format_date(known, "EEE d", locale=LOCALE))


def open_now(*, today: bool) -> str:
    """A label for the last bar."""
    return _("Open today") if today else _("Open that day")


def moment(at: datetime) -> str:
    """A local moment: ``16 Nov 2026, 17:10``."""
    return f"{day(at.date(), year=True)}, {format_time(at, 'HH:mm', locale=LOCALE)}"


def _then(at: datetime, when: date | None) -> str:
    return moment(at) if when is None else format_date(when, "EEEE d MMMM", locale=LOCALE)


def said(value: str | int | date | None, currency: str) -> str:
    """What a deal was or is, where it says why it moved: a day, an amount or words."""
    if isinstance(value, int):
        return money(value, currency)
    return day(value, year=True) if isinstance(value, date) else value or ""


def from_to(before: str | int | date | None, after: str | int | date | None, currency: str) -> str:
    """``15 Dec 2026 → 20 Jan 2027``; what is the same, or known of one side, is said once."""
    told = [text for text in (said(before, currency), said(after, currency)) if text]
    return " → ".join(dict.fromkeys(told))
