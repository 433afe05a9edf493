"""Calendars where the workspace or the file for other calendars cannot be written."""

from pathlib import Path

from salesdesk_app.services import activities
from salesdesk_app.services.calendars import planned_file
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.ics import calendar, event
from tests.world import NOON, TODAY, cannot_write


def test_what_cannot_be_kept_is_told_once_and_kept_afterwards(
    pane: TodayPane, tmp_path: Path, desk: Desk, told: list[Notice]
) -> None:
    team = tmp_path / "team.ics"
    team.write_bytes(calendar("X-WR-CALNAME:Team", event("DTSTART:20261124T093000", title="Old")))
    pane.calendars.add("file", str(team))
    team.write_bytes(calendar("X-WR-CALNAME:Team", event("DTSTART:20261123T093000", title="New")))
    before = len(told)
    with cannot_write(desk.store):
        pane.calendars.refresh()
        pane.calendars.refresh()
    assert [one.text for one in told[before:]] == [
        "What was just read of your calendars is not kept. sales.db cannot be written: the file or "
        "its folder is read-only. Nothing was changed."
    ]
    assert pane.day is not None
    assert "New" not in [hour.title for hour in pane.day.agenda.hours]
    pane.calendars.refresh()
    assert "New" in [hour.title for hour in pane.day.agenda.hours]
    assert len(told) == before + 1


def test_a_file_that_cannot_follow_is_told_once_and_leaves_no_others(
    pane: TodayPane, desk: Desk, told: list[Notice]
) -> None:
    file = planned_file.beside(desk.store.path)
    planned_file.write(desk.store, file, today=TODAY)
    beside = sorted(file.parent.glob("*.ics"))
    held = file.with_name(f".~lock.{file.name}#")  # as an office program marks what it has open
    held.touch()
    for number in range(2):
        desk.do(activities.plan, kind="meeting", planned_at=NOON, subject=f"Meeting {number}")
        pane.gaps._follow()
    assert [one.text for one in told] == [
        "sales calendar.ics, from which other calendars take what is planned here, could not be "
        "replaced: it is open in another program, or it or its folder is read-only. It is written "
        "with the first change after that."
    ]
    assert sorted(file.parent.glob("*.ics")) == beside
    held.unlink()
    pane.gaps._follow()
    assert file.read_bytes().count(b"Meeting ") == 2
    assert len(told) == 1
