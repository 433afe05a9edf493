"""The time zones that a calendar brings along, and those that are not known."""

import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Timezone
from icalendar.timezone import tzp

MOST_ZONES = 200
MOST_CHANGES = 400  # of a zone: lines that begin a time of summer or winter
NAMED = re.compile(rb'TZID=("[^"]*"|[^";:,]*)', re.IGNORECASE)
_RULE = re.compile(rb"^(?:RRULE|EXRULE)[:;](.*)$", re.IGNORECASE | re.MULTILINE)


def learn(definitions: Iterable[bytes]) -> None:
    """Makes a calendar's own zones known, and forgets those of the one before.

    A zone that the world's list knows by this name is taken from there. One whose changes come
    more often than monthly, or make no sense, stays unknown.
    """
    tzp.use_default()
    for text in list(definitions)[:MOST_ZONES]:
        rules = [rule.upper() for rule in _RULE.findall(text)]
        calm = all(b"FREQ=YEARLY" in rule or b"FREQ=MONTHLY" in rule for rule in rules)
        if calm and text.upper().count(b"BEGIN:") <= MOST_CHANGES:
            try:
                tzp.cache_timezone_component(Timezone.from_ical(text))
            except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
                continue  # then its name is not known, which is told where an event needs it


def known(name: str) -> bool:
    """Whether times in a zone of this name can be placed."""
    try:
        return tzp.timezone(name) is not None
    except (ValueError, OSError):  # no name of a zone, but of a path
        return False


def unknown(lines: Iterable[bytes]) -> set[bytes]:
    """The zones that lines name and that are not known."""
    names = {found[1] for line in lines for found in [NAMED.search(line)] if found is not None}
    return {name for name in names if not known(name.strip(b'"').decode("utf-8", "replace"))}


def stated(name: str | None) -> bytes | None:
    """The zone that a calendar names for all of it, where the world's list has it."""
    if not name:
        return None
    try:
        return ZoneInfo(name).key.encode()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
