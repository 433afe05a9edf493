"""What the chips of a filter offer: the values of a field, ticked where they are asked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from salesdesk_app import wording
from salesdesk_app.domain.filters import edits, numbers
from salesdesk_app.domain.filters.fields import FIELDS, Field
from salesdesk_app.domain.filters.line import Term
from salesdesk_app.domain.filters.names import Entry, Names, fold
from salesdesk_app.domain.filters.spans import WORDS
from salesdesk_app.domain.filters.tokens import quoted
from salesdesk_app.domain.filters.wanted import Key
from salesdesk_app.ui.filters.filtering import Filtering
from salesdesk_app.ui.format import literal

MOST = 40  # so many names stand in a menu; more are typed
OUTCOMES = (
    ("is:open", "Open"),
    ("is:won", "Won"),
    ("is:lost", "Lost"),
    ("is:closed", "Won or lost"),
    ("is:all", "All"),
)
PRESETS: dict[str, tuple[str, ...]] = {
    "value": ("10k", "25k", "50k", "100k", "500k"),
    "quiet": ("7", "14", "30", "60"),
    "pushed": ("0", "1", "2"),
    "in-stage": ("14", "30", "60", "90"),
    "probability": ("25", "50", "75"),
}
HIDDEN = ("outcome", "risk")  # they have chips of their own

Fill = Callable[[QMenu], object]
"""Puts entries into a menu that is about to be shown."""


def fill_outcome(menu: QMenu, filtering: Filtering) -> None:
    """Open, won, lost or all."""
    line = filtering.line
    term = edits.term_of(line, "outcome")
    said = "is:all" if term is None else line.text[term.first : term.last]
    for text, label in OUTCOMES:
        new = edits.put(line, "outcome", "" if text == "is:all" else text)
        _add(menu, label, partial(filtering.put, new), on=fold(said) == fold(text))


def fill_names(menu: QMenu, field: Field, filtering: Filtering, term: Term | None) -> None:
    """The values of a field of names or codes, each to be asked for or not."""
    line, names = filtering.line, filtering.names
    held, directory = edits.keys_of(term), names.directory(field)
    negated = term is not None and term.token.negated
    entries = directory.entries
    shown = [entry for entry in entries if entry.key in held] if len(entries) > MOST else []
    choices: list[tuple[Key, str]] = [(e.key, _called(e)) for e in (*shown, *entries[:MOST])]
    if field.empty:
        choices.append((None, "Nobody" if field.id == "owner" else "None"))
    for key, name in dict.fromkeys(choices):
        text = edits.naming(field, held ^ {key}, names, negated=negated)
        new = edits.replaced(line, term, text) if term else edits.with_term(line, text)
        _add(menu, name, partial(filtering.put, new), on=key in held)
    if len(entries) > MOST:
        _add(menu, "Type a name …", partial(filtering.begin, f"{quoted(field.name)}:"))


def fill_field(menu: QMenu, field: Field, filtering: Filtering, term: Term | None) -> None:
    """What a field offers, whatever it holds; ``term`` is the one to change, None for a new one."""
    if field.holding in ("names", "codes"):
        fill_names(menu, field, filtering, term)
        return
    line = filtering.line
    for text, label in _offers(field, filtering.names):
        new = edits.replaced(line, term, text) if term else edits.with_term(line, text)
        here = term is not None and fold(line.text[term.first : term.last]) == fold(text)
        _add(menu, label, partial(filtering.put, new), on=here)
    if field.holding not in ("yes_no", "state"):
        sign = ">" if field.holding in ("number", "amount") else ":"
        begun = f"{quoted(field.name)}{sign}"
        _add(menu, "Type it …", partial(filtering.begin, begun, instead_of=term))


def fill_more(menu: QMenu, filtering: Filtering) -> None:
    """Every field that has no chip of its own, with what it offers in a menu below it."""
    for field in (*FIELDS, *filtering.names.own_fields):
        if field.id in HIDDEN or (field.id == "team" and not filtering.names.team):
            continue
        below = menu.addMenu(literal(field.title))
        below.setFont(menu.font())
        below.aboutToShow.connect(partial(_fill_once, below, field, filtering))


def _fill_once(menu: QMenu, field: Field, filtering: Filtering) -> None:
    if menu.isEmpty():
        fill_field(menu, field, filtering, edits.term_of(filtering.line, field.id))


def _called(entry: Entry) -> str:
    """The word for a code, and the label of a record, which tells equal names apart."""
    return entry.name if entry.label == str(entry.key).replace("_", "-") else entry.label


def _offers(field: Field, names: Names) -> list[tuple[str, str]]:
    """Terms of a field with the words for them."""
    name = quoted(field.name)
    if field.holding == "days":
        found = [(f"{name}:{word}", word.replace("-", " ").capitalize()) for word in WORDS]
    elif field.holding == "yes_no":
        found = [(f"{name}:yes", "Yes"), (f"{name}:no", "No")]
    elif field.holding == "state":
        found = [(text, label) for text, label in OUTCOMES]
    else:
        told = partial(_told, field, names)
        found = [(f"{name}>{text}", f"Over {told(text)}") for text in PRESETS.get(field.id, ())]
    return found + ([(f"{name}:none", "None")] if field.empty else [])


def _told(field: Field, names: Names, text: str) -> str:
    if field.holding == "amount":
        base = names.rates.base
        return wording.money(numbers.amount(text, names.rates), base, short=True)
    return f"{text} {field.unit}".strip()


def _add(menu: QMenu, label: str, run: Callable[[], object], *, on: bool | None = None) -> None:
    action = QAction(literal(label), menu)
    if on is not None:
        action.setCheckable(True)
        action.setChecked(on)
    action.triggered.connect(lambda _on=False: run())
    menu.addAction(action)
