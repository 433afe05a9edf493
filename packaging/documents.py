"""A calendar, two mails and a feed, which the guarded child of a bundle must be able to read."""

import json
import struct
import subprocess
from pathlib import Path
from typing import Any

import environment

LENGTH = struct.Struct(">I")  # stands before each document and each answer
DAYS = {"first": "2026-11-01", "last": "2026-11-30"}
# Every Thursday at nine in Berlin, but for the 19th: zones, rules and exceptions are read.
CALENDAR = b"""\
BEGIN:VCALENDAR
VERSION:2.0
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
UID:round@bundle.example
SUMMARY:Round
DTSTART;TZID=W. Europe Standard Time:20261105T090000
DTEND;TZID=W. Europe Standard Time:20261105T100000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=W. Europe Standard Time:20261119T090000
END:VEVENT
END:VCALENDAR
"""
ROUNDS = ["2026-11-05T08:00:00Z", "2026-11-12T08:00:00Z", "2026-11-26T08:00:00Z"]
MAIL = b"""\
From: Anna Weiss <anna@halden.example>
Date: Mon, 23 Nov 2026 09:15:00 +0100
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
Content-Type: text/html; charset=utf-8

<p>Can we <b>talk</b>?</p>
"""
FEED = b"""\
<?xml version="1.0"?>
<rss version="2.0"><channel><title>Press</title>
<item><title>News</title><guid>1</guid><description>&lt;p&gt;All of it&lt;/p&gt;</description>
</item></channel></rss>
"""
OUTLOOK = """\
import sys
from tests.compound import outlook
sys.stdout.buffer.write(outlook({0x0037: "Offer", 0x1000: "Can we talk?", 0x0C1A: "Anna"}))
"""


def check(program: Path, env: dict[str, str]) -> int:
    """Let a bundle's program read one document after the other, as it does for its window.

    Stops where it reads anything else than what stands in them; returns how many there were.
    """
    (plan,) = read(program, env, "calendars", [CALENDAR])
    begins = [pair[0] for event in plan["events"] for pair in event["times"]]
    letters = [one["mails"][0] for one in read(program, env, "mail", [MAIL, outlook()])]
    (feed,) = read(program, env, "feeds", [FEED])
    expect(begins, ROUNDS)
    expect([one["subject"] for one in letters], ["Grüße", "Offer"])
    expect([one["text"] for one in letters], ["Can we talk?", "Can we talk?"])
    expect([(one["title"], one["text"]) for one in feed["items"]], [("News", "All of it")])
    return 4


def outlook() -> bytes:
    """A mail as Outlook saves it, written by the tests' own writer."""
    python = [str(environment.python()), "-c", OUTLOOK]
    return subprocess.run(python, cwd=environment.ROOT, capture_output=True, check=True).stdout


def read(program: Path, env: dict[str, str], kind: str, documents: list[bytes]) -> list[Any]:
    """What the program's guarded child tells of each document of a kind."""
    request = {"what": "documents", "kind": kind, "options": DAYS, "limits": {}}
    sent = b"".join(LENGTH.pack(len(one)) + one for one in documents)
    done = subprocess.run(
        [str(program), "--reading-child"],
        input=json.dumps(request).encode() + b"\n" + sent,
        env=env,
        capture_output=True,
        check=False,
    )
    told, rest = [], done.stdout
    while rest:
        end = LENGTH.size + LENGTH.unpack_from(rest)[0]
        told.append(json.loads(rest[LENGTH.size : end]))
        rest = rest[end:]
    if len(told) < len(documents) or not all("found" in one for one in told):
        said = done.stderr.decode("utf-8", "replace")
        raise SystemExit(f"The bundle did not read all of its {kind}: {told}\n{said}")
    return [one["found"] for one in told]


def expect(found: object, stated: object) -> None:
    """Stop where the two differ."""
    if found != stated:
        raise SystemExit(f"The bundle read {found} where {stated} stands.")
