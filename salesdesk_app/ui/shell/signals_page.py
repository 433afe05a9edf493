"""The signals: which are on, from where on each shows, and which put a deal at risk."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import to_decimal, to_minor
from salesdesk_app.domain.signal_rules import CODES, FEWEST, RANGES, Rules
from salesdesk_app.services import settings, signal_rules
from salesdesk_app.services.settings import Settings
from salesdesk_app.ui import fonts
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.card import frame, line, row, scrolled
from salesdesk_app.ui.widgets.fields import AmountEdit, DecimalEdit, NumberEdit
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import signal_rules as words
from salesdesk_app.wording import signals

WIDE = 72  # of a limit's field


@dataclass
class Line:
    """One signal on the page; ``limit`` is None where it has no limit of its own."""

    switch: QCheckBox
    limit: NumberEdit | AmountEdit | None
    risk: QCheckBox


class SignalsPage(QWidget):
    """A line for each signal; what is changed holds at once, and each change can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Settings | None = None
        self.lines = {code: self._line(code) for code in CODES}
        self.said = label("", "muted", wrap=True)
        self.said.setAccessibleName("What puts a deal at risk")
        self._currency = label("", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.said)
        card = frame()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(12, 8, 4, 8)
        inner.addWidget(scrolled(self._listed()))
        box.addWidget(card, 1)
        desk.changed.connect(self._on_changed)
        self._load()

    @property
    def rules(self) -> Rules:
        """The rules as they are shown."""
        return Rules() if self._found is None else self._found.rules

    def _line(self, code: str) -> Line:
        name = signals.name(code)
        switch = QCheckBox(name)
        switch.setFont(fonts.font("strong"))
        switch.setToolTip(f"Shows “{name}”, or not")
        switch.clicked.connect(lambda on=False: self._switched(code, on))
        risk = QCheckBox("At risk")
        risk.setFont(fonts.font("body"))
        risk.setAccessibleName(f"{name} puts a deal at risk")
        risk.setToolTip("Puts a deal at risk")
        risk.clicked.connect(lambda on=False: self._risked(code, on))
        limit = _field(code)
        if limit is not None:
            limit.setFixedWidth(WIDE)
            limit.setAlignment(Qt.AlignmentFlag.AlignRight)
            limit.setAccessibleName(f"Limit of {name}")
            limit.editingFinished.connect(partial(self._stated, code, limit))
        return Line(switch, limit, risk)

    def _listed(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for place, (code, shown) in enumerate(self.lines.items()):
            at = place * 3
            about = label(words.about(code, FEWEST), "label", wrap=True)
            about.setBuddy(shown.switch)
            grid.addWidget(shown.switch, at, 0)
            grid.addWidget(about, at + 1, 0)
            grid.addLayout(self._limited(code, shown), at, 1, 2, 1)
            grid.addWidget(shown.risk, at, 2, 2, 1)
            if place < len(self.lines) - 1:
                grid.addWidget(line(), at + 2, 0, 1, 3)
        return made

    def _limited(self, code: str, shown: Line) -> QHBoxLayout:
        if shown.limit is None:
            return row(None)
        unit = self._currency if code == "large" else label(words.unit(code), "muted")
        unit.setFixedWidth(52)
        return row(None, shown.limit, unit, spacing=6)

    def _switched(self, code: str, on: bool) -> None:
        self._desk.do(signal_rules.switch, code, on, failed=self._load)

    def _risked(self, code: str, risk: bool) -> None:
        self._desk.do(signal_rules.set_risk, code, risk, failed=self._load)

    def _stated(self, code: str, field: NumberEdit | AmountEdit) -> None:
        """States a limit that was typed; one that cannot be is told and gives way again."""
        if self._found is None:
            return
        if not field.readable or (field.value() is None and code != "large"):
            self._desk.notice(field.wrong, "warn")
            self._show(self._found)
            return
        try:
            limit = _limit_of(code, field.value(), self._found.currency)
        except Problem as problem:
            self._desk.notice(wording.problem(problem.code, problem.facts), "bad")
            self._show(self._found)
            return
        if limit != self.rules.limit(code):
            self._desk.do(signal_rules.set_limit, code, limit, failed=self._load)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"setting", "*"}:
            self._load()

    def _load(self) -> None:
        self._desk.ask(settings.read, then=self._show, topic="signals page")

    def _show(self, found: Settings) -> None:
        self._found = found
        rules = found.rules
        self.said.setText(words.at_risk(rules.at_risk_by, rules.limits, found.currency))
        self._currency.setText(found.currency)
        for code, shown in self.lines.items():
            on = code not in rules.off
            shown.switch.setChecked(on)
            shown.risk.setChecked(code in rules.risks)
            shown.risk.setEnabled(on)
            if shown.limit is not None:
                shown.limit.setEnabled(on)
                shown.limit.set_value(_shown(code, rules.limit(code), found.currency))


def _field(code: str) -> NumberEdit | AmountEdit | None:
    """The field for a signal's limit; None where it has none."""
    if code == "large":
        return AmountEdit("By wins")
    if code == "discount":
        return DecimalEdit()
    return NumberEdit(*RANGES[code]) if code in RANGES else None


def _shown(code: str, limit: int | None, currency: str) -> Any:
    """A limit as its field shows it: money in units, a discount in per cent."""
    if limit is None:
        return None
    if code == "large":
        return to_decimal(limit, currency)
    return Decimal(signals.share(limit)) if code == "discount" else limit


def _limit_of(code: str, value: Any, currency: str) -> int | None:
    """A limit as it is kept. Problem: field.number for more decimals than can be kept."""
    if value is None:
        return None
    try:
        if code == "large":
            return to_minor(value, currency)
        points = value * (100 if code == "discount" else 1)
        if points != int(points):
            raise ValueError(f"{value} has too many decimals")
        return int(points)
    except ValueError as error:
        raise Problem("field.number", field=signals.name(code), value=value) from error
