"""Words that stand for codes: forecast categories and roles as vendors and people write them."""

import re

from salesdesk_app.domain.errors import Problem

# As Salesforce, HubSpot, Zoho and Dynamics call them, in English and German.
_CATEGORIES = {
    "pipeline": "pipeline; open pipeline; offen",
    "best_case": "best case; upside; most likely; bester fall; günstigster fall; "
    "höchstwahrscheinlich; wahrscheinlich",
    "commit": "commit; committed; commitment; forecast; zusage; zugesagt; verbindlich; commit fall",
    "closed": "closed; closed won; won; booked; geschlossen; abgeschlossen; gewonnen",
    "omitted": "omitted; omit; not forecasted; none; excluded; lost; closed lost; ausgelassen; "
    "weggelassen; ausgeschlossen; verloren; nicht prognostiziert",
}
_MANAGING = re.compile(
    r"\b(manager|head|director|vp|leiter(in)?|team ?lead|vertriebsleiter(in)?)\b"
)
_SELLING = re.compile(r"\b(account|key account) manager\b")


def word_key(text: str) -> str:
    """What counts of a word: its letters and figures, whatever their case."""
    return "".join(c for c in text.casefold() if c.isalnum())


CATEGORIES = {
    word_key(word): code for code, words in _CATEGORIES.items() for word in words.split(";")
}


def category(text: str) -> str:
    """The forecast category that a text names; Problem import.category."""
    found = CATEGORIES.get(word_key(text))
    if found is None:
        raise Problem("import.category", value=text)
    return found


def role(text: str) -> str:
    """``manager`` for who leads others by title, else ``rep``: an account manager sells."""
    text = text.casefold()
    return "manager" if _MANAGING.search(_SELLING.sub("", text)) else "rep"
