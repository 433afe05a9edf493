"""Offers once a day to wrap it up, at the time that the settings state, until it is seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QObject, QTimer

from salesdesk_app.clock import local
from salesdesk_app.services import settings
from salesdesk_app.services.evening import closing
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.wording.language import gettext as _

EVERY_MS = 30_000
OFFERED = "evening/offered"


@dataclass(frozen=True, slots=True)
class Evening:
    """When a day can be wrapped up, and whether there is anything to: it is worked and open."""

    day: date
    at: time
    wanted: bool


def evening_of(session: Session, day: date) -> Evening:
    """When the end of a day begins, and whether it is to be offered."""
    stated = settings.read(session)
    wanted = stated.calendar.is_working(day) and closing.closed(session, day) is None
    return Evening(day, stated.wrap_up, wanted)


class EveningBell(QObject):
    """Looks at the clock twice a minute; ``wrap_up()`` begins the evening."""

    def __init__(
        self, desk: Desk, preferences: Preferences, wrap_up: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._preferences, self._wrap_up = desk, preferences, wrap_up
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.wrapping_up.connect(self._begun)

    def look(self) -> None:
        """Ask whether it is time, unless one looks back."""
        if self._desk.looking_at is None:
            self._desk.ask(evening_of, self._desk.today(), then=self._offer, topic="evening bell")

    def stop(self) -> None:
        """Look no more: the workspace is about to be closed."""
        self._timer.stop()

    def _begun(self) -> None:
        """Whoever has begun the evening by himself needs no offer of it."""
        now = local(self._desk.now())
        self._keep(max(self._offered, f"{now.date()} {now:%H:%M}"))

    @property
    def _offered(self) -> str:
        return self._preferences.text(f"{OFFERED}/{self._desk.store.path.name}")

    def _keep(self, occasion: str) -> None:
        self._preferences.set_text(f"{OFFERED}/{self._desk.store.path.name}", occasion)

    def _offer(self, found: Evening) -> None:
        now = local(self._desk.now())
        if not found.wanted or now.date() != found.day or now.time() < found.at:
            return
        occasion = f"{found.day} {found.at:%H:%M}"
        offered = self._offered
        # A later time that is stated since is an occasion of its own.
        if offered.startswith(str(found.day)) and offered >= occasion:
            return
        self._keep(occasion)
        said = _("It is time to wrap up the day.")  # which stays true as long as it stands there
        action = (_("Wrap up"), self._wrap_up)
        self._desk.noticed.emit(Notice(said, "plain", action, stays=True, of_the_past=True))
