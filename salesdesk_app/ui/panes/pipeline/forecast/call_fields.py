"""The fields of one call, the rep's or mine: amount, low, high and note."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.calls import Said
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import minor_of, to_decimal
from salesdesk_app.ui.panes.pipeline.forecast.deeds import Stated
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.fields import AmountEdit, text_field
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

NOTHING = Stated(None, None, None, None)


class CallFields(QWidget):
    """Shows a call and lets it be typed; ``left`` tells that a field was left or Enter pressed."""

    left = Signal()
    again = Signal()  # that a stale call still stands

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.title = label(title, "strong")
        self.said = label("", "label")
        self.say_again = button(
            _("It still stands"), self.again.emit, "link", explain=_("States the same call today")
        )
        self.say_again.hide()
        self.amount = AmountEdit(_("Call"))
        self.low = AmountEdit(_("Low"))
        self.high = AmountEdit(_("High"))
        self.note = text_field(hint=_("Note: what it rests on"))
        self._shown = self._before = NOTHING
        self._currency = "USD"
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        heard = row(self.title, self.said, None, self.say_again, spacing=8)
        grid.addLayout(heard, 0, 0, 1, 3)
        names = (_("call"), _("low"), _("high"))
        for place, (amount, name) in enumerate(zip(self._amounts(), names, strict=True)):
            amount.setAccessibleName(f"{title}: {name}")
            amount.setTextMargins(-4, 0, -4, 0)  # room for hundreds of millions
            grid.addLayout(column(label(name.capitalize(), "label"), amount, spacing=2), 1, place)
            grid.setColumnStretch(place, 1)
        self.note.setAccessibleName(f"{title}: {_('note')}")
        grid.addWidget(self.note, 2, 0, 1, 3)
        for field in (*self._amounts(), self.note):
            field.editingFinished.connect(self.left)

    def show_call(self, said: Said | None, currency: str, writable: bool) -> None:
        """Show a call; a field that is being typed in keeps what was typed."""
        self._currency = currency
        shown = stated_of(said)
        day = "" if said is None else _("said {day}").format(day=wording.day(said.said_on))
        stale = said is not None and said.stale is not None
        self.said.setText(_("! stale · {said}").format(said=day) if stale else day)
        self.say_again.setVisible(stale and writable)
        minors = (shown.amount_minor, shown.low_minor, shown.high_minor)
        past = (self._shown.amount_minor, self._shown.low_minor, self._shown.high_minor)
        for field, minor, before in zip(self._amounts(), minors, past, strict=True):
            if not (field.hasFocus() and minor == before):
                field.set_value(None if minor is None else to_decimal(minor, currency))
            field.setReadOnly(not writable)
        if not (self.note.hasFocus() and shown.note == self._shown.note):
            self.note.setText(shown.note or "")
            self.note.setCursorPosition(0)  # a long note is read from its beginning
        self.note.setReadOnly(not writable)
        self._shown = shown

    def stated(self) -> Stated | None:
        """What the fields hold; None where it is what is shown anyway, or cannot be read.

        Problem: field.number where the currency cannot hold an amount.
        """
        if not all(field.readable for field in self._amounts()):
            return None
        minors = [self._minor(field.value()) for field in self._amounts()]
        found = Stated(minors[0], minors[1], minors[2], self.note.text().strip() or None)
        return None if found == self._shown else found

    @property
    def changed(self) -> bool:
        """Whether the fields hold anything else than what is shown."""
        try:
            return not all(f.readable for f in self._amounts()) or self.stated() is not None
        except Problem:
            return True

    def forget(self) -> None:
        """Let go of what was typed: the next call that is shown takes all fields."""
        self._shown = NOTHING
        for field in self._amounts():
            field.set_value(None)
        self.note.clear()

    def sent(self, stated: Stated) -> None:
        """What is on its way to be kept counts as shown, so that it is not sent twice."""
        self._before, self._shown = self._shown, stated

    def unsent(self) -> None:
        """It was refused: the fields hold it still, to be mended."""
        self._shown = self._before

    @property
    def unread(self) -> AmountEdit | None:
        """The field that holds no amount, where one does not."""
        return next((field for field in self._amounts() if not field.readable), None)

    def wrong(self) -> str:
        """Why what was typed cannot be kept; empty where it can."""
        if self.unread is not None:
            return self.unread.wrong
        try:
            self.stated()
        except Problem as problem:
            return wording.problem(problem.code, problem.facts)
        return ""

    def fields(self) -> list[QLineEdit]:
        """All fields in their order."""
        return [*self._amounts(), self.note]

    def _minor(self, value: Decimal | None) -> int | None:
        return minor_of(value, self._currency)

    def _amounts(self) -> tuple[AmountEdit, AmountEdit, AmountEdit]:
        return self.amount, self.low, self.high


def stated_of(said: Said | None) -> Stated:
    """A call as its fields hold it."""
    if said is None:
        return NOTHING
    return Stated(said.amount_minor, said.low_minor, said.high_minor, said.note)
