"""What may stand where the cursor is in a filter line: fields, and then their values."""

from typing import NamedTuple

from salesdesk_app.domain.filters.fields import STATES, Field
from salesdesk_app.domain.filters.names import Names, fold
from salesdesk_app.domain.filters.spans import WORDS as DAYS
from salesdesk_app.domain.filters.tokens import Token, pieces, quoted, tokens
from salesdesk_app.domain.filters.writing import values_text

MOST = 12
"""So many offers at most."""


class Offer(NamedTuple):
    """A text to put in for the characters from ``first`` to before ``last``.

    ``label`` is what it is shown as and ``note`` what stands beside it. ``whole`` says that the
    term is complete with it.
    """

    first: int
    last: int
    text: str
    label: str
    note: str = ""
    whole: bool = True


def offers(line: str, cursor: int, names: Names) -> list[Offer]:
    """What may be taken at the cursor, the likeliest first; every field where nothing is typed."""
    here = next((t for t in tokens(line) if t.first < cursor <= t.last), None)
    if here is None:
        return _fields("", cursor, cursor, names)
    if here.field is None:
        return [] if '"' in here.said else _fields(here.said, here.first, here.last, names)
    field = names.fields.get(fold(here.field))
    if field is None or cursor < here.at:
        typed = line[here.first : cursor].lstrip("-!")
        return _fields(typed, here.at - len(here.field) - 1, here.at, names) if typed else []
    return _values(field, here, cursor, names)


def _fields(typed: str, first: int, last: int, names: Names) -> list[Offer]:
    """The fields whose name or title begins so; what is typed stays where it is a ``-`` before."""
    bare = typed.lstrip("-!")
    first += len(typed) - len(bare)
    wanted = fold(bare)
    found = []
    for field in (*dict.fromkeys(names.fields.values()),):
        words = (fold(field.name), fold(field.title), *map(fold, field.others))
        if any(word.startswith(wanted) for word in words):
            sign = ">" if field.holding in ("number", "amount") else ":"
            text = f"{quoted(field.name)}{sign}"
            found.append(Offer(first, last, text, text, field.title, whole=False))
    return found if not wanted else found[:MOST]


def _values(field: Field, token: Token, cursor: int, names: Names) -> list[Offer]:
    if token.sign != ":" and field.holding != "days":
        return []
    piece = next(p for p in pieces(token) if p.first <= cursor <= p.last)
    typed, around = fold(piece.text), (piece.first, piece.last)
    if field.holding in ("names", "codes"):
        directory = names.directory(field)
        found = directory.beginning(piece.text, MOST)
        made = [
            Offer(*around, values_text([entry.label]), entry.name, _note(entry.label, entry.name))
            for entry in found
        ]
        return made + _none(field, typed, around)
    known = {"days": DAYS, "state": STATES, "yes_no": ("yes", "no")}.get(field.holding, ())
    begun = [word for word in known if fold(word).startswith(typed)]
    made = [Offer(*around, word, word.replace("-", " ")) for word in begun]
    return (made + _none(field, typed, around))[: MOST + 4]


def _none(field: Field, typed: str, around: tuple[int, int]) -> list[Offer]:
    fits = field.empty and "none".startswith(typed)
    return [Offer(*around, "none", "none", "has none")] if fits else []


def _note(label: str, name: str) -> str:
    """What tells equal names apart: the pipeline of a stage, or the code of a word."""
    return label.removeprefix(name).strip(" ()") if label != name else ""
