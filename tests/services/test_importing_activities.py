"""Activities as other programs list them: when they were done, for when planned, about whom."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app.services import activities, importing
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Activity, Contact
from salesdesk_app.store.session import Store
from tests.sheets import bring, codes, kinds, plan
from tests.world import NOON, TODAY, fill

HUBSPOT = [
    "Activity ID", "Activity Type", "Activity Date", "Activity Owner", "Notes/Description",
    "Call/Meeting Title/Subject", "Call Outcome", "Meeting Outcome", "Task Status",
    "Task Due Date", "Associated Contact Email",
]  # fmt: skip
ANNA = "anna@halden.example"


def local(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """A local moment in UTC."""
    return datetime.combine(day, time(hour, minute)).astimezone(UTC)


def stored(store: Store) -> list[ActivityRow]:
    """The activities in the order in which they came."""
    with store.read() as session:
        ids = session.scalars(select(Activity.id).order_by(Activity.id)).all()
        return [activities.get(session, one) for one in ids]


def when(store: Store) -> list[tuple[str, datetime | None, datetime | None]]:
    return [(row.kind, row.planned_at, row.done_at) for row in stored(store)]


def test_hubspot(store: Store) -> None:
    bring(store, ["Contact", "Account", "Email", "Title"], ["Anna Weiss", "Halden", ANNA, "COO"])
    rows = [
        HUBSPOT,
        ["A-0001", "Call", "2023-07-14", "pam.beesly@example.com", "One.", "Call with Anna",
         "Left Voicemail", "", "", "", ANNA],
        ["A-0002", "Email", "2023-04-06", "pam.beesly@example.com", "Two.", "", "", "", "", "",
         ANNA],
        ["A-0003", "Task", "2023-12-18", "", "Three.", "Follow up", "", "", "Waiting", "2025-05-28",
         "new@x.example"],
        ["A-0004", "Task", "2023-12-18", "", "Four.", "Follow up", "", "", "Completed", "", ""],
        ["A-0005", "Meeting", "2023-12-19", "", "", "Kick-off", "", "Cancelled", "", "", ANNA],
        ["A-0006", "Meeting", "2023-12-20", "", "", "Kick-off", "", "", "", "", ANNA],
        ["A-0007", "Note", "2023-12-21", "", "Seven.", "", "", "", "", "", ""],
    ]  # fmt: skip
    found = plan(store, *rows)
    assert (found.kind, found.errors) == ("activities", ())
    assert found.creates.contacts == ("New",)
    assert found.creates.people == ("Pam Beesly",)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert when(store) == [
        ("call", None, local(date(2023, 7, 14))),
        ("mail", None, local(date(2023, 4, 6))),
        ("task", local(date(2025, 5, 28)), None),
        ("task", None, local(date(2023, 12, 18))),
        ("meeting", local(date(2023, 12, 19)), None),
        ("meeting", None, local(date(2023, 12, 20))),
        ("note", None, local(date(2023, 12, 21))),
    ]
    call, mail, task, *others = stored(store)
    assert (call.subject, call.note) == ("Call with Anna", "One.\nCall outcome: Left Voicemail")
    assert (call.contact, call.account, call.person) == ("Anna Weiss", "Halden", "Pam Beesly")
    assert mail.subject == "Mail with Anna Weiss"
    assert (task.note, task.contact) == ("Three.\nStatus: Waiting", "New")
    assert [row.note for row in others] == ["Four.", "Outcome: Cancelled", None, "Seven."]
    assert others[-1].subject == "Note"
    assert kinds(plan(store, *rows)) == ["same"] * 7
    rows[3][8] = "Completed"
    again = plan(store, *rows)
    assert [change.field for change in again.rows[2].changes] == ["done_at", "note"]


def test_a_day_stays_that_day_in_other_zones(store: Store) -> None:
    bring(store, ["Type", "Subject", "Date"], ["Call", "A", "2023-07-14"])
    (row,) = stored(store)
    assert row.done_at is not None
    for hours in range(-11, 12):
        moved = row.done_at.astimezone() + timedelta(hours=hours)
        assert moved.date() == date(2023, 7, 14)


@pytest.mark.parametrize(
    ("cells", "planned", "done"),
    [
        ({"Date": "2026-11-23 10:30"}, None, (10, 30)),  # past, and no status
        ({"Date": "2026-11-23 15:00"}, (15, 0), None),  # still to come
        ({"Date": "2026-11-23"}, None, (12, 0)),  # today, and no time
        ({"Date": "2026-11-23 10:30", "Status": "Planned"}, (10, 30), None),
        ({"Date": "2026-11-23 15:00", "Status": "erledigt"}, None, (15, 0)),
        ({"Due date": "2026-11-23 10:30"}, (10, 30), None),
        ({"Due date": "2026-11-23 10:30", "Status": "Completed"}, (10, 30), (10, 30)),
        ({"Due date": "2026-11-23 10:30", "Done": "2026-11-23 11:00"}, (10, 30), (11, 0)),
        ({"Due date": "2026-11-23 10:30", "Done": "no"}, (10, 30), None),
        ({"Due date": "2026-11-23 10:30", "Status": "Cancelled"}, (10, 30), (10, 30)),
    ],
)
def test_when(
    store: Store,
    cells: dict[str, Any],
    planned: tuple[int, int] | None,
    done: tuple[int, int] | None,
) -> None:
    now = datetime(2026, 11, 23, 12).astimezone(UTC)
    bring(store, ["Type", "Subject", *cells], ["Task", "A", *cells.values()], now=now)
    wanted = [None if one is None else local(TODAY, *one) for one in (planned, done)]
    assert when(store) == [("task", *wanted)]


def test_meetings_of_the_past_took_place(store: Store) -> None:
    now = datetime(2026, 11, 23, 12).astimezone(UTC)
    rows = [
        ["Betreff", "Art", "Beginn", "Dauer", "Zuständig", "Kontakt", "Firma"],
        ["Erstgespräch", "Termin", "20.11.2026 09:00", "1 Std. 30 Min", "Nair, Priya", "Anna",
         "Halden"],
        ["Rückruf", "Anruf", "25.11.2026 09:00", "0:25", "Priya Nair", "Anna", "Halden"],
    ]  # fmt: skip
    bring(store, ["Name", "Rolle", "Region"], ["Priya Nair", "Rep", "Nord"])
    found = plan(store, *rows, now=now)
    assert found.creates.contacts == ("Anna",)
    assert found.creates.accounts == ("Halden",)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    past, coming = stored(store)
    assert (past.kind, past.minutes, past.done_at) == ("meeting", 90, local(date(2026, 11, 20), 9))
    assert (coming.kind, coming.minutes, coming.done_at) == ("call", 25, None)
    assert (past.person, past.contact, past.account) == ("Priya Nair", "Anna", "Halden")
    assert kinds(plan(store, *rows, now=now)) == ["same", "same"]


def test_salesforce_tasks_and_pipedrive(store: Store) -> None:
    fill(store)
    tasks = [
        ["Subject", "Due Date", "Status", "Priority", "Assigned", "Opportunity",
         "Company / Account", "Contact", "Full Comments", "Call Duration (seconds)", "Activity ID"],
        ["Send quote", "3/14/2026", "Not Started", "Normal", "Jonas Lind", "Deal 1",
         "Corvid Media", "", "Two\nlines", 90, "00T000001"],
    ]  # fmt: skip
    found = plan(store, *tasks)
    assert (found.kind, found.errors) == ("activities", ())
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    row = stored(store)[-1]
    assert (row.deal, row.account, row.person) == ("Deal 1", "Corvid Media", "Jonas Lind")
    assert (row.note, row.minutes) == ("Two\nlines", 2)
    pipedrive = plan(
        store,
        ["Activity - Subject", "Activity - Type", "Activity - Due date", "Activity - Done",
         "Activity - Assigned to user", "Deal - Title", "Organization - Name", "Person - Name"],
        ["Lunch", "Lunch", "2026-11-02", "Done", "Priya Nair", "Deal 4", "", "Dr Anna Weiss"],
        ["Ring", "Call", "2026-11-30", "To do", "Priya Nair", "Deal 99", "", ""],
    )  # fmt: skip
    assert pipedrive.kind == "activities"
    assert [pipedrive.shown(one, "done_at") for one in pipedrive.rows] == ["2 Nov 2026, 12:00", ""]
    assert pipedrive.shown(pipedrive.rows[0], "kind") == "Meeting"
    assert pipedrive.shown(pipedrive.rows[0], "account_id") == "Corvid Media"  # the deal's
    assert [note.sentence for note in pipedrive.notes] == [
        "Deal: 1 rows stay without it, because there is no deal called “Deal 99”."
    ]


def test_without_ids_nothing_is_lost_and_nothing_comes_twice(store: Store) -> None:
    rows = [
        ["Date", "Type", "Owner", "Notes"],
        ["2026-11-02", "Call", "Priya", "First call."],
        ["2026-11-02", "Call", "Priya", "Second call."],
        ["2026-11-02", "Call", "Jonas", "First call."],
        ["2026-11-02", "Call", "Jonas", "First call."],
    ]
    found = plan(store, *rows)
    assert kinds(found)[:3] == ["new"] * 3
    assert sorted(kinds(found)) == ["duplicate", "new", "new", "new"]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert kinds(plan(store, *rows)).count("same") == 3
    with store.write("contacts.rename", at=NOON) as (session, _):
        assert session.scalar(select(Contact.id)) is None  # nobody was made up


def test_a_file_that_says_less_leaves_the_moment(store: Store) -> None:
    fill(store)
    ((_, uid, done),) = _done(store)
    here = done.astimezone()
    rows = ["Kind", "Subject", "Done", "SalesDesk key"], ["Call", "", "", uid]
    for cell in (here.date(), here.replace(tzinfo=None, second=0, microsecond=0)):
        rows[1][2] = cell
        assert kinds(plan(store, *rows)) == ["same"]
    rows[1][2] = here.date() - timedelta(days=1)
    assert kinds(plan(store, *rows)) == ["changed"]


def _done(store: Store) -> list[tuple[int, str, datetime]]:
    with store.write("activities.edit", at=NOON) as (session, _):
        row = session.scalars(select(Activity).where(Activity.done_at.is_not(None))).first()
        assert row is not None
        row.kind, row.done_at = "call", row.done_at.replace(second=31, microsecond=5)
        return [(row.id, row.uid, row.done_at)]


def test_what_cannot_be_read_is_told(store: Store) -> None:
    found = plan(
        store,
        ["Subject", "Type", "Date", "Duration"],
        ["A", "Juggling", "2026-11-02", "5 min"],
        ["B", "Call", "2026-11-02", "25 h"],
        ["C", "Call", "2026-11-02", "soon"],
    )
    assert codes(found) == [
        (2, "Type", "import.activity"),
        (3, "Duration", "import.minutes"),
        (4, "Duration", "import.minutes"),
    ]
    assert "Write Call, Meeting" in found.errors[0].sentence
