"""The window's own commands: going to panes, undo and redo, appearance, help."""

from datetime import timedelta
from functools import partial

from salesdesk_app.ui.commands import command
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.shell.about import About
from salesdesk_app.ui.shell.past_bar import DAY, WEEK
from salesdesk_app.ui.shell.shortcuts import Shortcuts
from salesdesk_app.ui.shell.window import Window
from salesdesk_app.ui.theme import Choice

for _place, _spec in enumerate(PANES, start=1):

    @command(
        id=f"go.{_spec.id}",
        title=f"Go to {_spec.title}",
        menu="View",
        key=f"Ctrl+{_place}",
        words="open pane",
    )
    def _go(window: Window, pane: str = _spec.id) -> None:
        window.go(pane)


def _undo_name(window: Window) -> str:
    label = window.desk.undo_label
    return "Undo" if label is None else f"Undo {label}"


def _redo_name(window: Window) -> str:
    label = window.desk.redo_label
    return "Redo" if label is None else f"Redo {label}"


@command(
    id="edit.undo",
    title="Undo",
    menu="Edit",
    key="Ctrl+Z",
    name=_undo_name,
    when=lambda window: window.desk.undo_label is not None,
)
def undo(window: Window) -> None:
    """Takes back the last edit."""
    window.desk.undo()


@command(
    id="edit.redo",
    title="Redo",
    menu="Edit",
    key="Ctrl+Y",
    name=_redo_name,
    when=lambda window: window.desk.redo_label is not None,
)
def redo(window: Window) -> None:
    """Brings back what was undone last."""
    window.desk.redo()


@command(
    id="view.look_back",
    title="Look back at a past day …",
    menu="View",
    key="Ctrl+D",
    group=3,
    words="as of date history time travel calendar earlier state",
)
def look_back(window: Window) -> None:
    """Asks for a day."""
    window.past.ask()


def _looks_back(window: Window) -> bool:
    return window.desk.looking_at is not None


@command(
    id="view.present",
    title="Back to today",
    menu="View",
    key="Ctrl+Shift+D",
    group=3,
    words="present now return",
    when=_looks_back,
)
def present(window: Window) -> None:
    """Returns from the past."""
    window.past.leave()


STEPS: tuple[tuple[str, str, str, timedelta, str], ...] = (
    ("week_back", "Look a week further back", "Ctrl+Shift+PgUp", -WEEK, "earlier"),
    ("day_back", "Look a day further back", "Ctrl+PgUp", -DAY, "earlier yesterday"),
    ("day_on", "Look a day further on", "Ctrl+PgDown", DAY, "later"),
    ("week_on", "Look a week further on", "Ctrl+Shift+PgDown", WEEK, "later"),
)
for _id, _title, _key, _by, _words in STEPS:

    @command(
        id=f"view.{_id}",
        title=_title,
        menu="View",
        key=_key,
        group=3,
        words=f"as of {_words}",
        when=_looks_back if _by > timedelta() else None,
    )
    def _step(window: Window, by: timedelta = _by) -> None:
        window.past.step(by)


@command(id="view.palette", title="Search or run a command", menu="View", key="Ctrl+K", group=1)
def palette(window: Window) -> None:
    """Opens the palette."""
    window.open_palette()


@command(id="view.menu", title="Open the menu", menu="View", key="F10", group=1)
def menu(window: Window) -> None:
    """Opens the menu by keyboard."""
    window.open_menu()


@command(id="view.reload", title="Load again", menu="View", key="F5", group=1)
def reload(window: Window) -> None:
    """Asks for everything anew."""
    window.desk.everything_changed()


@command(id="view.notice", title="Go to the newest notice", menu="View", key="F6", group=1)
def notice(window: Window) -> None:
    """Lets the keyboard reach a notice and its *Undo*."""
    window.toasts.focus_newest()


APPEARANCES: tuple[tuple[Choice, str], ...] = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
)
for _choice, _title in APPEARANCES:

    @command(
        id=f"view.{_choice}",
        title=f"Appearance: {_title}",
        menu="View",
        group=2,
        words="theme colours dark light",
        checked=partial(lambda choice, window: window.preferences.theme == choice, _choice),
    )
    def _appearance(window: Window, choice: Choice = _choice) -> None:
        window.choose_theme(choice)


@command(
    id="help.shortcuts", title="Keyboard shortcuts", menu="Help", key="F1", words="keys hotkeys"
)
def shortcuts(window: Window) -> None:
    """Shows the sheet of shortcuts."""
    Shortcuts(window).show()


@command(id="help.about", title="About SalesDesk", menu="Help", words="version licence")
def about(window: Window) -> None:
    """Says which version this is and where the workspace lies."""
    About(window, window.desk.store.path).show()
