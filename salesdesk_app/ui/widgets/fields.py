"""Fields that can be empty: an amount, a number, a day, and a choice found by typing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from salesdesk_app import wording
from salesdesk_app.ui import fonts, icons
from salesdesk_app.ui.widgets import reading
from salesdesk_app.ui.widgets.text import set_tone
from salesdesk_app.wording.phrases import one_line


class _Line(QLineEdit):
    """Leaves Ctrl+Z and its like to the window where nothing typed in it can be undone."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            undo = event.matches(keys.Undo) and not self.isUndoAvailable()
            if undo or (event.matches(keys.Redo) and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)


def text_field(text: str = "", hint: str = "") -> QLineEdit:
    """A field of one line."""
    made = _Line(text)
    made.setFont(fonts.font("body"))
    made.setPlaceholderText(hint)
    return made


def search_field(hint: str = "Search") -> QLineEdit:
    """A field that searches as one types; Esc empties it."""
    made = text_field(hint=hint)
    made.setProperty("look", "search")
    made.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
    clear = QAction(made)
    clear.setShortcut("Esc")
    clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    clear.triggered.connect(made.clear)
    made.addAction(clear)
    return made


def text_area(text: str = "", hint: str = "", lines: int = 4) -> QPlainTextEdit:
    """A field of several lines, always plain text; Tab leaves it."""
    made = QPlainTextEdit(text)
    made.setFont(fonts.font("body"))
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setFixedHeight(lines * made.fontMetrics().lineSpacing() + 22)
    return made


class _Read(QLineEdit):
    """A field whose text is read as a value; what cannot be read is marked and explained."""

    value_changed = Signal()
    wrong = ""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setFont(fonts.font("number"))
        self.setPlaceholderText(hint)
        self.textEdited.connect(self._check)
        self.editingFinished.connect(self._tidy)

    @property
    def readable(self) -> bool:
        """Whether it is empty or holds a value."""
        return not self.text().strip() or self._value() is not None

    def value(self) -> Any:
        """The value; None where the field is empty or cannot be read."""
        return self._value() if self.text().strip() else None

    def set_value(self, value: Any) -> None:
        """Show a value, or nothing for None."""
        self.setText("" if value is None else self._shown(value))
        self._check()

    def _value(self) -> Any:
        raise NotImplementedError

    def _shown(self, value: Any) -> str:
        raise NotImplementedError

    def _check(self) -> None:
        readable = self.readable
        set_tone(self, "plain" if readable else "bad")
        self.setToolTip("" if readable else self.wrong)
        if readable:
            self.value_changed.emit()

    def _tidy(self) -> None:
        if self.readable and self.value() is not None:
            self.setText(self._shown(self.value()))


class AmountEdit(_Read):
    """An amount of money as a ``Decimal``, or None where it is empty (which is never 0)."""

    wrong = "This is not an amount. Write it like 84,000 or 84k."

    def __init__(self, hint: str = "No value") -> None:
        super().__init__(hint)

    def _value(self) -> Decimal | None:
        try:
            return reading.amount(self.text())
        except ValueError:
            return None

    def _shown(self, value: Decimal) -> str:
        if value == value.to_integral_value():
            return f"{value:,.0f}"
        # Never fewer decimals than were typed: what is shown is read back as the value.
        exponent = value.as_tuple().exponent
        return f"{value:,.{max(2, -exponent if isinstance(exponent, int) else 2)}f}"


class DecimalEdit(AmountEdit):
    """Any number as a ``Decimal``, or None where it is empty; a year keeps no mark of thousands."""

    wrong = "This is not a number. Write it like 1250 or 12.5."

    def __init__(self, hint: str = "") -> None:
        super().__init__(hint)

    def _shown(self, value: Decimal) -> str:
        return f"{value:f}"


class PercentEdit(_Read):
    """A percentage from 0 to 100 as basis points, or None where it is empty."""

    wrong = "Write a percentage from 0 to 100, like 15 or 12.5."

    def _value(self) -> int | None:
        try:
            found = reading.amount(self.text()) * 100
        except ValueError:
            return None
        return int(found) if 0 <= found <= 10_000 and found == int(found) else None

    def _shown(self, value: int) -> str:
        return f"{value / 100:g}"


