"""A rep's call and mine beside each other, with range and note, to be stated in one place."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.calls import Speaker
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.panes.pipeline.forecast.call_fields import CallFields
from salesdesk_app.ui.panes.pipeline.forecast.deeds import Deeds
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded


class CallDialog(Dialog):
    """States what was changed when it is saved; Esc leaves all as it was."""

    def __init__(self, line: RepLine, deeds: Deeds, parent: QWidget) -> None:
        super().__init__(_("Calls for {name}").format(name=line.name), parent, width=460)
        self._line, self._deeds = line, deeds
        period = "" if deeds.period is None else worded(deeds.period)
        text = _("What {name} says will close in {period}, and what you say. Both stay.")
        self.body.addWidget(label(text.format(name=line.name, period=period), "muted", wrap=True))
        self.rep = CallFields(_("Rep’s call"))
        self.mine = CallFields(_("My call"))
        for fields, said in ((self.rep, line.rep), (self.mine, line.manager)):
            fields.show_call(said, deeds.currency, writable=True)
            self.body.addWidget(fields)
        self.rep.again.connect(lambda: deeds.say_again(line, "rep"))
        self.mine.again.connect(lambda: deeds.say_again(line, "manager"))
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Save"), self.submit, "primary")
        self.mine.amount.setFocus()

    def submit(self) -> None:
        """States both where they changed; stays open where one is refused."""
        wrong = self.rep.wrong() or self.mine.wrong()
        self.tell(wrong)
        if not wrong:
            self._state("rep", self.rep, lambda: self._state("manager", self.mine, self.accept))

    def _state(self, said_by: Speaker, fields: CallFields, then: Callable[[], object]) -> None:
        stated = fields.stated()
        if stated is None:
            then()
        else:
            self._deeds.state(self._line, said_by, stated, lambda _done: then())
