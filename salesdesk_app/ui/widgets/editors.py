"""The editors of table cells: text, amount, date, number and choice; each can be empty."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, DecimalEdit, NumberEdit, Picker
from salesdesk_app.ui.widgets.rows_model import Editor

UNREADABLE = object()
"""What an editor holds when its text is no value: nothing is handed on."""

Choices = Callable[[], Sequence[tuple[Any, str]]] | None


def make(
    kind: Editor, parent: QWidget | None, choices: Choices = None, today: date | None = None
) -> QWidget:
    """An editor of a kind, in a cell or a form; ``today`` lets a day be typed without its year."""
    made: QWidget
    if kind == "money":
        made = AmountEdit()
    elif kind == "decimal":
        made = DecimalEdit()
    elif kind == "date":
        made = DayEdit(today)
    elif kind == "number":
        made = NumberEdit()
    elif kind == "percent":
        made = NumberEdit(0, 100, "The stage’s")
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


def refusal(editor: QWidget) -> str:
    """Why what was typed is no value, and what would be; empty where it is one."""
    if isinstance(editor, AmountEdit | DayEdit | NumberEdit) and not editor.readable:
        return editor.wrong
    if isinstance(editor, Picker) and not editor.knows_text:
        return f"“{editor.currentText().strip()}” is not in the list. Choose one that is."
    return ""
