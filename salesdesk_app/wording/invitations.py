"""Sentences of an invitation that came by mail: what it is about, when and where."""

from datetime import date, datetime, timedelta

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import day
from salesdesk_app.wording.periods import span_of_days
from salesdesk_app.wording.today import clock, short_day

KINDS = {
    "invited": _("Invitation: {title}"),
    "cancelled": _("Cancelled: {title}"),
    "proposed": _("Another time is proposed: {title}"),
    "accepted": _("Accepted: {title}"),
    "declined": _("Declined: {title}"),
    "tentative": _("Accepted with reserve: {title}"),
    "event": _("Event: {title}"),
}
DAY = timedelta(days=1)


def invitation(
    kind: str, *, title: str, place: str, begins: date, ends: date, repeats: bool
) -> str:
    """What (of KINDS), when and where, a line each.

    Days (the last one excluded), local moments with their zone, or what stands on the wall.
    """
    when = _("When: {when}").format(when=_when(begins, ends))
    lines = [
        KINDS.get(kind, KINDS["event"]).format(title=title or _("without a title")),
        _("{when}, the first time of several").format(when=when) if repeats else when,
        _("Where: {place}").format(place=place) if place else "",
    ]
    return "\n".join(line for line in lines if line)


def _when(begins: date, ends: date) -> str:
    if not isinstance(begins, datetime) or not isinstance(ends, datetime):
        last = ends - DAY
        if last > begins:
            return span_of_days(begins, last)
        return _("{day}, all day").format(day=_day(begins))
    first = f"{_day(begins)}, {clock(begins)}"
    if ends.date() != begins.date():
        first += f" – {_day(ends)}, {clock(ends)}"
    elif ends > begins:
        first += f"–{clock(ends)}"
    return first + _zone(begins.utcoffset())


def _day(when: date) -> str:
    """``Thu 3 Dec 2026``: the text is kept, and read in another year as well."""
    weekday = short_day(when).partition(" ")[0]
    return f"{weekday} {day(when, year=True)}"


def _zone(offset: timedelta | None) -> str:
    """`` (UTC+1)``, so that it stays true in other zones; nothing for the clock on the wall."""
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    said = f"{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else ""
    return f" (UTC{said})"
