"""The editors of table cells: text, amount, date, number and choice; each can be empty."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, DecimalEdit, NumberEdit, Picker
from salesdesk_app.ui.widgets.rows_model import Editor

UNREADABLE = object()
"""What an editor holds when its text is no value: nothing is handed on."""

Choices = Callable[[], Sequence[tuple[Any, str]]] | None


def make(kind: Editor, parent: QWidget, choices: Choices = None) -> QWidget:
    """An editor that sits in a cell."""
    made: QWidget
    if kind == "money":
        made = AmountEdit()
    elif kind == "decimal":
        made = DecimalEdit()
    elif kind == "date":
        made = DayEdit()
    elif kind == "number":
        made = NumberEdit()
    elif kind == "choice":
        made = Picker(choices() if choices else ())
    else:
        made = QLineEdit()
    made.setParent(parent)
    made.setAutoFillBackground(True)
    return made


def fill(editor: QWidget, value: Any) -> None:
    """Start from a plain value."""
    if isinstance(editor, AmountEdit | DayEdit | NumberEdit | Picker):
        editor.set_value(value)
    elif isinstance(editor, QLineEdit):
        editor.setText("" if value is None else str(value))


def value_of(editor: QWidget) -> Any:
    """What was typed as a plain value; ``UNREADABLE`` where it is none."""
    if isinstance(editor, AmountEdit | DayEdit | NumberEdit):
        return editor.value() if editor.readable else UNREADABLE
    if isinstance(editor, Picker):
        return editor.value()
    if isinstance(editor, QLineEdit):
        return editor.text().strip()
    return UNREADABLE
