"""Builds the window of a workspace with every pane's and the window's own commands declared."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.pane import PaneSpec
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.window import Window
from salesdesk_app.wording import names


def open_window(
    desk: Desk,
    preferences: Preferences,
    specs: Sequence[PaneSpec] = PANES,
    window: Window | None = None,
) -> Window:
    """A window with all panes, none of them made yet; the one that waits for its workspace."""
    declare_commands()
    window = window or Window(preferences, specs)
    window.begin(desk)
    return window


def load_first(window_of: Preferences) -> None:
    """Imports what a window needs to show its first pane."""
    declare_commands()
    for own in ("outlet", "past_bar", "standing", "toasts", "watch", "first_start"):
        import_module(f"salesdesk_app.ui.shell.{own}")
    wanted = window_of.text("pane")
    next((spec for spec in PANES if spec.id == wanted), PANES[0]).load()


def load_panes() -> None:
    """Imports every pane's widget, the lenses, and what an import takes, so that none of them
    keeps the window waiting when it is first shown."""
    for spec in PANES:
        spec.load()
    for lens in import_module("salesdesk_app.ui.panes.pipeline.lens").LENSES.values():
        lens.load()
    import_module("salesdesk_app.ui.shell.importing.ways_in")
    names.currencies()


def declare_commands() -> None:
    """Imports every module that declares commands; light by rule, so that the start stays quick."""
    for own in ("commands", "file_commands"):
        import_module(f"salesdesk_app.ui.shell.{own}")
    for spec in PANES:
        home = spec.widget.partition(":")[0].rpartition(".")[0]
        if find_spec(f"{home}.commands") is not None:
            import_module(f"{home}.commands")
