"""What the board, the table and the panel do with deals; each asks what has to be asked."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import minor_of
from salesdesk_app.services import custom_fields
from salesdesk_app.services.deals import deals, entry_rules, snoozes
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.deals.entry_rules import Asking
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.services.stages import StageRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.dialogs import (
    EACH,
    LostDialog,
    WonDialog,
    called,
)
from salesdesk_app.ui.panes.pipeline.entry_form import EntryDialog, EntryFields, Filled, without
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.snooze_dialog import SnoozeDialog


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

    def refuse(self, why: str) -> None:
        """Says why what was typed was not kept."""
        self.desk.notice(f"{why} Nothing was changed.", "warn")

    def put(self, rows: Sequence[DealRow], stage: StageRow) -> None:
        """Puts deals into a stage; one that closes them asks first, Esc leaves all as it was."""
        if stage.outcome == "won":
            self.win(rows, stage)
        elif stage.outcome == "lost":
            self.lose(rows, stage)
        else:
            self._enter(rows, stage, partial(self._move, rows, stage))

    def put_in(self, rows: Sequence[DealRow], stage_id: int, stages: Sequence[StageRow]) -> None:
        """The same by the key of one of these stages."""
        stage = next((stage for stage in stages if stage.id == stage_id), None)
        if stage is not None:
            self.put(rows, stage)

    def step(self, rows: Sequence[DealRow], direction: int, stages: Sequence[StageRow]) -> None:
        """Puts deals a stage on (1) or back (-1) from that of the first among these stages."""
        known = {stage.id: stage for stage in stages}
        here = known.get(rows[0].fact.stage_id) if rows else None
        if here is None:
            return
        line = [stage for stage in known.values() if stage.pipeline_id == here.pipeline_id]
        place = line.index(here) + direction
        if 0 <= place < len(line):
            self.put(rows, line[place])

    def win(self, rows: Sequence[DealRow], stage: StageRow | None = None) -> None:
        """Asks for the final values and the day, filled in, and marks deals as won.

        ``stage`` is the one that they go to, where it was chosen.
        """
        target = stage or self._closing(rows, "won")
        self._enter(rows, target, partial(self._ask_won, rows, stage))

    def lose(self, rows: Sequence[DealRow], stage: StageRow | None = None) -> None:
        """Asks why and when, and marks deals as lost; ``stage`` as for ``win``."""
        target = stage or self._closing(rows, "lost")
        self._enter(rows, target, partial(self._ask_lost, rows, stage))

    def transfer(self, rows: Sequence[DealRow], pipeline_id: int) -> None:
        """Puts deals into another pipeline, each into the stage that is like its own."""
        self._do(deals.transfer, rows, pipeline_id)

    def _move(self, rows: Sequence[DealRow], stage: StageRow, asking: Asking | None) -> None:
        if asking is None or self.choices is None:
            self._do(deals.move, rows, stage.id)
            return

        def accept(fill: Filled) -> None:
            self._do(deals.move, rows, stage.id, fill=fill, written=dialog.accept)

        fields = EntryFields(asking, self.choices, self.desk.today())
        dialog = EntryDialog(asking, fields, accept, self._parent, count=len(rows))
        self.show(dialog)

    def _ask_won(
        self, rows: Sequence[DealRow], stage: StageRow | None, asking: Asking | None
    ) -> None:
        currencies = {row.id: row.currency for row in rows}
        fields = self._fields(asking, "value_minor") if len(rows) <= EACH else self._fields(asking)

        def accept(final: dict[int, Decimal | None], day: date) -> None:
            try:
                values = {one: minor_of(value, currencies[one]) for one, value in final.items()}
                fill = {} if fields is None else fields.filled()
            except Problem as problem:
                dialog.tell(wording.problem(problem.code, problem.facts))
                return
            self._close(dialog, deals.win, rows, stage, closed_on=day, values=values, fill=fill)

        dialog = WonDialog(rows, self.desk.today(), accept, self._parent, asked=fields)
        self.show(dialog)

    def _ask_lost(
        self, rows: Sequence[DealRow], stage: StageRow | None, asking: Asking | None
    ) -> None:
        reasons = () if self.choices is None else self.choices.reasons
        fields = self._fields(asking, "lost_reason")

        def accept(reason: str, day: date) -> None:
            try:
                fill = {} if fields is None else fields.filled()
            except Problem as problem:
                dialog.tell(wording.problem(problem.code, problem.facts))
                return
            self._close(dialog, deals.lose, rows, stage, closed_on=day, reason=reason, fill=fill)

        target = stage or self._closing(rows, "lost")
        insists = target is not None and "lost_reason" in target.required
        dialog = LostDialog(
            called(rows),
            reasons,
            self.desk.today(),
            accept,
            self._parent,
            insists=insists,
            asked=fields,
        )
        self.show(dialog)

    def _fields(self, asking: Asking | None, *elsewhere: str) -> EntryFields | None:
        """Editors of what is missing beside what the dialog asks for itself; None for nothing."""
        if asking is None or self.choices is None:
            return None
        left = without(asking, *elsewhere)
        return EntryFields(left, self.choices, self.desk.today()) if left.lacks else None

    def _enter(
        self,
        rows: Sequence[DealRow],
        stage: StageRow | None,
        go: Callable[[Asking | None], object],
    ) -> None:
        """Goes on with what a stage asks for and deals lack, or with None for nothing."""
        if stage is None or not stage.required:
            go(None)
            return
        self.desk.ask(
            entry_rules.asking,
            _ids(rows),
            stage.id,
            then=lambda asking: go(asking if asking.lacks else None),
        )

    def _closing(self, rows: Sequence[DealRow], outcome: str) -> StageRow | None:
        """The stage in which the first of these deals is closed where none is chosen."""
        stages = () if self.choices is None else self.choices.stages
        here = next((s.pipeline_id for s in stages if s.id == rows[0].fact.stage_id), None)
        fits = (s for s in stages if s.pipeline_id == here and s.outcome == outcome)
        return next(fits, None)

    def reopen(self, rows: Sequence[DealRow]) -> None:
        """Opens closed deals again where they were closed."""
        self._do(deals.reopen, rows)

    def snooze(self, rows: Sequence[DealRow]) -> None:
        """Asks until when and why, and lets the open ones of these deals rest."""
        resting = [row for row in rows if row.fact.outcome == "open"]
        today = self.desk.today()

        def accept(until: date, why: str) -> None:
            self._do(
                snoozes.snooze, resting, until=until, why=why, today=today, written=dialog.accept
            )

        dialog = SnoozeDialog(called(resting), today, accept, self._parent)
        self.show(dialog)

    def wake(self, rows: Sequence[DealRow]) -> None:
        """Lets the signals of deals that rest show again."""
        self._do(snoozes.wake, [row for row in rows if row.snoozed_until is not None])

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

    def _close(
        self,
        dialog: Dialog,
        verb: Callable[..., None],
        rows: Sequence[DealRow],
        stage: StageRow | None,
        **more: Any,
    ) -> None:
        """Writes what a dialog asked for; it stays open where that is refused."""
        more["stage_id"] = None if stage is None else stage.id
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

    def show(self, dialog: Dialog) -> None:
        """Opens a dialog, unless nothing may be changed while one looks back."""
        if self.desk.refuses():
            dialog.deleteLater()
            return
        self.dialog = dialog
        dialog.open()


def _ids(rows: Sequence[DealRow]) -> list[int]:
    return [row.id for row in rows]


def _nothing(_deal_id: int) -> None:
    """For where nobody wants to know."""
