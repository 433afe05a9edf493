"""The ways into an import: dropping anything on the window, and pasting copied cells."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell import drops
from salesdesk_app.ui.shell.window import Window
from tests.ui.importing.looks import agree, held, page, preview

CELLS = "Deal\tOwner\tStage\tValue\nFleet\tPriya Nair\tProposal\t84000\nPilot\t\tProposal\t5\n"
NONE = Qt.KeyboardModifier.NoModifier


def mime(*addresses: str | Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([
        QUrl.fromLocalFile(str(one)) if isinstance(one, Path) else QUrl(one) for one in addresses
    ])  # fmt: skip
    return data


def enter(data: QMimeData) -> QDragEnterEvent:
    copy = Qt.DropAction.CopyAction
    return QDragEnterEvent(QPoint(10, 10), copy, data, Qt.MouseButton.LeftButton, NONE)


def drop(data: QMimeData) -> QDropEvent:
    copy = Qt.DropAction.CopyAction
    return QDropEvent(QPointF(10, 10), copy, data, Qt.MouseButton.LeftButton, NONE)


def said(window: Window) -> list[str]:
    return [toast.notice.text for toast in window.toasts.toasts]


def test_files_are_taken_whatever_they_are_called(files: list[Path], tmp_path: Path) -> None:
    odd = tmp_path / "report.tmp"
    odd.write_bytes(files[0].read_bytes())
    dropped = mime(odd, files[1], tmp_path, tmp_path / "gone.csv", "https://example.org/a.xlsx")
    assert drops.importable(dropped) == [odd, files[1]]


@pytest.mark.parametrize(
    ("address", "reason"),
    [("https://example.org/a.xlsx", "address on the web"), (Path(), "is a folder")],
)
def test_what_is_no_file_is_refused_kindly(address: str | Path, reason: str) -> None:
    assert reason in drops.refused(mime(address))


def test_dropping_shows_where_and_begins_the_import(window: Window, files: list[Path]) -> None:
    data, hint = mime(files[0]), window.drop_hint
    QApplication.sendEvent(window, event := enter(data))
    assert event.isAccepted()
    assert hint.isVisible()
    assert hint.geometry() == window.rect()
    hint.grab()
    hint.dropEvent(drop(data))
    assert not hint.isVisible()
    assert window.header.title.text() == "Import deals"


def test_the_hint_comes_wherever_files_enter_the_window(window: Window, files: list[Path]) -> None:
    data = mime(files[0])
    surface = window.windowHandle()
    event = enter(data)
    QApplication.sendEvent(surface, event)
    assert window.drop_hint.isVisible()
    window.drop_hint.dragLeaveEvent(None)  # type: ignore[arg-type]  # the event is not looked at
    assert not window.drop_hint.isVisible()
    text = QMimeData()
    text.setText("some words")
    QApplication.sendEvent(surface, enter(text))
    assert not window.drop_hint.isVisible()


def test_a_folder_and_a_file_together_import_the_file(
    window: Window, files: list[Path], tmp_path: Path
) -> None:
    data = mime(tmp_path, files[0])
    window.drop_hint.dropEvent(drop(data))
    assert any("is a folder" in text for text in said(window))
    assert window.header.title.text() == "Import deals"


def test_copied_cells_are_pasted(window: Window, desk: Desk) -> None:
    QGuiApplication.clipboard().setText(CELLS)
    window.import_pasted()
    assert [row.kind for row in preview(window)] == ["new", "new"]
    assert page(window).match.note.text().startswith("Pasted cells")
    agree(window)
    assert held(desk).deals == 2
    assert desk.undo_label == "Import 2 deals from Pasted cells"


def test_pasted_cells_can_be_read_with_other_headings(window: Window) -> None:
    QGuiApplication.clipboard().setText("Deals of the week\t\t\t\n" + CELLS)
    window.import_pasted()
    page(window).reread.emit({"heading_row": 2})
    assert page(window).step.table.heading_row == 2
    assert len(preview(window)) == 2


def test_copied_files_are_pasted_as_well(window: Window, files: list[Path]) -> None:
    QGuiApplication.clipboard().setMimeData(mime(files[1]))
    window.import_pasted()
    assert window.header.title.text() == "Import people"


def test_an_empty_clipboard_says_what_to_do(window: Window) -> None:
    QGuiApplication.clipboard().setText(" \n")
    window.import_pasted()
    assert window.importing is None
    assert "no cells on the clipboard" in said(window)[0]


def test_the_key_pastes_only_where_no_text_is_written(window: Window, qtbot: QtBot) -> None:
    assert COMMANDS["file.paste"].menu == "File"
    window.go("gallery")
    window.activateWindow()
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QGuiApplication.clipboard().setText(CELLS)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text().startswith("Deal")
    assert window.importing is None
    window.stack.setFocus()
    assert window.pane is not None
    window.pane.setFocus()
    qtbot.keyClick(window.pane, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.header.title.text() == "Import deals"


def test_the_dialog_offers_every_format(
    window: Window, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, _folder: str, kinds: str) -> tuple[list[str], str]:
        asked.append(kinds)
        return [str(files[0])], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    window.import_files()
    for ending in ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt"):
        assert f"*.{ending}" in asked[0]
    assert "All files (*)" in asked[0]
    assert window.header.title.text() == "Import deals"
