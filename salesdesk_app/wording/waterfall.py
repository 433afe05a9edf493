"""Words of what changed in the open pipeline: the bars, what each means, moments and windows."""

from datetime import date, datetime

from babel.dates import format_date, format_time

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import Definition
from salesdesk_app.wording.numbers import LOCALE, day, money
from salesdesk_app.wording.periods import Span
from salesdesk_app.wording.periods import period as worded

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


def signed(minor: int, currency: str, *, short: bool = False) -> str:
    """An amount with its sign: ``+$164 k``, ``−$57 k``, ``$0``."""
    text = money(abs(minor), currency, short=short)
    return f"{'+' if minor > 0 else '−'}{text}" if minor else text


def window(span: Span | None) -> str:
    """Which close dates are looked at: ``closing in Q4 2026``."""
    if span is None:
        return _("whatever its close date")
    return _("closing in {period}").format(period=worded(span))


def since_day(when: date) -> str:
    """A day looked back to, with its weekday: ``Monday 16 November 2026``."""
    return format_date(when, "EEEE d MMMM y", locale=LOCALE)


def since_moment(at: datetime) -> str:
    """A local moment looked back to: ``16 Nov 2026, 17:10``."""
    return f"{day(at.date(), year=True)}, {format_time(at, 'HH:mm', locale=LOCALE)}"


def said(value: str | int | date | None, currency: str) -> str:
    """What a deal was or is, where it says why it moved: a day, an amount or words."""
    if isinstance(value, int):
        return money(value, currency)
    return day(value, year=True) if isinstance(value, date) else value or ""


def from_to(before: str | int | date | None, after: str | int | date | None, currency: str) -> str:
    """``15 Dec 2026 → 20 Jan 2027``; what is the same, or known of one side, is said once."""
    told = [text for text in (said(before, currency), said(after, currency)) if text]
    return " → ".join(dict.fromkeys(told))
