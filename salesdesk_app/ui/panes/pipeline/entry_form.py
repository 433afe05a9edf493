"""What a stage asks for and deals lack: an editor for each field, and the dialog around them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import minor_of
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.deals.entry_rules import Asking, Lack
from salesdesk_app.ui.panes.pipeline.editors import any_of, owner_choices
from salesdesk_app.ui.widgets.card import scrolled
from salesdesk_app.ui.widgets.fields import (
    AmountEdit,
    DayEdit,
    DecimalEdit,
    NumberEdit,
    Picker,
    text_field,
)
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import lists
from salesdesk_app.wording.pipeline import deals as so_many

APART = 8  # up to so many deals, each gets a value of its own
NAMED = 3  # so many deals are named below a field
HIGHEST = 380  # pixels before the fields scroll

Filled = dict[int, dict[str, Any]]


class EntryFields(QWidget):
    """An editor for each field that is missing; what is typed goes to the deals that lack it."""

    def __init__(self, asking: Asking, choices: Choices, today: date) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._asking = asking
        self._choices = choices
        self._today = today
        self.editors: list[tuple[str, Sequence[Lack], QWidget]] = []
        form = Form(2)
        for code, title in asking.titles.items():
            lacking = [lack for lack in asking.lacks if code in lack.fields]
            if lacking:
                self._add(form, code, title, lacking)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        if form.sizeHint().height() > HIGHEST:
            area = scrolled(form)
            area.setMinimumHeight(HIGHEST)
            box.addWidget(area)
        else:
            box.addWidget(form)

    def wrong(self) -> str:
        """What is still missing or cannot be read, in words; the field gets the focus."""
        for code, _lacks, editor in self.editors:
            unread = getattr(editor, "readable", True) is False
            if unread or _value(editor) in (None, ""):
                editor.setFocus()
                title = self._asking.titles[code]
                said: str = editor.wrong if unread and isinstance(editor, _READ) else ""
                return said or f"“{self._asking.stage}” asks for this: {title}."
        return ""

    def filled(self) -> Filled:
        """What was typed, by deal and field. Problem: field.number for what no currency holds."""
        found: Filled = {}
        for code, lacks, editor in self.editors:
            value = _value(editor)
            for lack in lacks:
                given = minor_of(value, lack.currency) if code == "value_minor" else value
                found.setdefault(lack.deal_id, {})[code] = given
        return found

    def _add(self, form: Form, code: str, title: str, lacks: Sequence[Lack]) -> None:
        several = len(self._asking.lacks) > 1
        if code == "value_minor" and several and len(lacks) <= APART:
            for lack in lacks:
                self._put(form, code, f"{title}: {lack.deal} ({lack.currency})", [lack], "")
            return
        names = lists.counted([lack.deal for lack in lacks], NAMED)
        everyone = f"for all {len(lacks)}" if len(lacks) == len(self._asking.lacks) else ""
        self._put(form, code, title, lacks, (everyone or f"for {names}") if several else "")

    def _put(self, form: Form, code: str, title: str, lacks: Sequence[Lack], hint: str) -> None:
        editor = self._editor(code)
        form.add(title, editor, hint=hint)
        self.editors.append((code, lacks, editor))

    def _editor(self, code: str) -> QWidget:
        choices = self._choices
        kind = self._asking.kinds.get(code)
        if kind is not None:
            own: dict[str, Callable[[], QWidget]] = {
                "text": text_field,
                "number": DecimalEdit,
                "day": lambda: DayEdit(self._today),
                "yes_no": lambda: Picker([(True, "Yes"), (False, "No")], search=False),
            }
            return own[kind]()
        made: dict[str, Callable[[], QWidget]] = {
            "value_minor": AmountEdit,
            "expected_close_on": lambda: DayEdit(self._today),
            "next_step_on": lambda: DayEdit(self._today),
            "owner_id": lambda: Picker(owner_choices(choices.owners)),
            "account_id": lambda: suggesting(choices.accounts, hint="Company"),
            "next_step": lambda: text_field(hint="What happens next"),
            "contact": lambda: text_field(hint="Who it is talked to"),
            "competitor": lambda: suggesting(choices.competitors),
            "product": lambda: suggesting(choices.products),
            "source": lambda: suggesting(choices.sources, hint="Where it came from"),
            "probability": lambda: NumberEdit(0, 100, hint="Per cent"),
            "lost_reason": lambda: any_of(choices.reasons, hint="Choose, or write another"),
        }
        return made[code]()


class EntryDialog(Dialog):
    """Asks for exactly what is missing, then moves; Esc leaves all as it was."""

    def __init__(
        self,
        asking: Asking,
        fields: EntryFields,
        accept: Callable[[Filled], object],
        parent: QWidget,
        *,
        count: int = 1,
        does: str = "Fill in and move",
    ) -> None:
        """``count`` deals are to enter, of which those in ``asking`` lack something."""
        super().__init__(f"Before “{asking.stage}”", parent, width=520)
        self._accept = accept
        self.fields = fields
        self.body.addWidget(label(_about(asking, count), wrap=True))
        self.body.addWidget(self.fields)
        self.add_button("Cancel", self.reject)
        self.add_button(does, self.submit, "primary")
        self.fields.editors[0][2].setFocus()

    def submit(self) -> None:
        """Hands on what was typed, or says what is missing."""
        wrong = self.fields.wrong()
        self.tell(wrong)
        if wrong:
            return
        try:
            filled = self.fields.filled()
        except Problem as problem:
            self.tell(wording.problem(problem.code, problem.facts))
            return
        self._accept(filled)


def _about(asking: Asking, count: int) -> str:
    lacking = len(asking.lacks)
    if count == 1:
        return f"{asking.lacks[0].deal} goes on once this is filled in."
    if lacking == 1:
        return f"Of {so_many(count)}, {asking.lacks[0].deal} lacks something."
    return (
        f"{lacking} of {so_many(count)} lack something. "
        "What you fill in goes to those that lack it; what the others have stays."
    )


_READ = (AmountEdit, DayEdit, NumberEdit)


def _value(editor: QWidget) -> Any:
    if isinstance(editor, Picker | AmountEdit | DayEdit | NumberEdit):
        return editor.value()
    if isinstance(editor, QComboBox):
        return editor.currentText().strip()
    return editor.text().strip() if isinstance(editor, QLineEdit) else None


def without(asking: Asking, *codes: str) -> Asking:
    """The same without fields that are asked for elsewhere in the dialog."""
    kept: Mapping[str, str] = {c: t for c, t in asking.titles.items() if c not in codes}
    left = (
        Lack(one.deal_id, one.deal, one.currency, tuple(c for c in one.fields if c in kept))
        for one in asking.lacks
    )
    return Asking(asking.stage, tuple(one for one in left if one.fields), kept, asking.kinds)
