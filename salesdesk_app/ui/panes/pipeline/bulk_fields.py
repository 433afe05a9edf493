"""The fields of the form that edits many deals: what is to become of each, and with what value."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.custom import OWN, Own
from salesdesk_app.domain.deals import BY_HAND
from salesdesk_app.services.deals.bulk_edits import FIELDS, How, Wish
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.ui.panes.pipeline.editors import any_of, owner_choices, stage_choices
from salesdesk_app.ui.panes.pipeline.own_columns import EDITORS, YES_NO
from salesdesk_app.ui.widgets import editors
from salesdesk_app.ui.widgets.card import boxed, row
from salesdesk_app.ui.widgets.fields import DayEdit, DecimalEdit, NumberEdit, Picker, text_field

LEAVE = "leave"
HOWS: dict[str, str] = {
    LEAVE: "Leave as it is",
    "set": "Set to",
    "shift": "Move by",
    "percent": "Change by",
    "clear": "Empty",
}
OF_STAGE = "As the stage"
WEEK = 7
FARTHEST = 3650  # days that a date is moved by


class BulkField(QWidget):
    """What is to become of one field; ``changed`` tells that the user said something else."""

    changed = Signal()

    def __init__(self, code: str, title: str, hows: Sequence[How], editor: QWidget) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.code, self.title = code, title
        empties = OF_STAGE if code in ("category", "probability") else HOWS["clear"]
        offered = [(LEAVE, HOWS[LEAVE]), *((how, HOWS[how]) for how in hows)]
        named = [(how, empties if how == "clear" else text) for how, text in offered]
        self.how = Picker(named, search=False)
        self.how.set_value(LEAVE)
        self.how.setAccessibleName(f"{title}: what is to become of it")
        self.how.setFixedWidth(128)
        self.editor = editor
        self.days = NumberEdit(-FARTHEST, FARTHEST, "7, or −7")
        self.unit = Picker([(1, "days"), (WEEK, "weeks")], search=False)
        self.unit.set_value(1)
        self.percent = DecimalEdit("10, or −5")
        self._values = QStackedWidget()
        nothing = QWidget()
        nothing.setProperty("look", "clear")
        percent = row(self.percent, _unit("%"))
        self._pages = {
            "set": editor,
            "shift": boxed(row(self.days, self.unit)),
            "percent": boxed(percent),
        }
        self._nothing = nothing
        for page in (nothing, *self._pages.values()):
            self._values.addWidget(page)
        for named_editor in (editor, self.days, self.percent):
            named_editor.setAccessibleName(f"{title}: the value")
        box = row(self.how, self._values, spacing=8)
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)
        self._connect()

    def wish(self) -> Wish | None:
        """What is wished for; None where it is to be left, or while no value is given."""
        how = self.how.value()
        if how == LEAVE or self.wrong():
            return None
        if how == "clear":
            return Wish(self.code, "clear")
        if how == "shift":
            days = self.days.value()
            return None if not days else Wish(self.code, "shift", days * self.unit.value())
        if how == "percent":
            percent = self.percent.value()
            return None if not percent else Wish(self.code, "percent", percent)
        value = _value(self.editor)
        return None if value is None or value == "" else Wish(self.code, "set", value)

    def wrong(self) -> str:
        """Why what was typed is no value; empty where it is one or none is needed."""
        used = {"set": self.editor, "shift": self.days, "percent": self.percent}
        editor = used.get(self.how.value())
        told = "" if editor is None else editors.refusal(editor)
        return f"{self.title}: {told}" if told else ""

    def _choose(self) -> None:
        page = self._pages.get(self.how.value(), self._nothing)
        self._values.setCurrentWidget(page)
        if page is not self._nothing:
            (page if page is self.editor else page.findChildren(QLineEdit)[0]).setFocus()
        self.changed.emit()

    def _connect(self) -> None:
        self.how.chosen.connect(lambda _how: self._choose())
        self.unit.chosen.connect(lambda _unit: self.changed.emit())
        for field in (self.days, self.percent, self.editor):
            if isinstance(field, Picker):
                field.chosen.connect(lambda _key: self.changed.emit())
            elif isinstance(field, QComboBox):
                field.currentTextChanged.connect(lambda _text: self.changed.emit())
            elif isinstance(field, QLineEdit):
                field.textChanged.connect(lambda _text: self.changed.emit())


def bulk_fields(choices: Choices, own: Sequence[Own], today: date) -> list[BulkField]:
    """A field for everything that can be changed in many deals at once."""
    made: dict[str, QWidget] = {
        "owner_id": Picker(owner_choices(choices.owners)),
        "stage_id": Picker(stage_choices(choices, only_open=True), search=False),
        "category": Picker([(code, wording.term(code)) for code in BY_HAND], search=False),
        "expected_close_on": DayEdit(today, "18 Dec"),
        "probability": NumberEdit(0, 100, "0 to 100"),
        "value_minor": editors.make("money", None),
        "next_step": text_field(hint="What happens next"),
        "next_step_on": DayEdit(today, "18 Dec"),
        "source": any_of(choices.sources, "Where it came from"),
    }
    fields = [
        BulkField(code, wording.term(f"deal.{code}"), FIELDS[code], editor)
        for code, editor in made.items()
    ]
    return fields + [_own_field(one, today) for one in own]


def _own_field(own: Own, today: date) -> BulkField:
    yes_or_no = [pair for pair in YES_NO if pair[0] is not None]
    editor = editors.make(EDITORS[own.kind], None, lambda: yes_or_no, today)
    return BulkField(f"{OWN}{own.id}", own.name, ("set", "clear"), editor)


def _value(editor: QWidget) -> Any:
    if isinstance(editor, QComboBox) and not isinstance(editor, Picker):
        return editor.currentText().strip()
    return editors.value_of(editor)


def _unit(text: str) -> QWidget:
    from salesdesk_app.ui.widgets.text import label

    return label(text, "muted")
