"""Cells of activities: what kind of thing was done, how it stands, and how long it took."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, Literal

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.texts import clean, text_of
from salesdesk_app.exchange.values.column import Column, Distinct
from salesdesk_app.exchange.values.number_cells import NOTHING

State = Literal["done", "open", "off"]

MOST_MINUTES = 24 * 60
_KINDS = {
    "call": "call calls phone phonecall telephone outboundcall inboundcall outgoingcall "
    "incomingcall loggedcall coldcall calllog voicemail anruf anrufe telefonat telefon "
    "telefonanruf telefongespräch",
    "meeting": "meeting meetings appointment event visit demo lunch dinner conference webinar "
    "workshop onlinemeeting videocall videoconference videomeeting presentation termin besprechung "
    "treffen besuch vororttermin kundenbesuch präsentation videokonferenz kalendereintrag",
    "mail": "mail mails email emails emailsent sentemail incomingemail outgoingemail listemail "
    "letter fax sms message whatsapp linkedin linkedinmessage emailmessage brief nachricht",
    "task": "task tasks todo deadline followup reminder activity aufgabe aufgaben frist "
    "wiedervorlage erinnerung",
    "note": "note notes comment notiz notizen kommentar",
    "one_to_one": "1:1 11 1on1 oneonone onetoone 1to1 coaching vieraugengespräch "
    "mitarbeitergespräch",
}
_STATES: dict[State, str] = {
    "done": "done completed complete closed finished held sent yes true 1 erledigt abgeschlossen "
    "beendet fertig durchgeführt ja wahr",
    "open": "open notstarted inprogress waiting waitingonsomeoneelse waitingforinput deferred "
    "planned scheduled rescheduled pending todo new upcoming notcompleted incomplete active no "
    "false 0 offen geplant nichtbegonnen nichtgestartet inbearbeitung wartend zurückgestellt "
    "verschoben anstehend neu nein falsch wartetaufandere",
    "off": "cancelled canceled noshow notheld missed declined abgesagt storniert ausgefallen "
    "nichterschienen abgebrochen",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split()}
_UNITS = (
    (re.compile(r"\b(ms|milliseconds?|millisekunden?)\b"), 1 / 60_000),
    (re.compile(r"\b(s|secs?|seconds?|sek|sekunden?)\b"), 1 / 60),
    (re.compile(r"\b(h|hrs?|hours?|std|stunden?)\b"), 60),
)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?h)?")
_PART = re.compile(
    r"(\d+(?:[.,]\d+)?) ?(hours?|hrs?|h|std\.?|stunden?|minutes?|mins?\.?|m|minuten?|"
    r"seconds?|secs?\.?|s|sek\.?|sekunden?)?[ ,]*(?:and|und)? ?"
)


def activity_kind(text: str) -> str:
    """The code of a kind of activity; Problem import.activity for an unknown word."""
    found = _KIND_OF.get(text.casefold()) or _KIND_OF.get(_key(text))
    if found is None:
        raise Problem("import.activity", value=text)
    return found


def state_of(text: str) -> State | None:
    """Whether a word says that something is done, open or called off; None for any other word."""
    return _STATE_OF.get(_key(text))


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def lengths(cells: Sequence[Any], heading: str) -> Column:
    """Lengths of time in whole minutes; bare numbers are in the unit of the heading, or minutes."""
    words = heading.casefold().replace("_", " ")
    factor = next((factor for pattern, factor in _UNITS if pattern.search(words)), 1.0)

    def length(cell: Any) -> int | None:
        found = minutes(cell, factor)
        if found is None:
            return None
        if not 0 <= found <= MOST_MINUTES:
            raise Problem("import.minutes", value=text_of(cell))
        return max(round(found), 1) if found else 0

    return Distinct(cells, length).spread()


def minutes(cell: Any, factor: float) -> float | None:
    """A length of time; bare numbers are times the factor. Problem import.minutes."""
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 60
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute + cell.second / 60
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        return cell * factor
    text = clean(cell).casefold() if isinstance(cell, str) else ""
    if text in NOTHING and isinstance(cell, str):
        return None
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2]) + int(found[3] or 0) / 60
    if isinstance(cell, date | datetime) or not re.fullmatch(f"(?:{_PART.pattern})+", text):
        raise Problem("import.minutes", value=text_of(cell))
    return sum(
        float(found[1].replace(",", ".")) * _factor(found[2] or "", factor)
        for found in _PART.finditer(text)
    )


def _factor(unit: str, usual: float) -> float:
    if not unit:
        return usual
    return {"h": 60, "m": 1, "s": 1 / 60}.get(unit[0], 1) if not unit.startswith("st") else 60