class NumberEdit(_Read):
    """A whole number between two bounds, or None where it is empty."""

    def __init__(self, low: int = 0, high: int = 1_000_000, hint: str = "") -> None:
        super().__init__(hint)
        self._low, self._high = low, high
        self.wrong = f"Write a whole number from {low:,} to {high:,}."

    def _value(self) -> int | None:
        bare = self.text().strip().removesuffix("%").replace(",", "").strip()
        if not bare.lstrip("-").isdecimal() or len(bare) > 12:
            return None
        found = int(bare)
        return found if self._low <= found <= self._high else None

    def _shown(self, value: int) -> str:
        return str(value)


class DayEdit(_Read):
    """A day as a ``date``, or None where it is empty (which is never today)."""

    wrong = "This is not a date. Write it like 18 Dec 2026 or 2026-12-18."

    def __init__(self, today: date | None = None, hint: str = "No date") -> None:
        """``today`` lets a year be left out, and ``today`` or ``+7`` be typed."""
        super().__init__(hint)
        self._today = today
        self.calendar: QCalendarWidget | None = None
        self._open = self.addAction(
            icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._open.triggered.connect(self.open_calendar)

    def set_value(self, value: Any) -> None:
        """Show a day; without another ``today`` it also tells which year is meant."""
        if self._today is None and value is not None:
            self._today = value
        super().set_value(value)

    def set_today(self, today: date) -> None:
        """Say from which day ``-14`` and a year that is left out are reckoned."""
        self._today = today

    def changeEvent(self, event: QEvent) -> None:
        """Tints its icon anew when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_open"):
            self._open.setIcon(icons.icon("calendar"))

    def _value(self) -> date | None:
        try:
            return reading.day(self.text(), self._today)
        except ValueError:
            return None

    def _shown(self, value: date) -> str:
        return wording.day(value, year=True)

    def open_calendar(self) -> None:
        """Offers a month to pick a day from."""
        if self.calendar is None:
            self.calendar = self._make_calendar()
        start = self.value() or self._today
        if start is not None:
            self.calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        popup = self.calendar.window()
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        self.calendar.setFocus()

    def _make_calendar(self) -> QCalendarWidget:
        popup = QWidget(self, Qt.WindowType.Popup)
        box = QVBoxLayout(popup)
        box.setContentsMargins(4, 4, 4, 4)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setDateRange(QDate(1, 1, 1), QDate(9999, 12, 31))  # the days of a date
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(self._pick)
        box.addWidget(calendar)
        return calendar

    def _pick(self, picked: QDate) -> None:
        if not picked.isValid():  # as while a year is typed
            return
        self.set_value(date(picked.year(), picked.month(), picked.day()))
        if self.calendar is not None:
            self.calendar.window().hide()
        self.editingFinished.emit()


class Picker(QComboBox):
    """A choice among keys and texts that is found by typing any part of the text."""

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[Any, str]] = (), *, none: str = "", search: bool = True
    ) -> None:
        """``none`` is the text of an empty choice, whose key is None, where there is one."""
        super().__init__()
        self.setFont(fonts.font("body"))
        self.setMaxVisibleItems(14)
        self._none = none
        self._keys: list[Any] = []
        if search:
            self._make_searchable()
        self.set_choices(choices)
        self.activated.connect(lambda _place: self.chosen.emit(self.value()))

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; what was chosen stays where it is among them."""
        kept = self.value() if self._keys else None
        offered = ([(None, self._none)] if self._none else []) + list(choices)
        self.blockSignals(True)
        self.clear()
        self._keys = [key for key, _text in offered]
        self.addItems([one_line(text) for _key, text in offered])
        self.blockSignals(False)
        self.set_value(kept)

    def value(self) -> Any:
        """The key of what is chosen, or None."""
        place = self.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else None

    @property
    def knows_text(self) -> bool:
        """Whether what stands in it is one of the choices, or nothing."""
        typed = self.currentText().strip().casefold()
        return not typed or self.findText(typed, Qt.MatchFlag.MatchFixedString) >= 0

    def set_value(self, key: Any) -> None:
        """Choose by key without telling ``chosen``."""
        place = self._keys.index(key) if key in self._keys else -1
        self.setCurrentIndex(place)
        if place < 0 and self.isEditable():
            self.clearEditText()
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # a long name is read from its beginning

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        found = QCompleter(self.model(), self)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(found)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._settle)

    def _settle(self) -> None:
        """What was typed and is no choice gives way to what was chosen before."""
        typed = self.currentText().strip().casefold()
        texts = [self.itemText(place).casefold() for place in range(self.count())]
        if typed in texts and texts.index(typed) != self.currentIndex():
            self.setCurrentIndex(texts.index(typed))
            self.chosen.emit(self.value())
        elif self.currentIndex() >= 0:
            self.setEditText(self.itemText(self.currentIndex()))
