"""The today command: the same day as the window shows, in words and as JSON."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from salesdesk_app.cli.arguments import parse
from salesdesk_app.services import activities
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.evening import closing
from salesdesk_app.services.overnight import matter_lines
from salesdesk_app.services.today import today
from salesdesk_app.services.today.agenda import worth_showing
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from salesdesk_app.wording.phrases import unweighted
from tests.cli.desk import Desk
from tests.world import NOON, TODAY


@pytest.fixture
def filled(desk: Desk) -> Desk:
    assert desk.run("sample")[0] == 0
    return desk


def asked(desk: Desk) -> today.Today:
    store = Store(desk.path)
    try:
        noon = datetime.combine(TODAY, datetime.min.time()).replace(hour=12).astimezone(UTC)
        return ask(store, today.day, today=TODAY, now=noon)
    finally:
        store.close()


def test_the_day_is_printed_as_the_window_has_it(filled: Desk) -> None:
    status, out, err = filled.run("today")
    day = asked(filled)
    assert (status, err) == (0, "")
    for figure in day.figures:
        assert f"{figure.made.value}  {figure.made.note}" in out
    for matter in day.matters:
        said = matter_lines.matter(matter, day)
        assert unweighted(said) in out
        assert f"[{said.pill}]" in out
    for item in day.items:
        assert item.title in out
    assert "Monday 23 November" in out


def test_json_holds_the_same_day(filled: Desk) -> None:
    found = filled.json("today")
    parts = {code: part["lines"] for code, part in found["sections"].items()}
    day = asked(filled)
    assert (found["day"], found["currency"]) == ("2026-11-23", "USD")
    assert [one["code"] for one in found["figures"]] == [one.code for one in day.figures]
    assert [one["key"] for one in parts["overnight"]] == [m.key for m in day.matters]
    calls = parts["calls"]
    assert len(calls) == len(day.agenda.calls)
    first = day.agenda.calls[0]
    assert first.deal is not None and first.activity.planned_at is not None
    assert calls[0]["value"] * 100 == first.deal.own_minor
    assert calls[0]["at"] == first.activity.planned_at.isoformat()
    assert [one["id"] for part in ("start", "day", "end") for one in parts[part]] == [
        item.id for item in day.items
    ]
    shares = {one["code"]: one["raw"] for one in found["figures"]}
    attained = day.headlines.attainment
    assert shares["attainment"] == {
        "unit": "share",
        "value": float(round(Decimal(attained.numerator) / attained.denominator, 6)),
        "numerator": day.headlines.own.won_value,
        "denominator": day.headlines.quota,
    }
    assert shares["commit"] == {
        "unit": "minor",
        "value": day.headlines.rollup.commit,
        "currency": "USD",
    }
    assert shares["at_risk"] == {"unit": "count", "value": len(day.at_risk)}
    free = [one for one in parts["calendar"] if one.get("free")]
    assert len(free) == len(worth_showing(day.agenda.gaps, day.now))


def test_a_new_workspace_has_a_day(desk: Desk) -> None:
    Store(desk.path).close() if desk.path.exists() else None
    status, out, err = desk.run("today")
    assert (status, out) == (1, "")
    assert str(desk.path.name) in err


def test_a_past_day_is_printed_as_it_was_closed(filled: Desk) -> None:
    store = Store(filled.path)
    evening = datetime(2026, 11, 23, 17, 42).astimezone()
    said = {"note": "Two won.\nOne lost.", "tomorrow": "First call 09:15 Priya"}
    perform(store, Stamp(evening), closing.close_day, TODAY, now=evening, **said)
    late = evening + timedelta(minutes=5)
    perform(store, Stamp(late), activities.plan, kind="task", planned_at=late, subject="Later on")
    store.close()
    status, out, err = filled.run("today", "--as-of", "2026-11-23", today="2026-11-24")
    assert (status, err) == (0, "")
    assert out.startswith("closed 17:42 · Monday 23 November")
    assert "Note of the day: Two won.\n        One lost.\n" in out
    assert "Later on" not in out
    _, tomorrow, _ = filled.run("today", today="2026-11-24")
    assert "From yesterday’s close: First call 09:15 Priya" in tomorrow
    assert "Later on" in tomorrow


def test_a_day_that_is_not_known_is_one_sentence(filled: Desk) -> None:
    for day, said in (("2026-11-24", "still to come"), ("2019-01-01", "Nothing is known before")):
        status, out, err = filled.run("today", "--as-of", day)
        assert (status, out) == (1, "")
        assert said in err and err.count("\n") == 1


def test_text_of_the_user_stays_on_its_line(filled: Desk) -> None:
    store = Store(filled.path)
    line = "Answer \x1b[31mred\nand more"
    when = NOON + timedelta(hours=1)
    perform(store, Stamp(NOON), activities.plan, kind="task", planned_at=when, subject=line)
    store.close()
    out = filled.run("today")[1]
    assert "\x1b" not in out
    assert "Answer [31mred and more" in out


def test_it_tells_what_waits_comes_later_was_answered_and_was_skipped(filled: Desk) -> None:
    store = Store(filled.path)
    stamp = Stamp(NOON)
    made = [
        perform(store, stamp, activities.plan, kind="task", planned_at=when, subject=subject).result
        for subject, when in (
            ("Ask about legal", NOON + timedelta(hours=2)),
            ("Send the minutes", NOON + timedelta(days=3)),
        )
    ]
    perform(store, stamp, activities.complete, made[0], done_at=NOON)
    item = asked(filled).items[-1]
    perform(store, stamp, checklist.skip, item.id, day=TODAY, why="No time")
    store.close()
    out = filled.run("today")[1]
    assert "[x] Ask about legal  [✓ 12:00]" in out
    assert "[ ] Send the minutes  [Thu 26 Nov 12:00]" in out
    assert f"[ ] {item.title}  [Skipped]" in out
    assert "Skipped: No time" in out
    assert "The next working day · Tue 24 Nov · " in out
    found = filled.json("today")["sections"]
    assert {one["state"] for one in found["inbox"]["lines"]} >= {"answer", "later", "answered"}


def test_a_day_off_says_so(filled: Desk) -> None:
    out = filled.run("today", today="2026-11-28")[1]
    assert "Start of day · Nothing is due: this is no working day." in out
    assert "The next working day · Mon 30 Nov · " in out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_of_few_letters_gets_what_it_can_show(filled: Desk, encoding: str) -> None:
    store = Store(filled.path)
    when = NOON + timedelta(hours=1)
    perform(store, Stamp(NOON), activities.plan, kind="task", planned_at=when, subject="Łódź ☎ 株")
    store.close()
    words = ["-m", "salesdesk_app", "--workspace", str(filled.path), "--today", "2026-11-23"]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}

    def printed(*more: str) -> str:
        command = [sys.executable, *words, "today", *more]
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
        assert done.stderr == b""
        return done.stdout.decode(encoding)

    assert "?d? ? ?" in printed() or "?ód? ? ?" in printed()
    assert "Łódź ☎ 株" in json.dumps(json.loads(printed("--json")), ensure_ascii=False)


def test_the_help_states_each_key_of_the_json(filled: Desk, capsys: Any) -> None:
    with pytest.raises(SystemExit):
        parse(["today", "--help"])
    told = capsys.readouterr().out
    found = filled.json("today")
    figure = found["figures"][0]
    for key in (*found, *figure, *found["sections"], "note", "lines"):
        assert re.search(rf"\b{key}\b", told), key
    for key in {key for one in found["figures"] for key in one["raw"]}:
        assert f"raw.{key}" in told
