"""What one can do with a call of the team's: prepare for it, log it, go to what it is about."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from salesdesk_app.services import activities, call_outcomes
from salesdesk_app.services.call_rows import Call
from salesdesk_app.services.search import Hit
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today.rows import Entries
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.log_dialog import Logged


class CallDeeds:
    """Done for the pane, over which the dialogs open; ``of_activity`` is what else can be done."""

    def __init__(self, pane: QWidget, desk: Desk, of_activity: Callable[[Any], Entries]) -> None:
        self._pane = pane
        self._desk = desk
        self._of_activity = of_activity

    def entries(self, call: Call) -> Entries:
        """What can be done with a call."""
        made: list[tuple[str, Callable[[], object]]] = [
            (_("Log…") if call.is_open else _("What came of it…"), partial(self.log, call)),
        ]
        if call.activity is not None:
            return [*made, *self._of_activity(call.activity)]
        if call.deal is not None:
            made.append((_("Open the deal"), partial(self.open_deal, call)))
        return made

    def open_deal(self, call: Call) -> None:
        """Go to the deal that a call is about."""
        if call.about.deal_id is not None:
            self._desk.open("pipeline", Hit("deal", call.about.deal_id, "", ""))

    def show_card(self, call: Call) -> None:
        """Show what to know before a call."""
        self.open_deal(call)

    def log(self, call: Call, parent: QWidget | None = None) -> None:
        """Say what became of a call, or change what was said."""
        from salesdesk_app.ui.panes.today.log_dialog import LogDialog

        if self._desk.refuses():
            return
        occasion = call_outcomes.occasion(call)

        def save(logged: "Logged") -> None:
            step: dict[str, Any] = {}
            if logged.step is not None:
                step = dict(zip(("next_step", "next_step_on"), logged.step, strict=True))
            self._desk.do(
                call_outcomes.log,
                occasion,
                logged.outcome,
                now=self._desk.now(),
                said=logged.said,
                minutes=logged.minutes,
                to=logged.to,
                notice=True,
                **step,
            )

        def reopen() -> None:
            if occasion.activity_id is not None:
                self._desk.do(activities.reopen, occasion.activity_id, notice=True)

        LogDialog(parent or self._pane, call, self._desk.now(), save, reopen).show()
