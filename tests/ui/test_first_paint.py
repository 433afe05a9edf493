"""The window is painted before its workspace is open, and nothing jumps when it is filled."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from benchmarks.generated import filled
from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import sample, workspace
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.panes.today.agenda.hours import Hours
from salesdesk_app.ui.panes.today.outline import UNKNOWN, DayOutline, kept
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.window import Window
from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import Card, KeyFigure

DAY = date(2026, 11, 23)
SIZES = [QSize(1440, 900), QSize(1180, 720)]
Place = tuple[str, str, QRect]


def places(window: Window, of: QWidget) -> list[Place]:
    """Cards, headings, switches and hours with where they lie in the window."""
    found: list[Place] = []

    def add(kind: str, text: str, widget: QWidget) -> None:
        if widget.isVisible():
            corner = widget.mapTo(window, QPoint(0, 0))
            found.append((kind, text, QRect(corner, widget.size())))

    for figure in of.findChildren(KeyFigure):
        add("figure", figure.title.text(), figure)
        add("name", figure.title.text(), figure.title)
    for card in of.findChildren(Card):
        add("card", "", card)
    for label in of.findChildren(QLabel):
        if label.property("role") == "heading" and label.text():
            corner = label.mapTo(window, QPoint(0, 0))
            # How wide it is does not matter: a note may stand beside it.
            found.append(("heading", label.text(), QRect(corner, QSize(0, label.height()))))
    for switch in of.findChildren(Segmented):
        add("switch", "", switch)
        for part in switch.findChildren(QToolButton):
            add("part", part.text().rstrip("0123456789 "), part)
    for hours in of.findChildren(Hours):
        add("hours", str(hours.span), hours)
    return found


def frame_places(window: Window) -> list[Place]:
    """The window's own parts."""
    parts: list[tuple[str, QWidget]] = [
        ("rail", window.rail),
        ("title", window.header.title),
        ("search", window.header.search),
        ("day", window.header.day),
        ("status", window.status),
        *((button.text(), button) for button in window.rail._buttons.values()),
    ]
    return [
        ("frame", name, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
        for name, widget in parts
    ]


@dataclass
class Start:
    """A start of the program, and what was seen in its first picture."""

    desktop: Desktop
    outlined: bool = False
    first: list[Place] = field(default_factory=list)
    picture: QImage | None = None

    def run(self, path: Path, size: QSize) -> Window:
        """Starts, looks at what is painted first, and fills."""
        real = self.desktop.front

        def front(path: Path) -> Window:
            window = real(path)
            window.resize(size)
            QApplication.processEvents()
            self.outlined = window.outline is not None
            self.first = frame_places(window)
            if window.outline is not None:
                self.first += places(window, window.outline)
                self.picture = window.outline.grab().toImage()
            return window

        self.desktop.front = front  # type: ignore[method-assign] # to look in between
        assert self.desktop.start(path)
        assert self.desktop.window is not None
        return self.desktop.window


class Starts:
    """Starts of the program on one machine, each ended before the next."""

    def __init__(self, application: QApplication, preferences: Preferences, qtbot: QtBot) -> None:
        self.application, self.preferences, self.qtbot = application, preferences, qtbot
        self.last: Start | None = None

    def new(self, day: date = DAY) -> Start:
        """A start on a day, after the last one was ended."""
        self.end()
        self.last = Start(Desktop(self.application, self.preferences, Clock(day)))
        return self.last

    def end(self) -> None:
        """Closes what is open."""
        window = None if self.last is None else self.last.desktop.window
        if window is not None and self.last is not None:
            settle(window, self.qtbot)
            window.close()
            self.last.desktop.window = None


@pytest.fixture
def starts(qapp: QApplication, preferences: Preferences, qtbot: QtBot) -> Iterator[Starts]:
    """Starts of the program."""
    made = Starts(qapp, preferences, qtbot)
    yield made
    made.end()


def settle(window: Window, qtbot: QtBot) -> None:
    def ready() -> bool:
        pane = window.pane
        return window.desk.idle and window.outline is None and (pane is None or pane.settled)

    qtbot.waitUntil(ready, timeout=20_000)
    QApplication.processEvents()


def with_sample(path: Path) -> None:
    store = workspace.create(path)
    sample.fill(store, today=DAY)
    store.close()


def without_anything(path: Path) -> None:
    workspace.create(path).close()


FILLS = {"sample": with_sample, "empty": without_anything}


@pytest.mark.parametrize("size", SIZES, ids=["large", "small"])
@pytest.mark.parametrize("fill", FILLS)
def test_nothing_jumps_when_the_day_is_filled(
    fill: str, size: QSize, starts: Starts, tmp_path: Path
) -> None:
    path = tmp_path / "day.db"
    FILLS[fill](path)
    starts.preferences.set_text("begun/day.db", "yes")
    compare_first_with_filled(path, size, starts)


@pytest.mark.soak
def test_nothing_jumps_with_many_deals(starts: Starts, tmp_path: Path) -> None:
    path = filled(tmp_path, 8_800)
    for size in SIZES:
        compare_first_with_filled(path, size, starts)


def compare_first_with_filled(path: Path, size: QSize, starts: Starts) -> None:
    once = starts.new()
    settle(once.run(path, size), starts.qtbot)
    for day in (DAY, DAY + timedelta(days=1)):
        seen = kept(starts.preferences, path.name)
        assert seen is not None
        again = starts.new(day)
        window = again.run(path, size)
        assert again.outlined
        settle(window, starts.qtbot)
        assert window.pane is not None
        after = [*frame_places(window), *places(window, window.pane)]
        kinds = {kind for kind, _text, _rect in again.first}
        assert {"card", "heading", "switch", "part", "frame"} <= kinds
        assert ("hours" in kinds) == (day == DAY and seen.hours != UNKNOWN)
        missing = [place for place in again.first if place not in after]
        assert missing == []


def test_the_outline_is_painted_and_not_a_blank_page(starts: Starts, tmp_path: Path) -> None:
    path = tmp_path / "day.db"
    with_sample(path)
    once = starts.new()
    settle(once.run(path, SIZES[0]), starts.qtbot)
    assert not once.outlined  # nothing is known of a workspace that was never shown
    seen = kept(starts.preferences, "day.db")
    assert seen is not None and len(seen.titles) == 5 and not seen.empty
    again = starts.new()
    again.run(path, SIZES[0])
    assert again.picture is not None
    picture = again.picture
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert len(colours) > 20  # cards, headings in their smooth letters, bars, hours


def test_what_is_asked_for_meanwhile_is_done_when_it_is_open(
    starts: Starts, tmp_path: Path
) -> None:
    path = tmp_path / "day.db"
    with_sample(path)
    start = starts.new()
    real = start.desktop.front

    def front(path: Path) -> Window:
        window = real(path)
        window.rail._buttons["team"].click()
        assert window.shown == ""
        return window

    start.desktop.front = front  # type: ignore[method-assign] # to click in between
    window = start.run(path, SIZES[0])
    settle(window, starts.qtbot)
    assert window.shown == "team"


def test_a_window_closed_while_its_workspace_opens_leaves_nothing_open(
    starts: Starts, tmp_path: Path
) -> None:
    path = tmp_path / "day.db"
    with_sample(path)
    desktop = starts.new().desktop
    real = desktop.front

    def front(path: Path) -> Window:
        window = real(path)
        window.close()
        return window

    desktop.front = front  # type: ignore[method-assign] # to close in between
    assert not desktop.start(path)
    assert desktop.window is None
    desktop.front = real  # type: ignore[method-assign] # as it was
    assert desktop.start(path)  # nobody holds the file


def test_a_broken_file_is_told_and_its_window_goes(
    starts: Starts, tmp_path: Path, qapp: QApplication
) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    desktop = starts.new().desktop
    with pytest.raises(Problem):
        desktop.start(path)
    assert not [
        one for one in qapp.topLevelWidgets() if isinstance(one, Window) and one.isVisible()
    ]


def test_an_outline_that_cannot_be_read_is_none(preferences: Preferences) -> None:
    for text in (
        "",
        "{",
        "[]",
        '{"day": 1}',
        '{"day": "x", "titles": 3, "hours": [1], "empty": 0}',
    ):
        preferences.set_text("today/outline/day.db", text)
        assert kept(preferences, "day.db") is None
        assert DayOutline.remembered(preferences, "day.db", Clock(DAY).now()) is None


def test_the_lists_are_filled_one_after_the_other_behind_the_outline(
    starts: Starts, tmp_path: Path
) -> None:
    path = tmp_path / "day.db"
    with_sample(path)
    settle(starts.new().run(path, SIZES[0]), starts.qtbot)
    window = starts.new().run(path, SIZES[0])
    starts.qtbot.waitUntil(lambda: window.pane is not None and window.pane._filling, timeout=20_000)
    pane = window.pane
    assert pane is not None and not pane.settled
    assert window.outline is not None  # nothing half filled is seen
    pane.refresh()  # an answer that comes meanwhile is shown, and nothing is left half done
    settle(window, starts.qtbot)
    assert pane.settled and not pane.behind_outline
