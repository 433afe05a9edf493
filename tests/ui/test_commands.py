"""Commands: declared once, run on their pane, and held by menus, palette and sheet."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import people, search, settings
from salesdesk_app.services.people import PersonForm
from salesdesk_app.ui import commands
from salesdesk_app.ui.commands import COMMANDS, Command, command
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import declare_commands, open_window
from salesdesk_app.ui.shell.palette import ENTRY, Palette
from salesdesk_app.ui.shell.shortcuts import Shortcuts
from salesdesk_app.ui.shell.window import Window
from tests.ui.gallery import SPECS

Show = Callable[..., QWidget]


@pytest.fixture
def gallery_command() -> Iterator[list[object]]:
    """A command of the gallery that writes down what it was run on."""
    ran: list[object] = []
    command(id="gallery.try", title="Try it", menu="Deal", key="Ctrl+Alt+T", pane="gallery")(
        ran.append
    )
    command(id="gallery.all", title="Try all", menu="Deal", pane="gallery", anywhere=True)(
        ran.append
    )
    yield ran
    del COMMANDS["gallery.try"], COMMANDS["gallery.all"]


def test_a_command_is_run_on_its_pane_and_only_there(
    desk: Desk, preferences: Preferences, gallery_command: list[object], shown: Show, qtbot: QtBot
) -> None:
    declare_commands()
    made = open_window(desk, preferences, SPECS)
    made.on_close = lambda: None
    made.go("gallery")
    shown(made)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(made, Qt.Key.Key_T, keys)
    assert gallery_command == [made.panes["gallery"]]
    made.go("other")
    qtbot.keyClick(made, Qt.Key.Key_T, keys)
    assert len(gallery_command) == 1
    assert not made.on_offer(COMMANDS["gallery.try"])
    assert made.on_offer(COMMANDS["gallery.all"])
    made.run(COMMANDS["gallery.all"])
    assert made.shown == "gallery"
    assert len(gallery_command) == 2


def test_a_command_is_declared_once_and_keys_do_not_meet() -> None:
    declare_commands()
    assert all(c.menu in commands.MENUS for c in COMMANDS.values())
    with pytest.raises(ValueError, match="declared twice"):
        command(id="edit.undo", title="Undo", menu="Edit")(lambda _window: None)
    with pytest.raises(ValueError, match=r"belongs to edit\.undo"):
        command(id="x.y", title="X", menu="Edit", key="Ctrl+Z")(lambda _window: None)
    with pytest.raises(ValueError, match="no menu"):
        command(id="x.z", title="X", menu="Nowhere")(lambda _window: None)


def test_menus_and_the_sheet_hold_every_command(window: Window, qtbot: QtBot) -> None:
    held = {
        action.text()
        for menu in window.actions_of_commands.menu.actions()
        for action in menu.menu().actions()
    }
    missing = [c.title for c in COMMANDS.values() if c.title.replace("&", "&&") not in held]
    assert missing == []
    sheet = Shortcuts(window)
    qtbot.addWidget(sheet)
    assert {c.key for c in COMMANDS.values() if c.key} <= texts_of(sheet)


def texts_of(widget: QWidget) -> set[str]:
    """The words of every label and pill in a widget."""
    found: set[str] = set()
    for child in widget.findChildren(QWidget):
        text = getattr(child, "text", None)
        found.add(text() if callable(text) else text or "")
    return found


def test_menu_titles_follow_what_can_be_undone(window: Window, desk: Desk) -> None:
    desk.do(settings.change, fiscal_start_month=4)
    window.actions_of_commands.refresh()
    action = window.actions_of_commands.actions["edit.undo"]
    assert action.text() == "Undo Change the settings"
    assert not window.actions_of_commands.actions["edit.redo"].isEnabled()
    window.actions_of_commands.pane_changed()
    assert window.actions_of_commands.actions["edit.redo"].isEnabled()


def test_the_palette_runs_commands_and_finds_records(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(people.add, PersonForm(name="Lena Fischer", role="rep"))
    desk.do(settings.change, fiscal_start_month=4)
    opened: list[tuple[str, object]] = []
    desk.opened.disconnect(window.go)
    desk.opened.connect(lambda place, found: opened.append((place, found)))
    palette = Palette(window)
    palette.open_above()
    qtbot.keyClicks(palette.field, "undo chan")
    assert palette.list.currentItem().data(ENTRY).title == "Undo Change the settings"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.redo_label == "Change the settings"
    palette = Palette(window)
    palette.open_above()
    palette.field.setText("dark")
    assert palette.list.item(0).data(ENTRY).title == "Appearance: Dark"
    palette.field.setText("fisch")
    qtbot.waitUntil(lambda: any(h.id for h in goals(palette) if isinstance(h, search.Hit)))
    assert isinstance(goals(palette)[0], search.Hit)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    place, found = opened[0]
    assert place == "team"
    assert isinstance(found, search.Hit) and found.title == "Lena Fischer"


TYPED = (
    ("todo", "day.follow_up"),
    ("remind", "day.follow_up"),
    ("add feed", "day.feeds"),
    ("kpi", "day.figures"),
    ("ical", "day.calendars"),
    ("carry over", "day.wrap_up"),
    ("close day", "day.wrap_up"),
    ("working hours", "file.settings"),
    ("recurring", "day.add"),
    ("habit", "day.month"),
)


def test_what_is_typed_for_the_day_finds_its_command(
    desk: Desk, preferences: Preferences, shown: Show
) -> None:
    declare_commands()
    window = open_window(desk, preferences, PANES)
    window.on_close = lambda: None
    window.go("today")
    shown(window)
    palette = Palette(window)
    palette.open_above()
    found = {}
    for typed, wanted in TYPED:
        palette.field.setText(typed)
        found[typed] = COMMANDS[wanted] in goals(palette)[:2]
    assert found == dict.fromkeys(dict(TYPED), True)


def test_words_that_begin_as_typed_come_before_parts_of_words(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, (title, words) in enumerate((("Past", "calendar of"), ("Wrap up", "end of day"))):
        one = Command(f"gallery.{place}", title, lambda _pane: None, "Day", words=words)
        monkeypatch.setitem(COMMANDS, one.id, one)
    palette = Palette(window)
    palette.open_above()
    palette.field.setText("end of")
    titles = [palette.list.item(n).data(ENTRY).title for n in range(palette.list.count())]
    assert titles.index("Wrap up") == 0
    assert titles.index("Past") > 0


def goals(palette: Palette) -> list[object]:
    """What the lines of a palette lead to."""
    return [palette.list.item(n).data(ENTRY).goal for n in range(palette.list.count())]


def test_every_command_has_words_for_people() -> None:
    declare_commands()
    for found in COMMANDS.values():
        assert isinstance(found, Command)
        assert found.title[0].isupper(), found.id
        assert found.run.__doc__ or found.id.startswith(("go.", "view.")), found.id


def test_a_bar_holds_what_the_menu_holds(window: Window, desk: Desk, qtbot: QtBot) -> None:
    bar = window.actions_of_commands.bar()
    held = [
        [[action.text() for action in entry.menu().actions()] for entry in menus.actions()]
        for menus in (bar, window.actions_of_commands.menu)
    ]
    assert held[0] == held[1]
    edit = next(entry.menu() for entry in bar.actions() if entry.text() == "Edit")
    desk.do(settings.change, fiscal_start_month=4)
    edit.aboutToShow.emit()
    assert edit.actions()[0].text() == "Undo Change the settings"
    assert not edit.actions()[1].isEnabled()
    edit.aboutToHide.emit()
    assert edit.actions()[1].isEnabled()
    edit.actions()[0].trigger()
    assert desk.redo_label == "Change the settings"
    roles = {name: action.menuRole() for name, action in window.actions_of_commands.actions.items()}
    assert roles["file.quit"] == QAction.MenuRole.QuitRole
    assert roles["file.open"] == QAction.MenuRole.NoRole


def test_a_menu_without_anything_on_offer_is_not_there(
    window: Window, gallery_command: list[object], shown: Show
) -> None:
    made = open_window(window.desk, window.preferences, SPECS)
    made.on_close = lambda: None
    made.go("gallery")
    shown(made)
    titles = {entry.text(): entry for entry in made.actions_of_commands.menu.actions()}
    assert titles["Deal"].isVisible()
    assert not titles["Team"].isVisible()
    assert titles["File"].isVisible()


def test_a_filter_line_leads_to_its_deals(window: Window, desk: Desk) -> None:
    opened: list[tuple[str, object]] = []
    desk.opened.disconnect(window.go)
    desk.opened.connect(lambda place, wanted: opened.append((place, wanted)))
    palette = Palette(window)
    palette.field.setText("owner:priya value>50k")
    assert palette.list.item(0).data(ENTRY).note == "Deals of this filter"
    palette._pick(palette.list.item(0))
    assert opened == [("pipeline", "owner:priya value>50k")]
    palette = Palette(window)
    palette.field.setText("http://x")
    assert palette.list.count() == 0
