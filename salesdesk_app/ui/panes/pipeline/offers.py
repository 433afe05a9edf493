"""What menus, editors and filters offer to choose from, asked a moment after the deals."""

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk_app.services import deal_detail
from salesdesk_app.ui.desk import Desk

LATER_MS = 300


class Offers(QObject):
    """Asks for the choices; ``found(Choices)`` tells them."""

    found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)

    def renew(self) -> None:
        """Asks soon; at once where nothing is offered yet."""
        self._later.start(LATER_MS if self._known else 0)

    def _ask(self) -> None:
        self._known = True
        question, topic = deal_detail.choices, "pipeline offers"
        day = self._desk.view_day()
        self._desk.ask(question, day, then=self.found.emit, topic=topic, travels=True)
