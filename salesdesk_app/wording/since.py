"""What became of a deal since a day: in a word or two for a pill, and in full."""

from datetime import date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import day as worded_day
from salesdesk_app.wording.numbers import money
from salesdesk_app.wording.reports import change

Side = str | int | date | None

_WORDS: dict[str, str] = {
    "won": _("won"),
    "lost": _("lost"),
    "created": _("created"),
    "reopened": _("open again"),
    "put_off": _("later"),
    "pulled_in": _("earlier"),
    "deleted": _("deleted"),
}


def short(kind: str, before: Side, after: Side, currency: str) -> str:
    """``won``, ``→ Negotiation``, ``+$5,000``, ``later``; amounts come in minor units."""
    if kind == "stage":
        return f"→ {after}"
    if kind == "value":
        return _value(before, after, currency)
    if kind == "close":
        return _("no close date") if after is None else _("close date set")
    if kind == "owner":
        return _("owner {0}").format(after or _("nobody"))
    if kind == "category":
        return _("forecast {0}").format(after)
    return _WORDS[kind]


def in_full(kind: str, before: Side, after: Side, currency: str, reason: str | None = None) -> str:
    """``Pushed out: Wrong date: 18 Dec 2026 → 12 Jan 2027``."""
    name = change(kind, reason)
    if before is None and after is None:
        return name
    nothing = _("nothing")
    return f"{name}: {_side(before, currency) or nothing} → {_side(after, currency) or nothing}"


def _value(before: Side, after: Side, currency: str) -> str:
    if isinstance(before, int) and isinstance(after, int):
        sign = "+" if after > before else "−"
        return sign + money(abs(after - before), currency)
    return _side(after, currency) or _("no value")


def _side(side: Side, currency: str) -> str:
    if isinstance(side, date):
        return worded_day(side, year=True)
    return money(side, currency) if isinstance(side, int) else side or ""
