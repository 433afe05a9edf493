"""What stands before the first element of a feed: its document type, which is taken out."""

import re

from salesdesk_app.domain.errors import Problem

_BEFORE = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_TYPE = re.compile(
    rb"""\s*<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*"""
    rb"""(?:\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<)*\]\s*)?>""",
    re.DOTALL | re.IGNORECASE,
)
_OPEN = re.compile(rb"\s*<!DOCTYPE", re.IGNORECASE)


def without_type(data: bytes) -> bytes:
    """A feed in UTF-8 without its document type, so that no entity of its own is ever unfolded.

    Problem: document.damaged for a document type without an end.
    """
    at = 0
    while found := _BEFORE.match(data, at):
        at = found.end()
    if not _OPEN.match(data, at):
        return data
    stated = _TYPE.match(data, at)
    if stated is None:
        raise Problem("document.damaged")
    return data[:at] + data[stated.end() :]
