"""Match the words: what the file calls stages and people, and what they are here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services.importing import Spelled
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets import table as tables
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.text import label

TITLES = {"stage": "Stages", "person": "People"}
CREATE = "Create a new one"
HOW: dict[str, tuple[str, Tone]] = {
    "exact": ("Exact", "good"),
    "alike": ("Much alike", "warn"),
    "remembered": ("As last time", "good"),
    "chosen": ("Chosen by you", "accent"),
    "new": ("New", "warn"),
}


@dataclass(frozen=True)
class Word:
    """A word of the file under its kind and text, and the record that it is chosen for."""

    id: tuple[str, str]
    spelled: Spelled
    record_id: int | None
    name: str
    how: str


class WordsDialog(Dialog):
    """Each word of the file for a stage or person: how often it stands there, what it means."""

    def __init__(
        self,
        parent: QWidget,
        spellings: Sequence[Spelled],
        known: Mapping[str, tuple[tuple[int, str], ...]],
        done: Callable[[Mapping[tuple[str, str], int | None]], object],
    ) -> None:
        """``known`` holds stages and people by id and name; ``done`` is given what was chosen."""
        super().__init__("Match the words", parent, width=720)
        self._known = {kind: dict(pairs) for kind, pairs in known.items()}
        self._done = done
        self.chosen: dict[tuple[str, str], int | None] = {}
        self.tables: dict[str, tables.Table] = {}
        self.body.addWidget(
            label("What the file calls them is on the left. Choose what each of them is here; it "
                  "is remembered for files to come.", "muted", wrap=True)
        )  # fmt: skip
        for kind in ("stage", "person"):
            words = [_word(one) for one in spellings if one.kind == kind]
            if words:
                self._add(kind, sorted(words, key=_unsure_first))
        self.add_button("Cancel", self.reject)
        self.add_button("Use these", self.take, "primary")
        first = next(iter(self.tables.values()), None)
        if first is not None:
            first.setCurrentIndex(first.rows_model.index(0, 2))
            first.setFocus()

    def take(self) -> None:
        """Hand on what was chosen, and close."""
        self.accept()
        if self.chosen:
            self._done(self.chosen)

    def _add(self, kind: str, words: Sequence[Word]) -> None:
        def choices() -> list[tuple[Any, str]]:
            return [(None, CREATE), *self._known.get(kind, {}).items()]

        made = tables.Table(
            (
                Column("text", "In the file", lambda r: r.spelled.text, strong=True, stretch=True),
                Column("count", "Rows", lambda r: wording.count(r.spelled.count), "number",
                       width=70),
                Column("name", "Is", _is, "choice", width=250, editor="choice",
                       edit=lambda r: r.record_id, choices=choices),
                Column("how", "", lambda r: HOW[r.how][0], "pills", width=130,
                       data=lambda r: (HOW[r.how],)),
            ),
            row_height=34,
        )  # fmt: skip
        made.setAccessibleName(TITLES[kind])
        made.setSortingEnabled(False)
        made.set_rows(words)
        made.edited.connect(lambda word, _column, value, kind=kind: self._edit(kind, word, value))
        made.opened.connect(lambda _id, made=made: _edit_choice(made))
        made.setMinimumHeight(34 * min(len(words), 6) + 40)
        self.tables[kind] = made
        self.body.addWidget(label(TITLES[kind], "strong"))
        self.body.addWidget(made, 1)

    def _edit(self, kind: str, word: Word, value: int | None) -> None:
        self.chosen[word.id] = value
        name = self._known.get(kind, {}).get(value, "") if value is not None else ""
        edited = Word(word.id, word.spelled, value, name or word.spelled.text, "chosen")
        made = self.tables[kind]
        made.set_rows([edited if one.id == word.id else one for one in made.rows_model.rows()])


def _word(one: Spelled) -> Word:
    return Word((one.kind, one.text), one, one.record_id, one.name, one.how)


def _is(word: Word) -> str:
    return f"Create “{word.name}”" if word.record_id is None else word.name


def _unsure_first(word: Word) -> tuple[bool, int]:
    return word.how not in ("new", "alike"), -word.spelled.count


def _edit_choice(made: tables.Table) -> None:
    place = made.currentIndex().row()
    made.edit(made.rows_model.index(place, 2))
