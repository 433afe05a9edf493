"""The field in which a follow-up is typed, and below it what will become of the line."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from salesdesk_app.services.inbox.inbox_lines import means, whom
from salesdesk_app.services.inbox.mentions import Meant, Understood
from salesdesk_app.ui.widgets.fields import Picker, text_field
from salesdesk_app.ui.widgets.text import label, set_tone
from salesdesk_app.wording.language import gettext as _

PAUSE_MS = 120  # after which what was typed is looked at


class FollowUpField(QWidget):
    """``asked(text)`` wants to know what a line means, told by ``show_understood``;
    ``noted(text, meant)`` keeps it, about whom was chosen where several are called so.
    """

    asked = Signal(str)
    noted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.line = text_field(hint=_("Call Weiss about pricing tomorrow 9"))
        self.line.setAccessibleName(_("Note a follow-up"))
        self.line.returnPressed.connect(self._note)
        self.line.textChanged.connect(self._typed)
        self.says = label("", "label", wrap=True)
        self.says.hide()
        self.choice = Picker(none=_("Nobody: keep it as it stands"), search=False)
        # However long the names are, the column stays as wide as it is.
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(12)
        self.choice.chosen.connect(lambda _key: self.line.setFocus())
        self.choice.hide()
        self._offered: tuple[Meant, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self.line, self.says, self.choice):
            box.addWidget(part)
        self.setFocusProxy(self.line)

    def show_understood(self, text: str, found: Understood, now: datetime) -> None:
        """Say what a line means, if it still stands there; a moment in UTC."""
        if text != self.line.text().strip():
            return
        said, doubtful = means(found, now)
        self.says.setText(said)
        set_tone(self.says, "warn" if doubtful else "muted")
        self.says.show()
        self.line.setAccessibleDescription(said)
        several = found.meant if len(found.meant) > 1 else ()
        if several != self._offered:
            self._offered = several
            self.choice.set_choices([(one, whom(one)) for one in several])
            self.choice.set_value(None)
            asks = _("Which {name} is meant?").format(name=found.word)
            self.choice.setItemText(0, _("Which {name}?").format(name=found.word))
            self.choice.setAccessibleName(asks)
        self.choice.setVisible(bool(several))

    def clear(self) -> None:
        """Empty the field: the follow-up is kept."""
        # And forgets what was typed: Ctrl+Z takes the deed back.
        self.line.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to those who may be meant; Esc empties the field."""
        if event.key() == Qt.Key.Key_Down and self.choice.isVisible() and self.line.hasFocus():
            self.choice.setFocus(Qt.FocusReason.TabFocusReason)
            self.choice.showPopup()
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        if self.line.text().strip():
            self._pause.start()
            return
        self._pause.stop()
        self._offered = ()
        self.says.hide()
        self.choice.hide()

    def _ask(self) -> None:
        text = self.line.text().strip()
        if text:
            self.asked.emit(text)

    def _note(self) -> None:
        text = self.line.text().strip()
        if text:
            chosen = self.choice.value() if self.choice.isVisible() else None
            self.noted.emit(text, chosen)
