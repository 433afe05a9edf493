"""What tests of the team pane do with it, as a user would."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.ui.panes.team.pane import TeamPane
from tests.world import TODAY

Q4 = quarter_of(TODAY)
BOSS, PRIYA, JONAS = 1, 2, 3


def names(pane: TeamPane) -> list[str]:
    return [row.person.name for row in pane.table.rows_model.rows()]


def cell(pane: TeamPane, person_id: int, column: str) -> str:
    model = pane.table.rows_model
    place = next(i for i, c in enumerate(model.columns) if c.id == column)
    row = model.place_of(person_id)
    assert row is not None
    return str(model.index(row, place).data())


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def dialog(kind: type[Any]) -> Any:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def type_into_cell(pane: TeamPane, person_id: int, text: str) -> None:
    """Goes to the quota by keyboard, types and presses Enter."""
    pane.table.choose(person_id)
    model = pane.table.rows_model
    place = next(i for i, c in enumerate(model.columns) if c.id == "quota")
    pane.table.setCurrentIndex(model.index(model.place_of(person_id) or 0, place))
    pane.table.setFocus()
    QTest.keyClick(pane.table, text[0])
    editor = pane.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, text[1:])
    press(editor, Qt.Key.Key_Return)
