"""What travels between the reader of feeds and its child, and the bounds of a feed."""

import json
import re
from urllib.parse import quote, urldefrag

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.web_address import LONGEST, checked

ENTRIES = 200  # of a feed, the first ones: they are the newest
OUTLINES = 1_000  # of a list of feeds
TITLE = 300  # letters
TEXT = 4_000
AUTHOR = 120
KEY = 500
LINK = LONGEST
_IN_A_PLACE = "%/:=&?~+!$,;'@()*-._"
_ODD = re.compile(r"""[ "<>`{}|^\\]""")


def framed(content: bytes, address: str, kind: str) -> bytes:
    """A feed behind one line that says where it came from, and what the server called it."""
    return json.dumps({"address": address, "kind": kind[:200]}).encode("ascii") + b"\n" + content


def web_link(text: str) -> str | None:
    """An absolute http or https address in its one spelling; None for anything else.

    The place on its page stays: feeds of changes have one page for all entries.
    """
    if not text.lower().startswith(("http://", "https://")):
        return None
    page, place = urldefrag(_ODD.sub(lambda odd: quote(odd[0]), text))
    try:
        address = checked(page).text
    except Problem:
        return None
    whole = f"{address}#{quote(place, safe=_IN_A_PLACE)}"
    return whole if place and len(whole) <= LINK else address
