"""What the board, the table and the panel do with deals; each asks what has to be asked."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import to_decimal, to_minor
from salesdesk_app.services import custom_fields, deals
from salesdesk_app.services.deal_detail import Choices
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.services.stages import StageRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.dialogs import (
    LostDialog,
    NewDeal,
    NewDealDialog,
    WonDialog,
)
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.wording import titles
from salesdesk_app.wording.pipeline import deals as so_many

Entry = tuple[str, Callable[[], object]]


class Actions:
    """Does things with deals for one pane; nothing changes on screen before it is written.

    ``moved(id)`` is called with the first of the deals that were put into another stage.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.desk = desk
        self.choices: Choices | None = None
        self.dialog: Dialog | None = None
        self._parent = parent

        self.moved: Callable[[int], object] = _nothing

    def add(self, then: Callable[[int], object]) -> None:
        """Asks for a new deal; ``then`` gets its id."""
        if self.choices is None:
            return

        def added(deal_id: int) -> None:
            dialog.accept()
            then(deal_id)

        def accept(new: NewDeal) -> None:
            try:
                minor = minor_of(new.value, new.currency)
            except Problem as problem:
                dialog.tell(wording.problem(problem.code, problem.facts))
                return
            self.desk.do(
                deals.create,
                name=new.name,
                account=new.account,
                stage_id=new.stage_id,
                owner_id=new.owner_id,
                value_minor=minor,
                currency=new.currency,
                created_on=new.created_on,
                expected_close_on=new.expected_close_on,
                next_step=new.next_step,
                source=new.source,
                notice=True,
                then=added,
            )

        dialog = NewDealDialog(self.choices, self.desk.today(), accept, self._parent)
        self._show(dialog)

    def put(self, rows: Sequence[DealRow], stage: StageRow) -> None:
        """Puts deals into a stage; one that closes them asks first, Esc leaves all as it was."""
        if stage.outcome == "won":
            self.win(rows)
        elif stage.outcome == "lost":
            self.lose(rows)
        else:
            self._do(deals.move, rows, stage.id)

    def win(self, rows: Sequence[DealRow]) -> None:
        """Asks for the final value and the day, both filled in, and marks deals as won."""
        several, today = len(rows) > 1, self.desk.today()
        first = rows[0]
        value = None if first.own_minor is None else to_decimal(first.own_minor, first.currency)

        def accept(final: Decimal | None, day: date) -> None:
            try:
                values = None if several else {first.id: minor_of(final, first.currency)}
            except Problem as problem:
                dialog.tell(wording.problem(problem.code, problem.facts))
                return
            self._close(dialog, deals.win, rows, closed_on=day, values=values)

        dialog = WonDialog(called(rows), value, today, accept, self._parent, several=several)
        self._show(dialog)

    def lose(self, rows: Sequence[DealRow]) -> None:
        """Asks why and when, and marks deals as lost."""
        reasons = () if self.choices is None else self.choices.reasons

        def accept(reason: str, day: date) -> None:
            self._close(dialog, deals.lose, rows, closed_on=day, reason=reason)

        dialog = LostDialog(called(rows), reasons, self.desk.today(), accept, self._parent)
        self._show(dialog)

    def reopen(self, rows: Sequence[DealRow]) -> None:
        """Opens closed deals again where they were closed."""
        self._do(deals.reopen, rows)

    def delete(self, rows: Sequence[DealRow]) -> None:
        """Deletes deals at once; the notice offers *Undo*."""
        self.desk.do(deals.delete, _ids(rows), notice=True)

    def edit(self, row: DealRow, **fields: Any) -> None:
        """States fields of a deal."""
        self.desk.do(deals.edit, [row.id], **fields)

    def set_value(self, row: DealRow, value: Decimal | None) -> None:
        """States a deal's value in its own currency."""
        try:
            minor = minor_of(value, row.currency)
        except Problem as problem:
            self.desk.notice(wording.problem(problem.code, problem.facts), "bad")
            return
        self.edit(row, value_minor=minor)

    def set_own(self, deal_id: int, field_id: int, value: Any) -> None:
        """States what a deal holds in a field of the user's own."""
        self.desk.do(custom_fields.set_value, deal_id, field_id, value)

    def menu(self, rows: Sequence[DealRow], show: Callable[[int], object]) -> list[Entry]:
        """What a right click offers for these deals."""
        if not rows or self.choices is None:
            return []
        entries: list[Entry] = []
        if len(rows) == 1:
            entries.append(("Open", lambda: show(rows[0].id)))
        if any(row.fact.outcome != "open" for row in rows):
            entries.append(("Reopen", lambda: self.reopen(rows)))
        if any(row.fact.outcome != "won" for row in rows):
            entries.append(("Won …", lambda: self.win(rows)))
        if any(row.fact.outcome != "lost" for row in rows):
            entries.append(("Lost …", lambda: self.lose(rows)))
        here = {row.fact.stage_id for row in rows}
        for stage in self.choices.stages:
            if stage.outcome == "open" and here != {stage.id}:
                move = partial(self.put, rows, stage)
                entries.append((f"Move to {stage.name}", move))
        entries.append((f"Delete {so_many(len(rows))}", lambda: self.delete(rows)))
        return entries

    def _close(
        self, dialog: Dialog, verb: Callable[..., None], rows: Sequence[DealRow], **more: Any
    ) -> None:
        """Writes what a dialog asked for; it stays open where that is refused."""
        self._do(verb, rows, today=self.desk.today(), written=dialog.accept, **more)

    def _do(
        self,
        verb: Callable[..., None],
        rows: Sequence[DealRow],
        *args: Any,
        written: Callable[[], object] | None = None,
        **more: Any,
    ) -> None:
        def done(_result: object) -> None:
            if written is not None:
                written()
            self.moved(rows[0].id)

        self.desk.do(verb, _ids(rows), *args, notice=True, then=done, **more)

    def _show(self, dialog: Dialog) -> None:
        if self.desk.refuses():
            dialog.deleteLater()
            return
        self.dialog = dialog
        dialog.open()


def minor_of(value: Decimal | None, currency: str) -> int | None:
    """An amount in minor units. Problem: field.number where the currency cannot hold it."""
    if value is None:
        return None
    try:
        return to_minor(value, currency)
    except ValueError as error:
        raise Problem("field.number", field="Value", value=value) from error


def called(rows: Sequence[DealRow]) -> str:
    """What deals are called: one by its title, several by their number."""
    if len(rows) > 1:
        return so_many(len(rows))
    return titles.title(rows[0].name, rows[0].account)


def _ids(rows: Sequence[DealRow]) -> list[int]:
    return [row.id for row in rows]


def _nothing(_deal_id: int) -> None:
    """For where nobody wants to know."""
