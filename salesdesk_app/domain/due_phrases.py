"""How a line says by when something is due, as patterns: days, hours, parts of a day, spans."""

import re
from datetime import time

EVENING = time(17)  # by when something of today is due that names no hour
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t(?:ember)?", "ober", "ember", "ember")
PARTS = {
    "morning": time(12),
    "noon": time(12),
    "midday": time(12),
    "lunch": time(12),
    "afternoon": EVENING,
    "evening": time(20),
    "night": time(20),
}

# Not "sat" and "sun": they are words of their own.
WEEKDAY = "monday|mon|tuesday|tues?|wednesday|weds?|thursday|thurs?|thu|friday|fri|saturday|sunday"
_MONTH = "|".join(f"{month}(?:{rest})?" for month, rest in zip(MONTHS, _FULL, strict=True))
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|ten)"
_AHEAD = rf"in\s+{_COUNT}\s+(?:days?|weeks?|months?)"
# What one does: “Friday call Weiss” is by Friday, “Monday report to the board” is what it says.
_ACTS = (
    "answer|ask|book|call|chase|check|e-?mail|follow|mail|meet|phone|prepare|remind|reply|ring"
    "|send|tell|thank|visit|write"
)
_DATED = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2}\b)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH})\.?(?:\s+\d{{4}})?"
)
# What these words precede is not by when: the Friday report, last Monday, every Tuesday.
_NOT_AFTER = "".join(
    rf"(?<!\b{word} )"
    for word in ("the", "last", "every", "each", "since", "from", "of", "past", "our", "a")
)
_DAY = (
    rf"{_NOT_AFTER}(?P<day>day\s+after\s+tomorrow|today|tonight|tomorrow|tmrw?"
    rf"|(?:(?:this|next)\s+)?(?:{WEEKDAY})|(?:next|this)\s+(?:week|month)"
    r"|end\s+of\s+(?:the\s+|this\s+)?(?:week|month)|eow|eom"
    rf"|{_AHEAD}"
    rf"|(?:(?:{WEEKDAY}),?\s+)?the\s+\d{{1,2}}(?:st|nd|rd|th)\b"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2}\b)?"
    r"|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?"
    rf"|(?:(?:{WEEKDAY}),?\s+)?\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH})\.?(?:\s+\d{{4}})?"
    rf"|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)"
)
_PART = "|".join(PARTS)
UNTIL = r"(?:\s?[-–]\s?|\s+(?:and|to|till|until)\s+)"  # of “9-10” the beginning counts
_MARKED = (
    rf"\d{{1,2}}(?:[:.]\d{{2}})?\s*(?:am|pm)?{UNTIL}\d{{1,2}}(?:[:.]\d{{2}}\s*(?:am|pm)?|\s*(?:am|pm)\b)"
    r"|\d{1,2}[:.]\d{2}\s*(?:am|pm|h)?|\d{1,2}\s*(?:am|pm|h|o['’]?clock)\b"
    r"|noon|midday|eod|cob|end\s+of\s+(?:the\s+)?day|close\s+of\s+business"
)
_HOUR = rf"(?:{_MARKED}|\d{{1,2}})(?!\d|[.:/]\d)"
# What follows these words is an amount: “the price is 12.50”.
_NO_AMOUNT = "".join(
    rf"(?<!\b{word} )"
    for word in ("is", "of", "to", "for", "about", "price", "cost", "costs", "pay", "rate")
)
_PREP = r"(?:due\s+)?(?:(?:on|by|until|till|before|for|later)\s+)?"
_AT = r"(?:at|by|before|around|between|from)\s+"
_TILL = r"(?:\s?[-–]\s?\d{1,2}(?::\d{2})?(?![\d:]))?"
_PHRASES = (
    rf"(?:{_AT})(?P<hour>{_HOUR})\s+(?:on\s+)?{_DAY}",
    rf"(?P<hour>{_MARKED}|\d{{1,2}}(?=\s?[-–]\s?\d)){_TILL}\s+(?:on\s+)?{_DAY}",
    rf"{_PREP}{_DAY}(?:,?\s+(?:{_AT})?(?P<hour>{_HOUR}){_TILL}|\s+(?:in\s+the\s+)?(?P<part>{_PART}))?",
    rf"{_PREP}(?:this|in\s+the)\s+(?P<part>{_PART})",
    r"in\s+(?P<span>(?:\d{1,3}|an?|half\s+an)\s*(?:min(?:ute)?s?|h(?:(?:ou)?rs?)?))",
    rf"{_AT}(?P<hour>{_HOUR})",
    rf"{_NO_AMOUNT}(?P<hour>{_MARKED})",
)
SAYING = ("day", "part", "span", "hour")
_FLAGS = re.IGNORECASE | re.DOTALL
_AFTER = r"(?:about|re|regarding|concerning|because|since|with|for|to|if|and)\b|[:–—-]\s"
_FIRST = r"(?P<hour>\d{1,2}(?::\d{2}(?:\s*[ap]m)?|\s*[ap]m))\s+"
_NEAR = r"(?P<day>today|tonight|(?:day\s+after\s+)?tomorrow)"
PLACES = (
    re.compile(rf"{_FIRST}(?P<after>[^\W\d].*?)[\s,;(]+{_PREP}{_DAY}[\s.!)]*", _FLAGS),
    re.compile(
        rf"{_NEAR}\s+(?P<after>[^\W\d].*?)[\s,;(]+(?:{_AT})(?P<hour>{_HOUR})[\s.!)]*", _FLAGS
    ),
    re.compile(rf"{_NEAR}\s+(?P<after>[^\W\d].*?)[\s,;(]+(?P<hour>{_MARKED})[\s.!)]*", _FLAGS),
    re.compile(
        rf"{_DAY},?\s+(?:{_AT})?(?P<hour>{_MARKED}|\d{{1,2}}(?=\s?[-–])){_TILL}\s+(?P<after>[^\W\d].+)",
        _FLAGS,
    ),
    re.compile(rf"(?P<hour>{_MARKED})\s+(?:on\s+)?{_DAY},?\s+(?P<after>[^\W\d].+)", _FLAGS),
    *(re.compile(rf"(?P<before>.*?)(?:^|[\s,;(]+){one}[\s.!)]*", _FLAGS) for one in _PHRASES),
    *(re.compile(rf"{one}\s*[:,;–—-]\s*(?P<after>.+)", _FLAGS) for one in _PHRASES[:6]),
    re.compile(rf"(?P<day>tomorrow)\s+(?P<hour>{_HOUR})\s+(?P<after>.+)", _FLAGS),
    re.compile(rf"{_NEAR}\s+(?P<after>.+)", _FLAGS),
    re.compile(rf"(?P<day>{_AHEAD}|next\s+(?:{WEEKDAY}))\s+(?P<after>[^\W\d].+)", _FLAGS),
    re.compile(rf"(?P<day>{_DATED}),?\s+(?P<after>[^\W\d].+)", _FLAGS),
    re.compile(rf"(?P<day>{WEEKDAY}),?\s+(?P<after>(?:{_ACTS})\b.+)", _FLAGS),
    re.compile(rf"{_FIRST}(?P<after>[^\W\d].+)", _FLAGS),
    re.compile(rf"{_AT}(?P<hour>{_MARKED})\s+(?P<after>[^\W\d].+)", _FLAGS),
    re.compile(rf"{_PHRASES[4]}\s+(?P<after>[^\W\d].+)", _FLAGS),
    *(
        re.compile(rf"(?P<before>.+?)\s+{one}\s+(?P<after>(?:{_AFTER}).*)", _FLAGS)
        for one in (*_PHRASES[:3], _PHRASES[4])
    ),
)
"""Where in a line a phrase may stand: around it, at its end or beginning, and before “about”.

An hour that begins a line needs no sign behind it where it cannot be an amount: “3pm call Halden”.
"""
