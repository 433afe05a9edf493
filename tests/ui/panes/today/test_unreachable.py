"""What is told of a calendar that cannot be reached any more."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui.panes.today import commands
from salesdesk_app.ui.panes.today.agenda.calendars_dialog import CalendarsDialog
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.ics import calendar, event
from tests.world import NOON

ADDRESS = "https://calendar.example/team.ics"
STILL_HERE = "What was read before is still here."


def told(pane: TodayPane) -> str:
    """All that the list of calendars says."""
    commands.calendars(pane)
    (shown,) = (one for one in pane.findChildren(CalendarsDialog) if one.isVisible())
    said = " ".join(one.text() for one in shown.findChildren(QLabel) if one.isVisible())
    shown.close()
    return said


def test_what_was_read_before_is_told_of_where_there_is_any(
    pane: TodayPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Any] = []

    def fetch(_address: str, **_asked: Any) -> Any:
        if isinstance(answers[-1], Problem):
            raise answers[-1]
        return answers[-1]

    monkeypatch.setattr(web, "fetch", fetch)
    perform(pane.desk.store, Stamp(NOON), calendars.add, kind="address", place=ADDRESS, name="Team")
    talk = calendar(event("DTSTART:20261123T100000Z", title="Talk"))
    for answer, kept in (
        (Problem("web.unknown_host", host="calendar.example"), False),
        (web.Fetched(talk, None, None, ADDRESS), False),
        (Problem("web.timeout", host="calendar.example", seconds=10), True),
    ):
        answers.append(answer)
        pane.calendars.refresh()
        said = told(pane)
        assert ("At the last try" in said) == isinstance(answer, Problem)
        assert (STILL_HERE in said) == kept
