"""Reads the event of an invitation in a mail: what it is, when and where, as calendars are read."""

import warnings
from collections.abc import Iterable
from typing import Any

SECONDS = 1.0
FIRST, LAST = "1970-01-02", "3000"  # what lies beyond is no meeting, and not in every calendar
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
METHODS = {"REQUEST": "invited", "ADD": "invited", "CANCEL": "cancelled", "COUNTER": "proposed"}


def read(content: bytes) -> dict[str, Any] | None:
    """The event, its kind as in ``wording.invitations``; None for none, several, or a broken one.

    Of a series it is the first time, and ``repeats``.
    """
    from salesdesk_app.exchange.calendars import entries, zones
    from salesdesk_app.exchange.calendars.parsing import BAD
    from salesdesk_app.exchange.calendars.patience import Patience, TooLong
    from salesdesk_app.exchange.calendars.pieces import calendars, unfolded

    found = list(calendars(unfolded(content), lambda _event: True))
    events = [(pieces, event) for pieces in found for event in pieces.events]
    if not events or len({event.first(b"UID") for _pieces, event in events}) > 1:
        return None
    pieces, first = events[0]
    try:
        with warnings.catch_warnings(), Patience() as patience, patience.within(SECONDS):
            warnings.simplefilter("ignore")
            zones.learn(pieces.zones)
            unknown = zones.unknown(line for _name, line in first.lines)
            zone = zones.stated(pieces.stated.get(b"X-WR-TIMEZONE"))
            event, _changed = entries.entry(first, unknown, zone)
            return _told(event, pieces.stated.get(b"METHOD", "").upper())
    except (TooLong, entries.Refused, *BAD):
        return None


def is_in_calendars(times: Iterable[str]) -> bool:
    """Whether every calendar has these days or moments, as ISO texts."""
    return all(FIRST <= one < LAST for one in times)


def _told(event: Any, method: str) -> dict[str, Any] | None:
    from salesdesk_app.exchange.calendars.entries import described
    from salesdesk_app.exchange.calendars.laying_out import times

    when = times(event)
    if not is_in_calendars(when):
        return None
    what = described(event)
    kind = _answer(event) if method == "REPLY" else METHODS.get(method, "event")
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        kind = "cancelled"
    return {
        "kind": kind,
        "title": what["title"],
        "place": what["place"] or "",
        "note": what["note"] or "",
        "times": when,
        "repeats": "RRULE" in event or "RDATE" in event,
    }


def _answer(event: Any) -> str:
    from salesdesk_app.exchange.calendars.texts import all_of

    stated = [str(one.params.get("PARTSTAT", "")).upper() for one in all_of(event.get("ATTENDEE"))]
    return next((ANSWERS[one] for one in stated if one in ANSWERS), "event")
