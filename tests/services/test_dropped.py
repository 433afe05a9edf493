"""What a dropped file is: told by what it holds, and only then by its name."""

import os
from pathlib import Path

import pytest

from salesdesk_app.services.inbox.dropped import kinds
from salesdesk_app.services.inbox.mail_files import read_files
from tests.compound import compound, outlook


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"From: a@b.example\r\nSubject: x\r\n\r\nHi", "mails"),
        ("a", b"Received: by x\nFrom: a@b.example\n\nHi", "mails"),
        ("a.xls", outlook({0x0037: "x"}), "mails"),
        ("a.eml", b"", "mails"),
        ("a.msg", b"nothing", "mails"),
        ("a.mbox", b"From a Mon Nov 23 2026\nFrom: a@b.example\n\nHi", "mails"),
        ("a.txt", b"45 \r\nReturn-Path: a@b.example\r\nFrom: a@b.example\r\n\r\nHi", "mails"),
        ("a.csv", b"616\n617\n", "others"),
        ("a.txt", b"\xef\xbb\xbfBEGIN:VCALENDAR\n", "calendars"),
        ("a.ics", b"", "calendars"),
        ("a.xls", compound({"Workbook": b"x" * 5000}), "others"),
        ("a.csv", b"Deal,Owner\nFleet,Priya\n", "others"),
        ("a.xlsx", b"PK\x03\x04", "others"),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert getattr(kinds([path]), kind) == (path,)


def test_a_file_that_is_gone_goes_by_its_name(tmp_path: Path) -> None:
    found = kinds([tmp_path / "a.eml", tmp_path / "b.csv"])
    assert (len(found.mails), len(found.others)) == (1, 1)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.eml")
    os.mkfifo(tmp_path / "b")
    found = kinds([tmp_path / "a.eml", tmp_path / "b"])
    assert (len(found.mails), len(found.others)) == (1, 1)
    [problem] = read_files(found.mails).left_out
    assert problem.code == "file.pipe"
