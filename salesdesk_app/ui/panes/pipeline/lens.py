"""What is seen of the pipeline beside board and table: each lens asks and shows by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.preferences import Preferences


class Lens(QWidget):
    """One way to look at the deals of the filter; a subclass overrides all but ``__init__``."""

    opened = Signal(int)  # id of a deal to show in the panel
    asked = Signal()  # that the question is to be asked again
    filled = Signal(bool)  # that it takes the whole pane, without the filters above, or no more

    def __init__(self, desk: Desk, actions: Actions, preferences: Preferences) -> None:
        super().__init__()
        self.desk = desk
        self.act = actions
        self.preferences = preferences
        self.context = ""  # what the title row says beside the pane's title
        self.full = False  # whether it has the whole pane

    def header_widgets(self) -> Sequence[QWidget]:
        """Buttons for the title row while the lens is on, made once; Export is there already."""
        return ()

    def views(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """Further views of the lens to picture, by name, and what shows each."""
        return ()

    def question(self, wanted: DealFilter) -> Callable[[Session], Any]:
        """What to ask. Read widgets here, on the UI thread; what is returned runs on another."""
        raise NotImplementedError

    def show_data(self, data: Any) -> None:
        """Show the answer; widgets stay, only what they show changes."""
        raise NotImplementedError

    def sheet(self) -> Sheet | None:
        """What is shown, to be exported; None where there is nothing."""
        return None


@dataclass(frozen=True)
class LensSpec:
    """A lens: its title in the switch of views, and where its widget is, ``module:Class``."""

    title: str
    widget: str

    def load(self) -> type[Lens]:
        """Imports the widget's class; called when the lens is first shown."""
        module, _, name = self.widget.partition(":")
        found: type[Lens] = getattr(import_module(module), name)
        return found


LENSES: dict[str, LensSpec] = {
    "forecast": LensSpec("Forecast", "salesdesk_app.ui.panes.pipeline.forecast.lens:ForecastLens"),
    "changes": LensSpec("What changed", "salesdesk_app.ui.panes.pipeline.changes.lens:ChangesLens"),
}
"""The lenses by name, in the order of the switch; a new one is a folder and a line here."""
