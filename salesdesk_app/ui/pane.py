"""What every pane is: a light stub to list it, and a widget that loads when it is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.preferences import Preferences

if TYPE_CHECKING:  # a window lists its panes before anything of a workspace is imported
    from salesdesk_app.domain.sheets import Sheet
    from salesdesk_app.services.verbs import Session
    from salesdesk_app.ui.desk import Desk


@dataclass(frozen=True)
class PaneSpec:
    """A pane for the rail: its id, title, icon, and where its widget is (``module:Class``).

    ``outline`` is where the class of its outline is, for a pane that has one.
    """

    id: str
    title: str
    icon: str
    widget: str
    outline: str = ""

    def load(self) -> "type[Pane]":
        """Imports the widget's class; called when the pane is first shown."""
        found: type[Pane] = _named(self.widget)
        return found

    def make_outline(self, preferences: Preferences, file: str, now: datetime) -> "Outline | None":
        """What of the pane can be shown before a workspace, named by its file, is open.

        None where there is nothing of it to be shown. ``now`` is local.
        """
        if not self.outline:
            return None
        made: type[Outline] = _named(self.outline)
        return made.remembered(preferences, file, now)


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


class Outline(QWidget):
    """What looks as its pane will with any data: cards and headings in their places.

    It knows nothing of a workspace, so that it can be painted before one is open.
    """

    title = ""
    context = ""

    @classmethod
    def remembered(cls, preferences: Preferences, file: str, now: datetime) -> "Outline | None":
        """The outline as the pane was shown last; None where it has not been yet."""
        raise NotImplementedError


class Pane(QWidget):
    """One screen. It asks its question when seen, and again when a table of ``reads`` changed.

    A subclass states ``reads``, builds its widgets in ``__init__`` and overrides ``question`` and
    ``show_data``; ``header_widgets`` and ``apply`` where it has any. One that ``travels`` shows the
    day that is looked back at (``desk.view_day()``), any other one stays in the present. With
    ``as_closed`` it shows that day as it was closed.
    """

    reads: ClassVar[frozenset[str]] = frozenset()
    travels: ClassVar[bool] = False
    as_closed: ClassVar[bool] = False
    header_changed = Signal()
    loaded = Signal()  # the answer is shown, or there was none and that was told

    def __init__(self, spec: PaneSpec, desk: "Desk", preferences: Preferences) -> None:
        super().__init__()
        self.spec = spec
        self.desk = desk
        self.preferences = preferences
        self.title = spec.title
        self.context = ""
        self.behind_outline = False  # nobody sees yet what is filled, so it may take its time
        self._filling = False
        self._stale = True
        self._asked = False
        desk.changed.connect(self._on_changed)

    def question(self) -> "Callable[[Session], Any]":
        """What to ask. Read widgets here, on the UI thread; what is returned runs on another."""
        raise NotImplementedError

    def show_data(self, data: Any) -> None:
        """Show the answer; widgets stay, only what they show changes."""
        raise NotImplementedError

    def header_widgets(self) -> Sequence[QWidget]:
        """Buttons and switches for the title row, made once."""
        return ()

    def views(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """Further views to picture, by name, and what shows each."""
        return ()

    def apply(self, filter: object) -> None:
        """Show what a filter from another place says; called before the pane loads."""

    def shown_sheet(self) -> "Sheet | None":
        """The table or board in sight, to be exported as it is shown; None where there is none."""
        return None

    def has_sheet(self) -> bool:
        """Whether there is something to export."""
        return self.shown_sheet() is not None

    def set_header(self, title: str | None = None, context: str | None = None) -> None:
        """Say other words in the title row."""
        self.title = self.title if title is None else title
        self.context = self.context if context is None else context
        self.header_changed.emit()

    def refresh(self) -> None:
        """Ask the question now where the pane is seen, else when it is next shown."""
        self._stale = True
        if self.isVisible():
            self._load()

    @property
    def settled(self) -> bool:
        """Whether what is shown is the newest answer."""
        return not (self._stale or self._asked or self._filling)

    def _load(self) -> None:
        self._stale = False
        self._asked = True
        self.desk.ask(
            self.question(),
            then=self._answered,
            topic=("pane", self.spec.id),
            doing=f"Loading {self.spec.title}",
            failed=self._unanswered,
            travels=self.travels,
            as_closed=self.as_closed,
        )

    def _answered(self, data: Any) -> None:
        self._asked = False
        self.show_data(data)
        if not self._filling:
            self.loaded.emit()

    def _unanswered(self) -> None:
        # It was told why; what is shown stays, and F5 or the next change asks again.
        self._asked = False
        self.loaded.emit()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "*" in tables or tables & self.reads:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Loads what is stale."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lets an answer that is on its way be asked again later rather than shown unseen."""
        super().hideEvent(event)
        if self._asked:
            self._stale = True
