"""What menus, editors and the filter offer to choose from, asked a moment after the deals."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk_app.domain.filters.fields import BY_ID
from salesdesk_app.domain.filters.names import Names
from salesdesk_app.services import saved_views
from salesdesk_app.services.deals import deal_detail, filter_names
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk

LATER_MS = 300


class Offers(QObject):
    """Asks for the choices: ``found(Choices)`` tells them, ``named(Names)`` what a filter can name,
    ``viewed`` once, at first, the saved views.
    """

    found = Signal(object)
    named = Signal(object)
    viewed = Signal(object)

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
        if not self._known:
            self._desk.ask(saved_views.rows, then=self.viewed.emit, topic="pipeline views")
        self._known = True
        day, topic = self._desk.view_day(), "pipeline offers"
        self._desk.ask(_offers, day, then=self._tell, topic=topic, travels=True)

    def _tell(self, offers: tuple[Choices, Names]) -> None:
        choices, names = offers
        self.named.emit(names)
        self.found.emit(choices)


def _offers(session: Session, today: date) -> tuple[Choices, Names]:
    names = filter_names.names(session)
    names.directory(BY_ID["account"])  # made here, for there may be many thousand
    return deal_detail.choices(session, today), names
