"""Facts that are edited where they stand: a name and a value, which a click makes an editor."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.editors import UNREADABLE, fill, refusal, value_of
from salesdesk_app.ui.widgets.fields import (
    AmountEdit,
    DayEdit,
    DecimalEdit,
    NumberEdit,
    Picker,
    text_field,
)
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.phrases import one_line

Kind = Literal["text", "suggest", "money", "decimal", "date", "percent", "choice"]
HEIGHT, EDITOR = 24, 32
INSET = 6


class FactButton(QAbstractButton):
    """The value as text; looks like text and is pressed like a button."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._empty = True

    def show_text(self, text: str, nothing: str, explain: str) -> None:
        """Show a value, or in muted words that there is none."""
        self._empty = not text
        self.setText(one_line(text or nothing))
        self.setToolTip(tip(explain or text))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(60, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the text, and where the pointer or the focus is a ground."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setBrush(QColor(tokens.sunken))
            painter.setPen(QPen(QColor(tokens.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        ink = tokens.muted if self._empty else tokens.text
        draw_text(painter, rect.adjusted(INSET, 0, -INSET, 0), self.text(), "body", ink)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 press it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)


class Fact(QWidget):
    """A fact under its name. ``committed(value)`` tells what was typed; Esc takes it back.

    ``refused(why)`` tells that what was typed is no value and is left.
    """

    committed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        name: str,
        kind: Kind = "text",
        *,
        nothing: str = "None",
        offers: Callable[[], Sequence[Any]] | None = None,
    ) -> None:
        """``offers`` gives the choices of ``choice`` as keys and texts, of ``suggest`` as texts."""
        super().__init__()
        self.setProperty("look", "clear")
        self._kind = kind
        self._nothing = nothing
        self._offers = offers
        self._value: Any = None
        self._today: date | None = None
        self.editor: QWidget | None = None
        self.name = label(name, "label")
        self.name.setContentsMargins(INSET, 0, 0, 0)
        self.button = FactButton()
        self.button.clicked.connect(lambda _on=False: self.edit())
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.name)
        self._box.addWidget(self.button)

    def show_fact(
        self, text: str, value: Any, *, today: date | None = None, explain: str = ""
    ) -> None:
        """Show a value: its text, and the plain value that the editor starts from."""
        self._value, self._today = value, today
        self.button.show_text(text, self._nothing, explain)
        self.button.setAccessibleName(f"{self.name.text()}: {text or self._nothing}")

    def edit(self) -> None:
        """Put the editor in the value's place."""
        if self.editor is not None:
            return
        made = self._make()
        fill(made, self._value)
        made.setAccessibleName(self.name.text())
        made.setFixedHeight(EDITOR)
        made.installEventFilter(self)
        if isinstance(made, Picker):
            made.chosen.connect(self._commit)
            line = made.lineEdit()
            if line is not None:
                line.installEventFilter(self)
        if isinstance(made, DayEdit):
            made.editingFinished.connect(self._picked)
        self.editor = made
        self.button.hide()
        self._box.addWidget(made)
        QWidget.setTabOrder(self.button, made)  # Tab goes on from the place of the value
        # At once: what is not shown yet takes no focus.
        made.show()
        made.setFocus()
        if isinstance(made, Picker):
            made.showPopup()
        else:
            select = getattr(made, "selectAll", None)
            if select is not None:
                select()

    def finish(self) -> None:
        """Keep what is being typed, as leaving the field does."""
        self._commit(back=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps what was typed, Esc does not; leaving the editor keeps it as well."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._close(back=True)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._commit()
                return True
        if event.type() == QEvent.Type.FocusOut and self._left():
            self._commit(back=False)
        return super().eventFilter(watched, event)

    def _left(self) -> bool:
        """Whether the focus went out of the editor and not into its list or calendar."""
        editor = self.editor
        if editor is None:
            return False
        focus = editor.window().focusWidget()
        inside = focus is editor or (focus is not None and editor.isAncestorOf(focus))
        return not inside and QApplication.activePopupWidget() is None

    def _picked(self) -> None:
        """A day was picked in the calendar, which has gone by now."""
        if QApplication.activePopupWidget() is None:
            self._commit()

    def _make(self) -> QWidget:
        offers = self._offers() if self._offers else ()
        makers: dict[Kind, Callable[[], QWidget]] = {
            "money": AmountEdit,
            "decimal": DecimalEdit,
            "date": lambda: DayEdit(self._today),
            "percent": lambda: NumberEdit(0, 100, "As its stage"),
            "choice": lambda: Picker(offers),
            "suggest": lambda: suggesting(offers),
            "text": text_field,
        }
        return makers[self._kind]()

    def _commit(self, _chosen: object = None, *, back: bool = True) -> None:
        if self.editor is None:
            return
        value = value_of(self.editor)
        if value is UNREADABLE:
            if not back:
                why = refusal(self.editor)
                self._close(back=False)
                self.refused.emit(why)
            return
        before = self._value
        self._close(back=back)
        if _empty_as_none(value) != _empty_as_none(before):
            self.committed.emit(value)

    def _close(self, *, back: bool) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.removeEventFilter(self)
        editor.hide()
        self._box.removeWidget(editor)
        editor.deleteLater()
        self.button.show()
        if back:
            self.button.setFocus()


def _empty_as_none(value: Any) -> Any:
    return None if value == "" else value
