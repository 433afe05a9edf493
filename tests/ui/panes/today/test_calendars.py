"""Calendars on the agenda: events, free stretches that are blocked, and the list of calendars."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web
from salesdesk_app.services import activities, people
from salesdesk_app.services.calendars import calendar_copies, planned_file
from salesdesk_app.services.inbox.dropped import Dropped
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Contact
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.panes.today import SPEC, commands
from salesdesk_app.ui.panes.today.agenda.block_dialog import BlockDialog, Wanted
from salesdesk_app.ui.panes.today.agenda.blocks import Block, Gap
from salesdesk_app.ui.panes.today.agenda.calendars_dialog import CalendarsDialog, RenameDialog
from salesdesk_app.ui.panes.today.agenda.event_card import EventCard
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.forms import Dialog
from tests.ics import calendar, event, read
from tests.world import TODAY, fill

REVIEW = event(
    "DTSTART:20261123T093000",
    "DTEND:20261123T101500",
    "LOCATION:Room <b>4</b>",
    "ATTENDEE:mailto:priya@example.com",
    "URL:https://meet.example/x?a=1",
    "DESCRIPTION:<p>Bring numbers</p>",
    title="Board <i>review</i>",
)
FAIR = event("DTSTART;VALUE=DATE:20261122", "DTEND;VALUE=DATE:20261125", uid="2", title="Fair")


def dialog(pane: QWidget, kind: type[Dialog] = Dialog) -> Any:
    found = [one for one in pane.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, found
    return found[0]


def texts(widget: QWidget) -> str:
    QApplication.processEvents()  # what was added to a layout is seen from then on
    labels = [one for one in widget.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.text() for one in labels)


@pytest.fixture
def morning(desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]) -> TodayPane:
    """Today at eight, when all of the day is still free."""
    eight = datetime(TODAY.year, TODAY.month, TODAY.day, 8).astimezone()
    desk.now = lambda: eight  # type: ignore[method-assign] # the clock of this test
    fill(desk.store)
    long_ago = eight - timedelta(days=20)
    perform(desk.store, Stamp(eight), activities.edit, 2, done_at=long_ago)
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A calendar file."""
    path = tmp_path / "team.ics"
    path.write_bytes(calendar("X-WR-CALNAME:Team & friends", REVIEW, FAIR))
    return path


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the user saves."""
    path = tmp_path / "out.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def gap_of(pane: TodayPane) -> Gap:
    return pane.agenda.gaps[0]


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def choose(said: str) -> None:
    shown = menu()
    (action,) = [one for one in shown.actions() if said in one.text()]
    action.trigger()
    shown.close()


def test_a_calendar_fills_the_agenda_and_its_events_are_opened(
    morning: TodayPane, team: Path, desk: Desk, qtbot: QtBot
) -> None:
    morning.apply(Dropped(calendars=(team,)))
    (block,) = [b for b in morning.agenda.blocks if b.hour.event is not None]
    assert (block.title, block.begin, block.end) == ("Board review", 570, 615)
    assert [gap.begin for gap in morning.agenda.gaps][:2] == [480, 615]
    assert morning.whole_days.isVisible()

    where = morning.agenda.rect_of(block).center().toPoint()
    qtbot.mouseClick(morning.agenda, Qt.MouseButton.LeftButton, pos=where)
    card = dialog(morning, EventCard)
    said = texts(card)
    for part in ("Mon 23 Nov, 09:30–10:15", "Team & friends", "Room 4", "Priya Nair"):
        assert part in said
    assert "meet.example" in said.replace("\u200b", "")
    opened: list[QUrl] = []
    card.open_url = opened.append
    card.open_link()
    card.copy_link()
    assert opened == [QUrl("https://meet.example/x?a=1")]
    assert QGuiApplication.clipboard().text() == "https://meet.example/x?a=1"
    card.close()


def test_an_event_is_logged_or_followed_up(
    morning: TodayPane, team: Path, desk: Desk, told: list[Notice]
) -> None:
    morning.calendars.add_files([team])
    hour = next(b.hour for b in morning.agenda.blocks if b.hour.event is not None)
    assert hour.event is not None
    morning.calendars.log(hour.event, {})
    assert told[-1].text == "Log “Board review”"
    morning.calendars.follow_up(hour.event, {})
    with desk.store.read() as session:
        (task,) = [
            row
            for row in activities.between(session, desk.now(), desk.now() + timedelta(days=2))
            if row.kind == "task"
        ]
    assert task.subject == "Follow up: Board review"
    assert task.planned_at is not None
    assert task.planned_at.astimezone().hour == 9


def test_whole_days_are_told_above_the_hours(
    morning: TodayPane, tmp_path: Path, qtbot: QtBot
) -> None:
    days = [event("DTSTART;VALUE=DATE:20261123", uid=str(n), title=f"Day {n}") for n in range(5)]
    path = tmp_path / "days.ics"
    path.write_bytes(calendar(*days))
    assert not morning.whole_days.isVisible()
    morning.calendars.add_files([path])
    rows = morning.whole_days.rows()
    assert [row.accessibleName() for row in rows] == ["Day 0", "Day 1", "3 more for the whole day"]
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Return)
    assert "Mon 23 Nov, the whole day" in texts(dialog(morning, EventCard))
    assert dialog(morning, EventCard).isModal()
    dialog(morning, EventCard).close()
    qtbot.keyClick(rows[2], Qt.Key.Key_Return)
    assert [action.text() for action in menu().actions()] == ["Day 2", "Day 3", "Day 4"]
    menu().close()


def test_a_click_on_a_free_stretch_blocks_it_for_a_talk(
    morning: TodayPane, desk: Desk, qtbot: QtBot, told: list[Notice]
) -> None:
    assert morning.day is not None
    assert [talk.name for talk in morning.day.talks] == ["Jonas Lind"]
    assert "block for 1:1 with Jonas?" in morning.agenda.accessibleDescription()
    desk.do(people.add, PersonForm("Jonas Weber", role="manager"))
    assert "block for 1:1 with Jonas Lind?" in morning.agenda.accessibleDescription()
    where = morning.agenda.rect_of(gap_of(morning)).center().toPoint()
    qtbot.mouseClick(morning.agenda, Qt.MouseButton.LeftButton, pos=where)
    assert menu().actions()[0].text() == "1:1 with Jonas Lind · 20 days since the last"
    choose("Jonas Lind")
    (block,) = [b for b in morning.agenda.blocks if b.own]
    assert (block.title, block.begin, block.end) == ("1:1 Jonas Lind", 480, 510)
    file = planned_file.beside(desk.store.path)
    assert [one["title"] for one in read(file.read_bytes())["events"]] == ["1:1 Jonas Lind"]
    assert told[-1].text == "Plan “1:1”"
    desk.undo()
    assert [b for b in morning.agenda.blocks if b.own] == []
    morning.gaps._follow()  # what the timer does a moment later
    assert b"SUMMARY:1:1 Jonas Lind\r\nSTATUS:CANCELLED" in file.read_bytes()


def test_a_further_stretch_only_makes_the_file_follow(
    morning: TodayPane, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning.gaps.offer(gap_of(morning), morning.day, QPoint())
    choose("Jonas Lind")
    file = planned_file.beside(desk.store.path)
    assert file.is_file()
    monkeypatch.delattr(planned_file, "write")  # it would leave a second file beside a locked one
    morning.gaps.block(Wanted("Quarter's plan", gap_of(morning).begins, 60, None))
    morning.gaps._follow()
    assert len(read(file.read_bytes())["events"]) == 2


def test_nobody_is_somebody_else_where_no_talk_is_offered(morning: TodayPane) -> None:
    def first() -> str:
        morning.gaps.offer(gap_of(morning), morning.day, QPoint())
        return menu().actions()[0].text()

    assert first().startswith("1:1 with Jonas Lind")
    assert menu().actions()[1].text() == "A 1:1 with somebody else…"
    choose("Jonas Lind")
    assert first() == "A 1:1…"
    menu().close()


def test_b_and_the_palette_block_the_chosen_stretch(morning: TodayPane, qtbot: QtBot) -> None:
    morning.agenda.setFocus()
    qtbot.keyClick(morning.agenda, Qt.Key.Key_B)
    assert menu().actions()[-1].text() == "A project…"
    menu().close()
    commands.block(morning)
    choose("Send pricing")
    assert [b.title for b in morning.agenda.blocks if b.own] == ["Send pricing"]


def test_arrows_walk_over_blocks_and_free_stretches(morning: TodayPane, qtbot: QtBot) -> None:
    agenda = morning.agenda
    agenda.setFocus()
    kinds = []
    agenda.chosen = agenda.spots[0]
    for _spot in agenda.spots:
        kinds.append(type(agenda.chosen))
        qtbot.keyClick(agenda, Qt.Key.Key_Down)
    assert Gap in kinds
    assert agenda.chosen is agenda.spots[-1]


def test_a_project_is_typed_or_picked(morning: TodayPane, desk: Desk) -> None:
    morning.gaps.ask(gap_of(morning), talk=False)
    shown = dialog(morning, BlockDialog)
    shown.save()
    assert "for which project" in shown.wrong.text()
    shown.project.setText("Halden Freight — Deal 0")
    shown.time.setText("soon")
    shown.save()
    assert "from when" in shown.wrong.text()
    shown.time.setText("09:30")
    shown.minutes.set_value(60)
    shown.save()
    (block,) = [b for b in morning.agenda.blocks if b.own]
    assert (block.title, block.begin, block.end) == ("Halden Freight — Deal 0", 570, 630)
    assert block.hour.activity is not None
    assert block.hour.activity.deal_id == 1

    morning.gaps.ask(gap_of(morning), talk=True)
    shown = dialog(morning, BlockDialog)
    assert not shown.project.isEnabled()
    assert shown.minutes.value() == 30
    shown.rep.set_value(2)
    shown.save()
    assert "1:1 Priya Nair" in [b.title for b in morning.agenda.blocks]


def test_one_thing_or_all_is_saved_for_another_calendar(
    morning: TodayPane, planned: Path, told: list[Notice], desk: Desk
) -> None:
    commands.block(morning)
    choose("Send pricing")
    (hour,) = [b.hour for b in morning.agenda.blocks if b.own]
    entry = dict(morning.deeds.of_hour(hour))["Save as .ics…"]
    entry()
    assert [one["title"] for one in read(planned.read_bytes())["events"]] == ["Send pricing"]
    assert told[-1].text == "Written for other calendars: out.ics"
    planned.unlink()
    commands.save_planned(morning)
    assert planned.exists()
    opened: list[QUrl] = []
    morning.gaps.open_url = opened.append
    morning.gaps.open_file()
    morning.gaps.show_folder()
    assert [Path(url.toLocalFile()).name for url in opened] == [
        "sales calendar.ics",
        desk.store.path.parent.name,
    ]


def test_the_list_tells_how_it_went_and_changes_it(
    morning: TodayPane, team: Path, desk: Desk, told: list[Notice]
) -> None:
    bad = event("DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY", uid="3", title="Tick")
    team.write_bytes(calendar("X-WR-CALNAME:Team & friends", REVIEW, bad))
    commands.calendars(morning)
    shown = dialog(morning, CalendarsDialog)
    assert "No calendar is read along yet" in texts(shown)
    assert str(planned_file.beside(desk.store.path)) in texts(shown)
    morning.calendars.add("file", str(team))
    assert "Read Mon 23 Nov 08:00 · 1 date" in texts(shown)
    assert "Left out: 1 that recur every minute or second (“Tick”)." in texts(shown)
    shown.findChild(QWidget, "shown 1").setChecked(False)
    assert not [b for b in morning.agenda.blocks if b.hour.event is not None]
    shown.findChild(QWidget, "shown 1").setChecked(True)
    shown.findChild(QWidget, "whose 1").chosen.emit(2)
    assert not [b for b in morning.agenda.blocks if b.own]

    team.unlink()
    shown.read_again()
    assert "There is no file at" in texts(shown)
    assert "Read Mon 23 Nov 08:00" in texts(shown)
    shown.findChild(QWidget, "more 1").click()
    choose("Rename…")
    rename = dialog(shown, RenameDialog)
    rename.name.setText("Board")
    rename.save()
    assert shown.sources[0].name == "Board"
    shown.findChild(QWidget, "more 1").click()
    choose("Remove")
    assert shown.sources == []
    assert told[-1].text == "Remove the calendar “Board”"
    shown.close()


def test_an_address_is_added_or_says_what_is_wrong(
    morning: TodayPane, monkeypatch: pytest.MonkeyPatch, told: list[Notice], qtbot: QtBot
) -> None:
    answers: list[Any] = [Problem("web.unreachable", host="calendar.example")]

    def fetch(_address: str, **_asked: Any) -> Any:
        if isinstance(answers[0], Problem):
            raise answers[0]
        return answers[0]

    monkeypatch.setattr(web, "fetch", fetch)
    commands.calendars(morning)
    shown = dialog(morning, CalendarsDialog)
    shown.add_address()
    assert "Type or paste the address" in shown.wrong.text()
    shown.address.setText("calendar.example/team.ics")
    shown.add_address()
    assert (told[-1].tone, "before" in told[-1].text) == ("bad", False)  # there is no before
    assert shown.address.text() == "calendar.example/team.ics"
    assert shown.add.isEnabled()
    answers[0] = web.Fetched(calendar(REVIEW), None, None, "https://calendar.example/team.ics")
    qtbot.keyClick(shown.address, Qt.Key.Key_Return)
    assert shown.address.text() == ""
    assert [source.name for source in shown.sources] == ["calendar.example"]
    assert shown.focusWidget() is shown.address
    shown.close()


def test_the_calendar_that_was_added_last_is_in_sight(
    morning: TodayPane, tmp_path: Path, qtbot: QtBot
) -> None:
    commands.calendars(morning)
    shown = dialog(morning, CalendarsDialog)
    for name in ("first", "second", "third", "fourth", "fifth"):
        path = tmp_path / f"{name}.ics"
        path.write_bytes(calendar(REVIEW))
        morning.calendars.add("file", str(path))
    qtbot.waitUntil(lambda: not shown.findChild(QWidget, "more 5").visibleRegion().isEmpty())
    shown.close()


def test_reading_again_is_quiet_when_offline(
    morning: TodayPane, team: Path, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    morning.calendars.add_files([team])
    said = len(told)
    team.unlink()
    morning.calendars.refresh()
    assert len(told) == said
    assert [b for b in morning.agenda.blocks if isinstance(b, Block) and b.hour.event is not None]
    begun: list[object] = []
    monkeypatch.setattr(calendar_copies, "refresh", lambda *_a, **_k: begun.append(1) or [])
    morning.calendars.refresh()
    assert begun == [1]


def test_a_stretch_beside_the_teams_meetings_can_still_be_clicked(
    morning: TodayPane, tmp_path: Path, desk: Desk
) -> None:
    path = tmp_path / "rep.ics"
    guest = "ATTENDEE:mailto:weiss@halden.example"
    hours = [(hour, f"DTSTART:20261123T{hour:02}0000") for hour in range(8, 18)]
    busy = [event(start, "DURATION:PT1H", guest, uid=str(hour)) for hour, start in hours]
    path.write_bytes(calendar(*busy))
    contact = {"name": "Anna Weiss", "account_id": 1, "email": "weiss@halden.example"}
    with desk.store.write("importing.apply", at=desk.now()) as (session, _written):
        session.add(Contact(**contact))
    morning.calendars.add("file", str(path), 3)
    assert [b.own for b in morning.agenda.blocks] == [False] * 10
    gap = gap_of(morning)
    rect = morning.agenda.rect_of(gap)
    team = morning.agenda.blocks[0]
    assert gap.right - gap.left == pytest.approx(team.right - team.left)
    assert morning.agenda.spot_at(rect.center()) is gap
    assert all(not morning.agenda.rect_of(b).intersects(rect) for b in morning.agenda.blocks)
