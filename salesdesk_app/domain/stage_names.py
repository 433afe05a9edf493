"""What the name of an unknown stage says about it: won, lost, or how likely a win is.

The vocabulary covers the standard stages of Salesforce, HubSpot, Pipedrive, Zoho, Dynamics and
Odoo, and the words for won and lost in a few languages.
"""

import re
import unicodedata

from salesdesk_app.domain.deals import StageSpec


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WON = _set("won closedwon dealwon gewonnen gagne gagnee ganado ganada vinto vinta ganho ganha")
_LOST = _set(
    "lost closedlost deallost verloren perdu perdue perdido perdida perso persa dead abandoned "
    "cancelled canceled rejected declined disqualified disqualifiziert abgelehnt abgesagt storniert"
)
_CLOSED = _set(
    "closed abgeschlossen geschlossen gesloten ferme fermee cerrado cerrada chiuso chiusa "
    "fechado fechada"
)
_BESIDE = _CLOSED | _set("deal deals stage status opportunity phase")
_NOT = _set("not nicht niet non no pas kein keine")

_AGAIN = ("open", "reopen", "offen", "wieder", "back", "or", "oder")

# The beginning of a word in the name, and the probability; the first line that fits counts.
_OPEN = (
    ("contract vertrag verbal commit closing close abschluss", 90),
    ("negotiat verhandl", 75),
    ("decision entscheid perception", 60),
    ("propos quot angebot offer offre offert preis", 50),
    ("present demo value", 40),
    ("discover need bedarf analy develop engag meeting", 30),
    ("qualif appoint contact kontakt", 20),
    ("prospect new neu lead anfrage inquiry idea", 10),
)
_UNKNOWN = 20


def stage_from_name(name: str) -> StageSpec:
    """A stage of that name, with the outcome, probability and category that the name suggests.

    A bare "Closed" stays open: whether it means won or lost is not known.
    """
    stage = name.strip()
    words = _words(stage)
    outcome = _outcome(words)
    before, _, bracket = stage.partition("(")
    if outcome == "open" and not any(word.startswith(_AGAIN) for word in _words(bracket)):
        outcome = _outcome(_words(before))  # "Lost (price)": the bracket is a reason
    if outcome == "won":
        return StageSpec(stage, "won", 100, "closed", None)
    if outcome == "lost":
        return StageSpec(stage, "lost", 0, "omitted", None)
    found = likely(" ".join(word for word in words if word not in _CLOSED))
    chance = _UNKNOWN if found is None else found
    stuck_days = 21 if 30 <= chance < 75 else 14
    return StageSpec(stage, "open", chance, category_for(chance), stuck_days)


def category_for(probability: int) -> str:
    """The forecast category of an open stage: commit from 75 %, best case from 50 %."""
    if probability >= 75:
        return "commit"
    return "best_case" if probability >= 50 else "pipeline"


def _outcome(words: tuple[str, ...]) -> str:
    """Won or lost where the name says so plainly ("Closed Lost to Competition", "3. Won")."""
    found = set(words)
    closed, negated = bool(found & _CLOSED), bool(found & _NOT)
    says = {"won" if word in _WON else "lost" for word in found if word in _WON | _LOST}
    if not says:
        return "lost" if closed and negated else "open"  # "Closed, no decision"
    if len(says) == 2 or not (closed or negated or found <= _WON | _LOST | _BESIDE):
        return "open"  # "Won or lost?", "Lost contact"
    outcome = says.pop()
    before = words[: next(at for at, word in enumerate(words) if word in _WON | _LOST)]
    if _NOT & set(before):
        return "lost" if outcome == "won" else "open"  # "not won"; what follows is a reason
    return outcome


def likely(name: str) -> int | None:
    """How likely a win is (percent) by the words of a stage's name; None where they say nothing."""
    for beginnings, probability in _OPEN:
        if any(word.startswith(tuple(beginnings.split())) for word in _words(name)):
            return probability
    return None


def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return tuple(
        re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    )
