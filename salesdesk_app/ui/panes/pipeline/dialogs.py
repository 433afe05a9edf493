"""The questions that the pipeline asks (a new deal, a win, a loss); Esc leaves all as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.money import to_decimal
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.panes.pipeline.editors import any_of, owner_choices, stage_choices
from salesdesk_app.ui.panes.pipeline.entry_form import EntryFields
from salesdesk_app.ui.widgets.card import scrolled
from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import titles
from salesdesk_app.wording.pipeline import deals as so_many

SIX = 6  # more values than that scroll
EACH = 60  # so many deals have values of their own in the dialog of a win


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

    def typed(self) -> set[str]:
        """The codes of the fields that a stage may ask for and that are filled in."""
        held = {
            "value_minor": self.value is not None,
            "expected_close_on": self.expected_close_on is not None,
            "owner_id": self.owner_id is not None,
            "account_id": bool(self.account.strip()),
            "next_step": bool(self.next_step.strip()),
            "source": bool(self.source.strip()),
        }
        return {code for code, has in held.items() if has}


class NewDealDialog(Dialog):
    """A new deal; only what it is called is needed, the account's name will do."""

    def __init__(
        self,
        choices: Choices,
        today: date,
        accept: Callable[[NewDeal], object],
        parent: QWidget,
        pipeline_id: int | None = None,
    ) -> None:
        """``pipeline_id`` is the one whose first stage the deal begins in, unless changed."""
        super().__init__("New deal", parent, width=560)
        self._accept = accept
        self.account = suggesting(choices.accounts, hint="Company; a new one is added")
        self.name = text_field(hint="What it is about")
        self.value = AmountEdit()
        self.currency = Picker([(code, code) for code in choices.currencies], search=False)
        self.currency.set_value(choices.currencies[0])
        self.stage = Picker(stage_choices(choices, only_open=True), search=False)
        opens = [stage for stage in choices.stages if stage.outcome == "open"]
        inside = (stage for stage in opens if stage.pipeline_id == pipeline_id)
        self.stage.set_value(next(inside, opens[0]).id)
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
    """The final values and the day of a win, and what else the stage asks for.

    Of several deals each has a value of its own, up to ``EACH`` of them; more keep theirs.
    """

    def __init__(
        self,
        rows: Sequence[DealRow],
        today: date,
        accept: Callable[[dict[int, Decimal | None], date], object],
        parent: QWidget,
        *,
        asked: EntryFields | None = None,
    ) -> None:
        super().__init__("Won", parent, width=460 if len(rows) == 1 else 520)
        self._accept = accept
        self.asked = asked
        self.values: dict[int, AmountEdit] = {}
        self.day = DayEdit(today)
        self.day.set_value(today)
        self.body.addWidget(label(called(rows), "strong", wrap=True))
        form = Form(2 if len(rows) == 1 else 1)
        if len(rows) > 1:
            form.add("Won on", self.day)
        mixed = len({row.currency for row in rows}) > 1
        for row in rows if len(rows) <= EACH else ():
            value = self.values[row.id] = AmountEdit("No value")
            value.set_value(_own_value(row))
            title = f"{title_of(row)} ({row.currency})" if mixed else title_of(row)
            form.add("Final value" if len(rows) == 1 else title, value)
        if len(rows) == 1:
            form.add("Won on", self.day)
        tall = len(rows) > SIX
        self.body.addWidget(scrolled(form) if tall else form)
        if tall:
            self.setMinimumHeight(460)
        if len(rows) > EACH:
            self.body.addWidget(label("Each keeps the value that it has.", "muted"))
        if asked is not None:
            self.body.addWidget(asked)
        self.add_button("Cancel", self.reject)
        self.add_button("Mark as won", self.submit, "primary")
        first = next(iter(self.values.values()), None)
        (self.day if first is None else first).setFocus()
        if first is not None:
            first.selectAll()

    @property
    def value(self) -> AmountEdit:
        """The value of the first deal."""
        return next(iter(self.values.values()))

    def submit(self) -> None:
        """Hands on values and day, or says what cannot be read or is missing."""
        wrong = _unreadable(*self.values.values(), self.day)
        if not wrong and self.day.value() is None:
            wrong = "Say on which day it was won."
        if not wrong and self.asked is not None:
            wrong = self.asked.wrong()
        self.tell(wrong)
        if not wrong:
            values = {deal_id: edit.value() for deal_id, edit in self.values.items()}
            self._accept(values, self.day.value())


class LostDialog(Dialog):
    """Why and when deals were lost; the reason may be one of those known, any text, or none."""

    def __init__(
        self,
        what: str,
        reasons: Sequence[str],
        today: date,
        accept: Callable[[str, date], object],
        parent: QWidget,
        *,
        insists: bool = False,
        asked: EntryFields | None = None,
    ) -> None:
        """``insists`` says that the stage asks for the reason."""
        super().__init__("Lost", parent, width=440)
        self._accept = accept
        self._insists = insists
        self.asked = asked
        self.reason = any_of(reasons, hint="Choose, or write another")
        self.day = DayEdit(today)
        self.day.set_value(today)
        self.body.addWidget(label(what, "strong", wrap=True))
        form = Form(2)
        form.add("Reason", self.reason, wide=True)
        form.add("Lost on", self.day)
        self.body.addWidget(form)
        if asked is not None:
            self.body.addWidget(asked)
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
        if self._insists and not self.reason.currentText().strip():
            self.tell("Say why it was lost: the stage asks for it.")
            self.reason.setFocus()
            return
        wrong = "" if self.asked is None else self.asked.wrong()
        self.tell(wrong)
        if wrong:
            return
        self._accept(self.reason.currentText().strip(), self.day.value())


def title_of(row: DealRow) -> str:
    """What a deal is called in one line."""
    return titles.title(row.name, row.account)


def called(rows: Sequence[DealRow]) -> str:
    """What deals are called: one by its title, several by their number."""
    return so_many(len(rows)) if len(rows) > 1 else title_of(rows[0])


def _own_value(row: DealRow) -> Decimal | None:
    return None if row.own_minor is None else to_decimal(row.own_minor, row.currency)


def _unreadable(*fields: AmountEdit | DayEdit) -> str:
    """What is wrong with the first field that holds no value; empty where all do."""
    return next((field.wrong for field in fields if not field.readable), "")
