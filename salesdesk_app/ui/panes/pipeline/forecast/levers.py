"""The four levers of sales velocity, to be tried; nothing of it is kept."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from salesdesk_app import wording
from salesdesk_app.domain import gap as rules
from salesdesk_app.domain.gap import Levers, Outlook
from salesdesk_app.domain.money import digits, half_even, to_decimal
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.services.forecasting.gap import Gap
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.fields import AmountEdit, DecimalEdit, NumberEdit
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import Elided, label, set_tone
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric

Field = NumberEdit | AmountEdit
STEP = 20  # Up and Down change a lever by a twentieth


class LeversBox(QWidget):
    """Four fields over the velocity and what it brings; Esc takes what was tried back."""

    def __init__(self, look: ForecastLook) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._look = look
        self._gap: Gap | None = None
        self.fields: dict[str, Field] = {
            "opportunities": NumberEdit(0, 1_000_000, hint=_("n/a")),
            "average": AmountEdit(hint=_("n/a")),
            "win_rate": DecimalEdit(hint=_("n/a")),
            "cycle_days": DecimalEdit(hint=_("n/a")),
        }
        self.trying = Pill(_("trying"), "warn", _("Nothing of it is kept. Esc takes it back."))
        self.undo = button(_("Take back"), self.take_back, "link", explain="Esc")
        self.now = Elided("", "body")
        self.then = Elided("", "strong")
        self._below = {key: Elided("", "label") for key in self.fields}
        for field in self.fields.values():
            field.textEdited.connect(lambda _text: self.show_tried())
            field.installEventFilter(self)
        self._lay_out()

    def show_gap(self, gap: Gap) -> None:
        """Show the levers as they are; what is being tried stays."""
        tried = self.is_trying
        self._gap = gap
        if not tried:
            self._fill()
        self._say_needed(gap)
        self.show_tried()

    @property
    def is_trying(self) -> bool:
        """Whether a field holds another number than the present one."""
        return self._gap is not None and self.tried() != self._gap.levers

    def tried(self) -> Levers | None:
        """The levers with what was typed; None where a field cannot be read."""
        if self._gap is None or not all(field.readable for field in self.fields.values()):
            return None
        found = now = self._gap.levers
        for key, field in self.fields.items():
            value = field.value()
            if field.text() == self._text_of(now, key):
                continue
            ratio = self._ratio(key, Decimal(0 if value is None else value))
            found = _put(found, key, ratio)
        return found

    def show_tried(self) -> None:
        """Say what the numbers come to, beside the present ones."""
        if self._gap is None:
            return
        levers, trying = self.tried(), self.is_trying
        self.now.setText(_("Now: {outlook}").format(outlook=self._words(self._gap.outlook)))
        self.trying.setVisible(trying)
        self.undo.setVisible(trying)
        self.then.setVisible(trying)
        if not trying:
            return
        if levers is None:
            self.then.setText(_("One of the numbers cannot be read."))
            set_tone(self.then, "bad")
            return
        outlook = rules.tried(levers, self._gap.days_left, self._gap.left)
        self.then.setText(_("Then: {outlook}").format(outlook=self._words(outlook)))
        closes = outlook.short == 0
        set_tone(self.then, "good" if closes else "plain")

    def take_back(self) -> bool:
        """Back to the present numbers; whether anything was tried."""
        was = self.is_trying
        self._fill()
        self.show_tried()
        return was

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down change a lever, Esc takes back what was tried."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape and self.take_back():
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(watched, QLineEdit):
                self._step(watched, 1 if key == Qt.Key.Key_Up else -1)
                return True
        return super().eventFilter(watched, event)

    def _step(self, field: QLineEdit, by: int) -> None:
        name = next(key for key, one in self.fields.items() if one is field)
        shown = self.fields[name]
        value = shown.value()
        if value is None:
            return
        step = max(Decimal(1), Decimal(round(Decimal(value) / STEP)))
        moved = max(Decimal(0), Decimal(value) + by * step)
        shown.set_value(int(moved) if name == "opportunities" else moved)
        self.show_tried()

    def _fill(self) -> None:
        for key, field in self.fields.items():
            field.setText("" if self._gap is None else self._text_of(self._gap.levers, key))
            set_tone(field, "plain")

    def _text_of(self, levers: Levers, key: str) -> str:
        """A lever as its field shows it, rounded as far as one reads it."""
        if key == "opportunities":
            return str(levers.opportunities)
        ratio: Ratio = getattr(levers, key)
        if ratio.denominator == 0:
            return ""
        if key == "average":
            whole = to_decimal(half_even(ratio.numerator, ratio.denominator), self._look.currency)
            return f"{whole:,.0f}"
        share = Decimal(ratio.numerator) / ratio.denominator * (100 if key == "win_rate" else 1)
        return f"{share:.1f}".removesuffix(".0")

    def _ratio(self, key: str, value: Decimal) -> Ratio | int:
        if key == "opportunities":
            return int(value)
        if key == "average":
            value = value.scaleb(digits(self._look.currency))
        numerator, denominator = value.as_integer_ratio()
        return Ratio(numerator, denominator * (100 if key == "win_rate" else 1))

    def _words(self, outlook: Outlook) -> str:
        pace = outlook.per_day
        if outlook.brings is None or pace.denominator <= 0 or self._gap is None:
            return wording.percent(None)
        look, days = self._look, self._gap.days_left
        text = _("{day} a day, {brings} in {days} days").format(
            day=look.short(half_even(pace.numerator, pace.denominator)),
            brings=look.short(outlook.brings),
            days=days,
        )
        if outlook.short is None:
            return text
        short = _("{amount} short").format(amount=look.short(outlook.short))
        return f"{text}, {short if outlook.short else _('the gap is closed')}"

    def _say_needed(self, gap: Gap) -> None:
        """Below each lever, what it alone would have to be."""
        need, look = gap.needed, self._look
        cycle = need.cycle_days
        days = None if cycle is None or cycle.value is None else f"{cycle.value:.1f}"
        rate = None if need.win_rate is None else wording.percent(need.win_rate.value)
        found = {
            "opportunities": None if need.opportunities is None else str(need.opportunities),
            "average": None if need.average is None else look.short(need.average),
            "win_rate": rate,
            "cycle_days": days,
        }
        for key, shown in self._below.items():
            wanted = found[key]
            none = "" if not gap.left else _("alone not enough")
            shown.setText(none if wanted is None else _("enough: {number}").format(number=wanted))
            shown.setToolTip(
                _("What it would have to be to close the gap while the others stay as they are.")
            )

    def _lay_out(self) -> None:
        names = {
            "opportunities": _("Open deals"),
            "average": _("Average deal"),
            "win_rate": _("Win rate, %"),
            "cycle_days": _("Cycle, days"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        for place, (key, field) in enumerate(self.fields.items()):
            field.setAccessibleName(_("Try: {name}").format(name=names[key]))
            grid.addWidget(label(names[key], "label"), 0, place)
            grid.addWidget(field, 1, place)
            grid.addWidget(self._below[key], 2, place)
            grid.setColumnStretch(place, 1)
        found = metric("velocity")
        head = label(_("Try the levers"), "strong", explain=f"{found.name}: {found.text}")
        self.top = row(head, self.trying, self.undo, None)
        self.setLayout(
            column(
                self.top,
                grid,
                self.now,
                self.then,
                None,
                spacing=6,
            )
        )


def _put(levers: Levers, key: str, value: Ratio | int) -> Levers:
    """The levers with another number in one place."""
    changes: dict[str, Any] = {key: value}
    return replace(levers, **changes)
