"""The questions that the pipeline asks (a new deal, a win, a loss); Esc leaves all as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from salesdesk_app.services.accounts import Choice
from salesdesk_app.services.deal_detail import Choices
from salesdesk_app.ui import fonts
from salesdesk_app.ui.format import one_line
from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label


@dataclass(frozen=True)
class NewDeal:
    """What was typed of a new deal; the value is in units of the currency."""

    name: str
    account: str
    stage_id: int
    owner_id: int | None
    value: Decimal | None
    currency: str
    created_on: date | None
    expected_close_on: date | None
    next_step: str
    source: str


def suggesting(offers: Sequence[str], text: str = "", hint: str = "") -> QLineEdit:
    """A field for any text that offers what is known already, by any part of it."""
    made = text_field(text, hint)
    found = QCompleter(list(offers), made)
    found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    found.setFilterMode(Qt.MatchFlag.MatchContains)
    found.setMaxVisibleItems(10)
    popup = QListView()
    popup.setProperty("look", "offers")
    popup.setFont(fonts.font("body"))
    found.setPopup(popup)
    made.setCompleter(found)
    return made


def any_of(offers: Sequence[str], hint: str = "") -> QComboBox:
    """A list to choose from that takes any other text as well."""
    made = QComboBox()
    made.setFont(fonts.font("body"))
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setLineEdit(suggesting(offers, hint=hint))
    made.addItems([one_line(offer) for offer in offers])
    made.setMaxVisibleItems(14)
    made.setCurrentIndex(-1)
    return made


def owner_choices(owners: Sequence[Choice]) -> list[tuple[Any, str]]:
    """People as a picker takes them."""
    return [(owner.id, owner.name) for owner in owners]


class NewDealDialog(Dialog):
    """A new deal; only what it is called is needed, the account's name will do."""

    def __init__(
        self, choices: Choices, today: date, accept: Callable[[NewDeal], object], parent: QWidget
    ) -> None:
        super().__init__("New deal", parent, width=560)
        self._accept = accept
        self.account = suggesting(choices.accounts, hint="Company; a new one is added")
        self.name = text_field(hint="What it is about")
        self.value = AmountEdit()
        self.currency = Picker([(code, code) for code in choices.currencies], search=False)
        self.currency.set_value(choices.currencies[0])
        stages = [(s.id, s.name) for s in choices.stages if s.outcome == "open"]
        self.stage = Picker(stages, search=False)
        self.stage.set_value(stages[0][0])
        self.owner = Picker(owner_choices(choices.owners), none="Nobody yet")
        self.created = DayEdit(today)
        self.created.set_value(today)
        self.expected = DayEdit(today, "No date yet")
        self.next_step = text_field(hint="What happens next")
        self.source = suggesting(choices.sources, hint="Where it came from")
        self._lay_out(len(choices.currencies) > 1)
        self.add_button("Cancel", self.reject)
        self.add_button("Add deal", self.submit, "primary")

    def submit(self) -> None:
        """Hands on what was typed, or says what is missing."""
        name = self.name.text().strip() or self.account.text().strip()
        if not name:
            self.tell("Say which company it is for, or what it is about.")
            self.account.setFocus()
            return
        if wrong := _unreadable(self.value, self.created, self.expected):
            self.tell(wrong)
            return
        self._accept(
            NewDeal(
                name,
                self.account.text().strip(),
                self.stage.value(),
                self.owner.value(),
                self.value.value(),
                self.currency.value(),
                self.created.value(),
                self.expected.value(),
                self.next_step.text(),
                self.source.text(),
            )
        )

    def _lay_out(self, several_currencies: bool) -> None:
        form = Form(2)
        form.add("Account", self.account)
        form.add("Deal", self.name)
        form.add("Value", self.value)
        if several_currencies:
            form.add("Currency", self.currency)
        form.add("Expected close", self.expected)
        form.add("Stage", self.stage)
        form.add("Owner", self.owner)
        form.add("Next step", self.next_step)
        form.add("Source", self.source)
        form.add("Created", self.created)
        self.body.addWidget(form)
        self.account.setFocus()


class WonDialog(Dialog):
    """The final value and the day of a win; several deals keep their values."""

    def __init__(
        self,
        what: str,
        value: Decimal | None,
        today: date,
        accept: Callable[[Decimal | None, date], object],
        parent: QWidget,
        *,
        several: bool = False,
    ) -> None:
        super().__init__("Won", parent, width=420)
        self._accept = accept
        self.value = AmountEdit("No value")
        self.value.set_value(value)
        self.day = DayEdit(today)
        self.day.set_value(today)
        self.body.addWidget(label(what, "strong", wrap=True))
        form = Form(1 if several else 2)
        if not several:
            form.add("Final value", self.value)
        form.add("Won on", self.day)
        self.body.addWidget(form)
        self.add_button("Cancel", self.reject)
        self.add_button("Mark as won", self.submit, "primary")
        (self.day if several else self.value).setFocus()
        self.value.selectAll()

    def submit(self) -> None:
        """Hands on value and day, or says what cannot be read."""
        wrong = _unreadable(self.value, self.day)
        if wrong or self.day.value() is None:
            self.tell(wrong or "Say on which day it was won.")
            return
        self._accept(self.value.value(), self.day.value())


class LostDialog(Dialog):
    """Why and when deals were lost; the reason may be one of those known, any text, or none."""

    def __init__(
        self,
        what: str,
        reasons: Sequence[str],
        today: date,
        accept: Callable[[str, date], object],
        parent: QWidget,
    ) -> None:
        super().__init__("Lost", parent, width=420)
        self._accept = accept
        self.reason = any_of(reasons, hint="Choose, or write another")
        self.day = DayEdit(today)
        self.day.set_value(today)
        self.body.addWidget(label(what, "strong", wrap=True))
        form = Form(2)
        form.add("Reason", self.reason, wide=True)
        form.add("Lost on", self.day)
        self.body.addWidget(form)
        self.add_button("Cancel", self.reject)
        self.add_button("Mark as lost", self.submit, "primary")
        line = self.reason.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._entered)
        self.reason.setFocus()

    def _entered(self) -> None:
        """Enter in the list of offers reaches the field alone, and is meant for the dialog.

        Where one offer alone begins as what was typed, it is what was meant.
        """
        line = self.reason.lineEdit()
        popup = None if line is None else line.completer().popup()
        if line is None or popup is None or not popup.isVisible():
            return
        typed = line.text().strip().casefold()
        offers = [self.reason.itemText(place) for place in range(self.reason.count())]
        begun = [offer for offer in offers if offer.casefold().startswith(typed)]
        if len(begun) == 1:
            self.reason.setEditText(begun[0])
        self.submit()

    def submit(self) -> None:
        """Hands on reason and day, or says what cannot be read."""
        if not self.day.readable or self.day.value() is None:
            self.tell("Say on which day it was lost.")
            return
        self._accept(self.reason.currentText().strip(), self.day.value())


def _unreadable(*fields: AmountEdit | DayEdit) -> str:
    """What is wrong with the first field that holds no value; empty where all do."""
    return next((field.wrong for field in fields if not field.readable), "")
