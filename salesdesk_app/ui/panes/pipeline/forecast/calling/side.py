"""The side of the call: the rep's call and mine to be typed, and what is agreed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.domain.calls import Speaker
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.forecast.call_fields import CallFields
from salesdesk_app.ui.panes.pipeline.forecast.calling.promises import Promises
from salesdesk_app.ui.panes.pipeline.forecast.deeds import Deeds
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.widgets.card import Card, line
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

WIDTH = 340


class CallSide(Card):
    """What is typed is stated when its field is left or Enter is pressed."""

    stated = Signal()

    def __init__(self, desk: Desk, look: ForecastLook, deeds: Deeds) -> None:
        super().__init__(margin=14)
        self._look, self._deeds = look, deeds
        self._line: RepLine | None = None
        self.rep = CallFields(_("Rep’s call"))
        self.mine = CallFields(_("My call"))
        self.calibrated = label("", "label", wrap=True)
        self.promises = Promises(desk)
        self.setFixedWidth(WIDTH)
        self.rep.left.connect(lambda: self._keep("rep", self.rep))
        self.mine.left.connect(lambda: self._keep("manager", self.mine))
        self.rep.again.connect(lambda: self._again("rep"))
        self.mine.again.connect(lambda: self._again("manager"))
        self.body.setSpacing(10)
        for part in (self.rep, self.calibrated, self.mine, line()):
            self.body.addWidget(part)
        self.body.addWidget(self.promises, 1)

    def show_line(self, shown: RepLine) -> None:
        """Show the calls of a line; what is being typed stays."""
        fresh = self._line is None or self._line.id != shown.id
        self._line, look = shown, self._look
        writable = look.may_call(shown)
        for fields, said in ((self.rep, shown.rep), (self.mine, shown.manager)):
            if fresh:
                fields.forget()
            fields.show_call(said, look.currency, writable)
        known = shown.calibrated.minor is not None
        self.calibrated.setVisible(known)
        if known:
            text = _("Calibrated by past calls: {amount}")
            self.calibrated.setText(text.format(amount=look.calibrated(shown)))
            self.calibrated.setToolTip(look.explain_calibrated(shown))

    def restore(self) -> bool:
        """Take back what is typed and not stated yet; whether there was anything."""
        line, found = self._line, False
        for fields in (self.rep, self.mine):
            if line is not None and fields.changed:
                said = line.rep if fields is self.rep else line.manager
                fields.forget()
                fields.show_call(said, self._look.currency, self._look.may_call(line))
                found = True
        if self.promises.begun:
            self.promises.drop()
            found = True
        return found

    def commit(self) -> bool:
        """Keep what is typed, before another rep is shown; False where it cannot be: it is told."""
        for fields in (self.rep, self.mine):
            if fields.unread is not None:
                self._deeds.desk.notice(fields.wrong(), "bad")
                fields.unread.setFocus()
                return False
        self._keep("rep", self.rep)
        self._keep("manager", self.mine)
        return self.promises.keep()

    def fields(self) -> list[QWidget]:
        """All fields in the order in which Tab goes through them."""
        return [*self.rep.fields(), *self.mine.fields(), *self.promises.fields()]

    def _again(self, said_by: Speaker) -> None:
        if self._line is not None:
            self._deeds.say_again(self._line, said_by)

    def _keep(self, said_by: Speaker, fields: CallFields) -> None:
        if self._line is None or not self._look.may_call(self._line):
            return
        try:
            typed = fields.stated()
        except Problem as problem:
            self._deeds.desk.notice(wording.problem(problem.code, problem.facts), "bad")
            return
        if typed is not None:
            fields.sent(typed)
            self._deeds.state(
                self._line,
                said_by,
                typed,
                then=lambda _done: self.stated.emit(),
                failed=fields.unsent,
            )
