"""The end of the call: what came out of it, to be saved as minutes or copied."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.panes.pipeline.forecast.calling.loaded import CallData
from salesdesk_app.ui.panes.pipeline.forecast.calling.outcome import Outcome, columns
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, row
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.periods import period as worded


class Summary(Card):
    """A line a rep; what is saved is the sheet of the whole call."""

    back_wanted = Signal()
    save_wanted = Signal()
    copy_wanted = Signal()
    freeze_wanted = Signal()
    closed = Signal()

    def __init__(self, look: ForecastLook) -> None:
        super().__init__(margin=16)
        self._look = look
        self.heading = label("", "heading")
        self.said = label("", "muted", wrap=True)
        self.table = Table(columns(look), row_height=34)
        self.table.setAccessibleName(_("What came out of the call"))
        self.save = button(_("Save the minutes …"), self.save_wanted.emit, "primary")
        self.copy = button(_("Copy the minutes"), self.copy_wanted.emit)
        self.freeze = button(_("Freeze this week’s forecast"), self.freeze_wanted.emit)
        self.back = button(_("‹ Back to the reps"), self.back_wanted.emit, "quiet")
        self.leave = button(_("Close"), self.closed.emit, explain="Esc")
        self._lay_out()

    def show_outcome(self, data: CallData, outcomes: list[Outcome], minutes: int) -> None:
        """Show the reps, and how long it took in minutes."""
        period = worded(data.agenda.forecast.period)
        self.heading.setText(_("Forecast call, {period}").format(period=period))
        made = sum(len(one.made) for one in outcomes)
        changed = sum(_changed(one) for one in outcomes)
        parts = [
            ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes),
            ngettext("{n} call changed", "{n} calls changed", changed).format(n=changed),
            ngettext("{n} commitment today", "{n} commitments today", made).format(n=made),
        ]
        self.said.setText(" · ".join(parts))
        self.table.set_rows(outcomes)
        self.table.viewport().update()

    def _lay_out(self) -> None:
        buttons: list[QWidget] = [self.save, self.copy, self.freeze]
        self.body.setSpacing(10)
        self.body.addLayout(row(self.heading, None, self.back))
        self.body.addWidget(self.said)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row(*buttons, None, self.leave))


def _changed(one: Outcome) -> int:
    if one.before is None:
        return 0
    return (one.before.rep != one.now.rep) + (one.before.manager != one.now.manager)
