"""What was typed in an evening that is not closed yet, kept on this machine as it is typed."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer

from salesdesk_app.services.evening.closing import Closed
from salesdesk_app.ui.preferences import Preferences

AFTER_MS = 1000  # of the last key, or of the first one since the last keeping
MOST = 7  # days; older drafts are of days that nobody closes any more


@dataclass
class Draft:
    """What the user typed or chose; None and empty where SalesDesk's own words stand."""

    step: int = 0
    praise: dict[str, str] = field(default_factory=dict)  # by the person's id
    line: str = ""
    tomorrow: str | None = None
    note: str | None = None
    ticks: dict[str, bool] = field(default_factory=dict)  # by the item's id

    @property
    def typed(self) -> list[str]:
        """Which of the texts that are kept with a closed day were typed by hand."""
        texts = {"note": self.note, "tomorrow": self.tomorrow}
        return [name for name, text in texts.items() if text is not None]

    def take_up(self, closed: Closed) -> None:
        """Go on from how the day was closed: from its first step, with what was typed then."""
        self.step = 0
        typed = closed.kept.get("typed", ())
        if self.note is None and "note" in typed:
            self.note = closed.note
        if self.tomorrow is None and "tomorrow" in typed:
            self.tomorrow = closed.tomorrow


class Drafts:
    """The drafts of one workspace by their day."""

    def __init__(self, preferences: Preferences, workspace: str) -> None:
        self._preferences = preferences
        self._key = f"evening/{workspace}"
        self._timer = QTimer(singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self.keep)
        self._pending: Callable[[], tuple[date, Draft]] | None = None

    def of(self, day: date) -> Draft:
        """The draft of a day, an empty one where nothing was typed."""
        found = self._read().get(day.isoformat(), {})
        try:
            return Draft(**found)
        except TypeError:  # of another version of SalesDesk
            return Draft()

    def later(self, draft: Callable[[], tuple[date, Draft]]) -> None:
        """Keep a draft within a second; what is typed meanwhile is kept with it."""
        self._pending = draft
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep now what waits to be kept."""
        self._timer.stop()
        if self._pending is not None:
            day, draft = self._pending()
            self._pending = None
            self._write({**self._read(), day.isoformat(): asdict(draft)})

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._preferences.text(self._key) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, drafts: dict[str, Any]) -> None:
        kept = dict(sorted(drafts.items())[-MOST:])
        self._preferences.set_text(self._key, json.dumps(kept))
        self._preferences.flush()
