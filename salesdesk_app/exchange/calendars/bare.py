"""When an event is by the clock of one zone: its times without a zone, to be compared."""

from datetime import date, datetime, time, tzinfo
from typing import Any

from icalendar.prop import vDDDLists, vDDDTypes

from salesdesk_app.exchange.calendars import rules, texts

ALIKE = ("UID", "SEQUENCE", "DURATION")
MOMENTS = ("DTSTART", "DTEND", "RECURRENCE-ID")
LISTS = ("RDATE", "EXDATE")


def bare(event: Any, zone: tzinfo | None, start: date) -> dict[str, Any]:
    """The properties of an event that say when it is, as the clock of a zone shows them.

    Libraries and programs compare times with and without zones each in its own way; by one clock
    there is one way. What a bare day names in a series that has times is its time on that day, by
    the ``start`` of the series.
    """
    facts = {name: event[name] for name in ALIKE if name in event}
    for name in MOMENTS:
        if name in event:
            facts[name] = vDDDTypes(_by(event[name].dt, zone))
    named = facts.get("RECURRENCE-ID")
    if named is not None and isinstance(start, datetime) and not isinstance(named.dt, datetime):
        facts["RECURRENCE-ID"] = vDDDTypes(datetime.combine(named.dt, _time(start, zone)))
    if "RANGE" in getattr(event.get("RECURRENCE-ID"), "params", ()):
        facts["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    for name in LISTS:
        dates = [when.dt for value in texts.all_of(event.get(name)) for when in value.dts]
        if dates:
            facts[name] = vDDDLists([_by_all(when, zone) for when in dates])
    for name in ("RRULE", "EXRULE"):
        followed = [rules.by_clock(rule, event["DTSTART"].dt, zone) for rule in _of(event, name)]
        if followed:
            facts[name] = followed
    return facts


def _of(event: Any, name: str) -> list[Any]:
    return texts.all_of(event.get(name))


def _by(when: date, zone: tzinfo | None) -> date:
    """Where there is no zone, what is shown where it is stated: never the zone of this computer."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        shown = when if zone is None else when.astimezone(zone)
        return shown.replace(tzinfo=None)
    return when


def _time(start: datetime, zone: tzinfo | None) -> time:
    shown = _by(start, zone)
    return shown.time() if isinstance(shown, datetime) else time()


def _by_all(when: Any, zone: tzinfo | None) -> Any:
    """A day, a moment or a period."""
    if isinstance(when, tuple):
        return tuple(_by(part, zone) if isinstance(part, date) else part for part in when)
    return _by(when, zone)
