"""Matching the words of a file: what stands for a stage or a person, chosen and handed on."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services.importing import Spelled
from salesdesk_app.ui.shell.importing.words_dialog import WordsDialog
from salesdesk_app.ui.shell.window import Window
from tests.ui.importing.looks import agree, lines, page, pills, table

WORDS = (
    Spelled("stage", "Discovery", 60, 2, "Discovery", "exact"),
    Spelled("stage", "Negotiation/Review", 61, None, "Negotiation/Review", "new"),
    Spelled("person", "Nair, Priya", 180, 5, "Priya Nair", "alike"),
)
KNOWN = {"stage": ((2, "Discovery"), (4, "Negotiation")), "person": ((5, "Priya Nair"),)}

Chosen = Mapping[tuple[str, str], int | None]


@pytest.fixture
def parent(shown: Callable[..., QWidget]) -> QWidget:
    return shown(QWidget(), 900, 700)


def opened(parent: QWidget, done: list[Chosen]) -> WordsDialog:
    made = WordsDialog(parent, WORDS, KNOWN, done.append)
    made.open()
    return made


def test_words_that_are_not_sure_come_first(parent: QWidget) -> None:
    dialog = opened(parent, [])
    rows = dialog.tables["stage"].rows_model.rows()
    assert [row.spelled.text for row in rows] == ["Negotiation/Review", "Discovery"]
    model = dialog.tables["stage"].rows_model
    assert model.data(model.index(0, 2)) == "Create “Negotiation/Review”"
    assert [row.how for row in dialog.tables["person"].rows_model.rows()] == ["alike"]


def test_what_is_chosen_is_handed_on(parent: QWidget, qtbot: QtBot) -> None:
    done: list[Chosen] = []
    dialog = opened(parent, done)
    words = dialog.tables["stage"]
    qtbot.keyClick(words, Qt.Key.Key_Return)
    editor = words.viewport().findChild(QComboBox)
    assert editor is not None
    assert [editor.itemText(n) for n in range(editor.count())] == [
        "Create a new one",
        "Discovery",
        "Negotiation",
    ]
    words.edited.emit(words.rows_model.rows()[0], "name", 4)
    row = words.rows_model.rows()[0]
    assert (row.name, row.how) == ("Negotiation", "chosen")
    dialog.take()
    assert done == [{("stage", "Negotiation/Review"): 4}]


def test_nothing_is_handed_on_where_nothing_was_chosen(parent: QWidget) -> None:
    done: list[Chosen] = []
    opened(parent, done).take()
    opened(parent, done).reject()
    assert done == []


def test_words_are_matched_in_an_import_and_remembered(window: Window, tmp_path: Path) -> None:
    head = "Deal,Account,Stage,Value"
    path = table(tmp_path / "words.csv", head, "Fleet,Halden,Angebot raus,5", "Pilot,Alder,Won,6")
    window.import_files([path])
    assert "1 value to match ▾" in pills(lines(window)["Stage"])
    assert page(window).match.words.text() == "Match 1 word…"
    page(window).match.words.click()
    dialog = window.findChild(WordsDialog)
    assert dialog is not None
    words = dialog.tables["stage"]
    choices = words.rows_model.columns[2].choices
    assert choices is not None
    proposal = next(key for key, name in choices() if name == "Proposal")
    words.edited.emit(words.rows_model.rows()[0], "name", proposal)
    dialog.take()
    assert "2 of 2 stages matched ▾" in pills(lines(window)["Stage"])
    plan = page(window).plan
    assert plan is not None
    assert plan.shown(plan.rows[0], "stage_id") == "Proposal"
    agree(window)
    window.import_files([path])
    plan = page(window).plan
    assert plan is not None
    assert [row.kind for row in plan.rows] == ["same", "same"]
    assert [word.how for word in plan.spellings if word.text == "Angebot raus"] == ["remembered"]


def test_esc_closes_it_from_its_tables(parent: QWidget, qtbot: QtBot) -> None:
    done: list[Chosen] = []
    dialog = opened(parent, done)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.tables["stage"], Qt.Key.Key_Escape)
    assert not done
