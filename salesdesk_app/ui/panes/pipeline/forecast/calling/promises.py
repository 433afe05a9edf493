"""What is agreed in the call: a line that becomes a commitment at once, and those made today."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services import commitments
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.fields import DayEdit, Picker, text_field
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

A_WEEK = timedelta(days=7)


class Promises(QWidget):
    """A text, an owner, a due day, a deal or none; Enter adds it, and undo takes it back."""

    added = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._desk = desk
        self._deal_picked = False
        self.text = text_field(hint=_("What will be done; Enter adds it"))
        self.text.setAccessibleName(_("Commitment"))
        self.owner = Picker(search=True)
        self.owner.setAccessibleName(_("Owner"))
        self.due = DayEdit(desk.today())
        self.due.setAccessibleName(_("Due"))
        self.deal = Picker(none=_("No deal"), search=False)
        self.deal.setAccessibleName(_("About"))
        self.add_button = button(_("Add"), self.add)
        self.wrong = label("", "label", tone="bad", wrap=True)
        self.wrong.hide()
        self.table = Table(_columns(), row_height=28)
        self.table.setAccessibleName(_("Commitments made today"))
        self.table.horizontalHeader().hide()
        for field in (self.text, self.due):
            field.returnPressed.connect(self.add)
        self.deal.chosen.connect(lambda _key: self._pick_deal())
        second = row(self.owner, self.due, spacing=6)
        second.setStretch(0, 1)
        self.due.setFixedWidth(136)
        third = row(self.deal, self.add_button, spacing=6)
        third.setStretch(0, 1)
        head = label(_("Agreed"), "strong")
        self.setLayout(column(head, self.text, second, third, self.wrong, self.table, spacing=6))

    def begin(self, owner_id: int | None, people: Sequence[tuple[int, str]]) -> None:
        """Start for a rep: the owner is the rep, the day a week from today."""
        self.owner.set_choices(people)
        self.owner.set_value(owner_id)
        self.due.set_value(self._desk.today() + A_WEEK)
        self._deal_picked = False
        self.drop()

    def offer_deals(self, deals: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """Offer the rep's deals; the one that is chosen stands there until another is picked."""
        kept = self.deal.value() if self._deal_picked else chosen
        self.deal.set_choices(deals)
        self.deal.set_value(kept)

    def show_made(self, rows: Sequence[CommitmentRow]) -> None:
        """Show what was agreed with the rep today."""
        self.table.set_rows(rows)

    def fields(self) -> list[QWidget]:
        """All fields in their order."""
        return [self.text, self.owner, self.due, self.deal, self.add_button, self.table]

    @property
    def begun(self) -> bool:
        """Whether something is typed that is no commitment yet."""
        return bool(self.text.text().strip())

    def keep(self) -> bool:
        """Add what was typed, before one goes on; False where something is missing: it is told."""
        return not self.begun or self.add()

    def drop(self) -> None:
        """Let go of what was typed."""
        self.text.clear()
        self._tell("")

    def add(self) -> bool:
        """Make a commitment of the line, or say what is missing; whether it was made."""
        text, owner, due = self.text.text().strip(), self.owner.value(), self.due.value()
        if not text:
            return self._lacks(_("Say what will be done."), self.text)
        if owner is None:
            return self._lacks(_("Say who will do it."), self.owner)
        if due is None:
            missing = self.due.wrong if not self.due.readable else _("Say by when.")
            return self._lacks(missing, self.due)
        self.drop()
        self.text.setFocus()
        self._write(text, owner, due)
        return True

    def _lacks(self, what: str, field: QWidget) -> bool:
        self._tell(what)
        field.setFocus()
        return False

    def _write(self, text: str, owner_id: int, due_on: date) -> None:
        self._desk.do(
            commitments.add,
            text=text,
            owner_id=owner_id,
            due_on=due_on,
            deal_id=self.deal.value(),
            then=lambda _commitment_id: self.added.emit(),
            failed=partial(self._refused, text),
        )

    def _refused(self, text: str) -> None:
        if not self.begun:
            self.text.setText(text)

    def _pick_deal(self) -> None:
        self._deal_picked = True

    def _tell(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))


def _columns() -> tuple[Column, ...]:
    def about(made: Any) -> str:
        return f"{made.text} — {made.deal}" if made.deal else str(made.text)

    return (
        Column("text", _("Commitment"), about, width=160, stretch=True, explain=about),
        Column(
            "due",
            _("Due"),
            lambda made: wording.day(made.due_on),
            "number",
            width=66,
            sort_key=lambda made: made.due_on,
            value=lambda made: made.due_on,
            value_kind="day",
        ),
    )
