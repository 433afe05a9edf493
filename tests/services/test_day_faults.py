"""A kill at any moment of the day's work: what was told as done is there, and nothing is half."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from sqlalchemy import ColumnElement, func, select

from salesdesk_app.services import workspace
from salesdesk_app.services.calendars import planned_file
from salesdesk_app.store.models import (
    Activity,
    CalendarCopy,
    CalendarEvent,
    ClosedDay,
    Message,
    Table,
)
from salesdesk_app.store.session import Store

KILLS = 5
WORKER = """
import os, sys
from datetime import datetime, timedelta
from pathlib import Path
from salesdesk_app.exchange.mail.mails import Mail, Party
from salesdesk_app.services import activities
from salesdesk_app.services.calendars import calendar_copies, calendars, planned_file
from salesdesk_app.services.evening import closing
from salesdesk_app.services.inbox import incoming_mails
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import CalendarSource
from salesdesk_app.store.session import Store
from tests.ics import calendar, event

path, first = Path(sys.argv[1]), int(sys.argv[2])
store, shared = Store(path), path.with_name("shared.ics")

def said(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

for number in range(first, first + 100):
    now = datetime(2026, 1, 1, 17).astimezone() + timedelta(days=number)
    said("STEP", number)
    mails = [
        Mail(f"{number}.{n}@x", (), Party("Anna", "a@x.example"), (), now, "Offer", "Text", (), ())
        for n in range(3)
    ]
    perform(store, Stamp(now), incoming_mails.keep, mails, now=now)
    said("STEP", number)
    perform(store, Stamp(now), activities.plan, kind="meeting", planned_at=now, subject=str(number))
    said("STEP", number)
    planned_file.write(store, planned_file.beside(path), today=now.date())
    said("STEP", number)
    lines = [f"DTSTART:{now:%Y%m%d}T{hour:02}0000Z" for hour in range(24)]
    shared.write_bytes(calendar(*(event(one, uid=one, title=str(number)) for one in lines)))
    with store.read() as session:
        known = session.query(CalendarSource).count()
    if not known:
        perform(store, Stamp(now), calendars.add, kind="file", place=str(shared), name="Shared")
    readings = calendar_copies.refresh(store, today=now.date(), now=now)
    said("STEP", number)
    calendar_copies.keep(store, readings)
    said("STEP", number)
    perform(store, Stamp(now), closing.close_day, now.date(), note="n", tomorrow="t", now=now)
    said("ACK", number)
"""


def killed(path: Path, first: int, lines: int) -> int:
    """Works from a day on and is killed after some lines; the last day that was told as done."""
    command = [sys.executable, "-c", WORKER, str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        told = [worker.stdout.readline() for _ in range(lines)]
        worker.send_signal(signal.SIGKILL)
        told += worker.stdout.read().split(b"\n")[:-1]
    assert all(told), "the work itself failed"
    return max(
        (int(line.split()[1]) for line in told if line.startswith(b"ACK")), default=first - 1
    )


def is_whole(path: Path, last: int) -> None:
    """Days, mails, what was planned and what was read along are there, each of it whole."""
    store = Store(path)
    with store.read() as session:

        def count(*wanted: ColumnElement[bool], of: type[Table]) -> int:
            return session.scalar(select(func.count()).select_from(of).where(*wanted)) or 0

        assert count(of=ClosedDay) >= last, "a day that was closed is open"
        mails = count(of=Message)
        assert mails >= 3 * last, "a mail that was kept is gone"
        assert mails % 3 == 0, "half of the mails that were dropped were kept"
        assert count(Activity.kind == "mail", of=Activity) == mails, "a mail without its follow-up"
        planned = count(Activity.kind == "meeting", of=Activity)
        assert planned >= last
        titles = set(session.scalars(select(CalendarEvent.title)))
        assert len(titles) == count(of=CalendarCopy), "two states of one calendar are mixed"
        assert count(of=CalendarEvent) == 24 * len(titles)
        assert not any(finding.faults for finding in workspace.check(session))
    store.close()
    file = planned_file.beside(path)
    if file.exists():
        events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        assert last <= len(events) <= planned


def rounds(path: Path, kills: int) -> None:
    chance, last = random.Random(5), 0
    for _ in range(kills):
        last = killed(path, last + 1, chance.randrange(1, 18))
        is_whole(path, last)
        # A day whose closing was on the disk, but not yet told, is worked through again.


def test_a_kill_in_the_day_s_work_loses_nothing_and_leaves_no_half(store: Store) -> None:
    store.close()
    rounds(store.path, KILLS)


@pytest.mark.soak
def test_many_kills_in_the_day_s_work(store: Store) -> None:
    store.close()
    rounds(store.path, 60)
