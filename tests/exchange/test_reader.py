"""The reader and its guarded child: what comes back, and what every kind of trouble is called."""

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.limits import MB, Limits
from salesdesk_app.exchange.reading.reader import read_tables
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.progress import Cancelled
from tests.sheets import workbook

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def rebuilt(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A workbook with its parts changed: None leaves a part out."""
    workbook(path, ["Deal", "Value"], ["A", 5])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            new = change(name, content)
            if new is not None:
                archive.writestr(name, new)
    return path


def with_sheet(path: Path, xml: str) -> Path:
    page = f'<?xml version="1.0"?><worksheet {NS}>{xml}</worksheet>'.encode()
    return rebuilt(path, lambda name, old: page if "worksheets/" in name else old)


def trouble(path: Path, limits: Limits | None = None) -> str:
    """The problem's code; that it can be worded is checked by the way."""
    with pytest.raises(Problem) as caught:
        read_tables(path, limits=limits)
    assert wording.problem(caught.value.code, caught.value.facts)
    return caught.value.code


def test_cells_keep_their_types(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["Deal", 5, 1.5, True, date(2017, 3, 1), datetime(2017, 3, 1, 14, 2), None, "x"],
    )
    (sheet,) = read_tables(path)
    row = sheet.rows[0]
    assert row[:3] == ["Deal", 5, 1.5]
    assert row[3] is True
    assert row[4:7] == [date(2017, 3, 1), datetime(2017, 3, 1, 14, 2), ""]


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [], [], ["Deal"], [], ["A"], ["  "], ["B"])
    (sheet,) = read_tables(path)
    assert sheet.numbers == [3, 5, 7]
    assert sheet.blank == 4


def test_sheets_by_name_and_hidden_ones(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "One"  # type: ignore[union-attr] # a new workbook has a sheet
    book.create_sheet("Two").append(["x"])
    book.create_sheet("Three").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = read_tables(tmp_path / "a.xlsx")
    assert [(s.name, s.hidden) for s in found] == [("One", False), ("Two", False), ("Three", True)]
    assert [s.name for s in read_tables(tmp_path / "a.xlsx", sheet="Two")] == ["Two"]
    with pytest.raises(Problem, match=r"file\.no_sheet"):
        read_tables(tmp_path / "a.xlsx", sheet="Four")


def test_error_cells_and_formulas_without_a_result(tmp_path: Path) -> None:
    path = with_sheet(
        tmp_path / "a.xlsx",
        '<sheetData><row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>""</f><v></v></c></row>'
        '<row r="3"><c r="B3" t="e"><v>#N/A</v></c><c r="C3"><v>7</v></c></row></sheetData>',
    )
    (sheet,) = read_tables(path)
    assert sheet.rows[0][:3] == [CellError("#DIV/0!"), CellError("formula"), 2]
    assert sheet.rows[0][3:] in ([], [""])
    assert sheet.rows[1][:3] == ["", CellError("#N/A"), 7]


def test_what_is_merged_downwards_is_repeated_but_not_amounts(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["Owner", "Deal", "Value"], ["Priya", "A", 5], [None, "B", None], [None] * 3):
        page.append(row)
    page.merge_cells("A2:A4")
    page.merge_cells("C2:C3")
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_tables(tmp_path / "a.xlsx")
    assert sheet.rows[1:] == [["Priya", "A", 5], ["Priya", "B", ""]]


def test_cells_far_apart_take_little(tmp_path: Path) -> None:
    path = with_sheet(
        tmp_path / "a.xlsx",
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="B1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row>'
        "</sheetData>",
    )
    (sheet,) = read_tables(path)
    assert sheet.numbers == [1, 1048576]
    assert sheet.rows[1][:2] == ["", 2]
    assert sheet.cut > 0


def test_more_cells_than_fit_at_once_are_read_row_by_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", *([n, "x", date(2017, 1, 1)] for n in range(50)))
    (sheet,) = read_tables(path, limits=Limits(cells=100))
    (same,) = read_tables(path)
    assert sheet.rows == same.rows
    assert sheet.numbers == same.numbers
    assert trouble(path, Limits(streamed=100)) == "file.too_big"


def test_plain_troubles(tmp_path: Path) -> None:
    assert trouble(tmp_path / "none.xlsx") == "file.missing"
    assert trouble(tmp_path) == "file.folder"
    os.mkfifo(tmp_path / "pipe.csv")
    assert trouble(tmp_path / "pipe.csv") == "file.pipe"
    (tmp_path / "empty.xlsx").touch()
    assert trouble(tmp_path / "empty.xlsx") == "file.empty"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "a JPEG picture"),
        (b"%PDF-1.7\n" + bytes(200), "a PDF document"),
        (bytes(range(256)), "a file of another program"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "deals.xlsx"
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"file\.other") as caught:
        read_tables(path)
    assert caught.value.facts == {"name": "deals.xlsx", "what": what}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<!DOCTYPE html><table><tr><td>Deal</td></tr></table>", "a web page"),
        (b'<?xml version="1.0"?><a/>', "an XML document"),
    ],
)
def test_what_a_spreadsheet_program_can_turn_into_a_workbook(
    tmp_path: Path, content: bytes, what: str
) -> None:
    path = tmp_path / "deals.xls"
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"file\.resave") as caught:
        read_tables(path)
    assert caught.value.facts == {"name": "deals.xls", "what": what}


def test_other_archives(tmp_path: Path) -> None:
    for name in ("word/document.xml", "picture.png"):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr("[Content_Types].xml" if "word" in name else "readme", "<x/>")
            archive.writestr(name, "<x/>")
        assert trouble(tmp_path / "a.xlsx") == "file.other"


def test_damaged_and_protected(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Deal"], *(["x" * 50] for _ in range(500)))
    whole = path.read_bytes()
    for cut in (30, len(whole) // 2, len(whole) - 10):
        path.write_bytes(whole[:cut])
        assert trouble(path) == "file.damaged"
    path.write_bytes(whole[:200] + bytes(200) + whole[400:])
    assert trouble(path) == "file.damaged"
    path.write_bytes(
        whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    )
    assert trouble(path) == "file.protected"


def test_a_text_named_like_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("Deal,Value\nA,5\n")
    assert read_tables(path)[0].rows == [["Deal", "Value"], ["A", "5"]]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prolog",
    [
        ENTITIES,
        f'<?xml version="1.0"?>{ENTITIES}',
        f'\ufeff<?xml version="1.0"?>\n<!-- <a> -->\n<?pi?>{ENTITIES}',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "docProps/app.xml"])
def test_document_types_are_refused(tmp_path: Path, prolog: str, encoding: str, part: str) -> None:
    bad = f"{prolog}<x>&b;</x>".encode(encoding)
    path = rebuilt(tmp_path / "a.xlsx", lambda name, old: bad if name == part else old)
    assert trouble(path) == "file.dtd"


def test_the_words_of_a_document_type_in_a_cell_are_no_offence(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["<!DOCTYPE x>", "]]><!ENTITY"])
    assert read_tables(path)[0].rows == [["<!DOCTYPE x>", "]]><!ENTITY"]]


def test_bombs_are_measured_while_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    row = b'<row><c t="inlineStr"><is><t>' + b"A" * 1000 + b"</t></is></c></row>"
    page = f"<worksheet {NS}><sheetData>".encode() + row * 30_000 + b"</sheetData></worksheet>"
    rebuilt(path, lambda name, old: page if "worksheets/" in name else old)
    assert path.stat().st_size < MB
    assert len(read_tables(path)[0].rows) == 30_000
    assert trouble(path, Limits(part=20 * MB)) == "file.too_big"
    assert trouble(path, Limits(unpacked=20 * MB)) == "file.too_big"
    assert trouble(path, Limits(parts=3)) == "file.too_big"
    # The size that the archive declares may be a lie.
    size, lie = len(page).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, lie))
    assert trouble(path, Limits(part=20 * MB)) in ("file.damaged", "file.too_big")


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    path = with_sheet(
        tmp_path / "a.xlsx",
        f'<sheetData><row><c t="inlineStr"><is><t>{"A" * 3 * MB}</t></is></c></row></sheetData>',
    )
    assert trouble(path, Limits(message=2 * MB)) == "file.too_big"


def test_a_child_that_dies_is_a_message(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Deal"])
    with pytest.raises(Problem, match=r"file\.died"):
        read_tables(path, started=lambda pid: os.kill(pid, signal.SIGTERM))


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Deal"])
    children: list[int] = []
    with pytest.raises(Problem, match=r"file\.timeout"):
        read_tables(path, limits=Limits(seconds=0), started=children.append)
    assert not psutil.pid_exists(children[0])


def test_a_child_that_takes_too_much_is_ended(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", *([f"{n} {'x' * 500}"] * 20 for n in range(2000)))
    children: list[int] = []
    with pytest.raises(Problem, match=r"file\.memory"):
        read_tables(path, limits=Limits(memory=1), started=children.append)
    assert not any(psutil.pid_exists(child) for child in children)


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", *([n] for n in range(3000)))
    children: list[int] = []

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_tables(path, tick=stop, started=children.append)
    assert not psutil.pid_exists(children[0])


def test_progress_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", *([n] for n in range(3000)))
    seen: list[tuple[int, int]] = []
    read_tables(path, tick=lambda done, total: seen.append((done, total)))
    assert (3000, 3000) in seen


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.Popen(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('made.txt', 'w')",
        "import os; os.open('made.txt', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('made')",
        "import sqlite3; sqlite3.connect(':memory:')",
    ],
)
def test_the_guard_refuses(tmp_path: Path, deed: str) -> None:
    guarded = (
        "from salesdesk_app.exchange.reading.limits import Limits;"
        "from salesdesk_app.exchange.reading.reading_child import guard; guard(Limits());"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{guarded}{deed}"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PermissionError" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such bounds")
def test_the_system_refuses_what_goes_past_python(tmp_path: Path) -> None:
    """A file that was open before can be written by no road, and time and memory have an end."""
    guarded = (
        "import os, resource; file = os.open('made.txt', os.O_CREAT | os.O_WRONLY);"
        "from salesdesk_app.exchange.reading.limits import Limits;"
        "from salesdesk_app.exchange.reading.reading_child import guard; guard(Limits());"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0] < 2000);"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0] < 1 << 30);"
        "os.write(file, b'x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", guarded],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    told = ["True", str(sys.platform == "linux")]
    assert done.stdout.split()[: len(told)] == told
    assert done.returncode != 0
    assert (tmp_path / "made.txt").read_bytes() == b""


def test_nothing_of_a_chattering_child_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child that a file took over may send anything."""
    path = workbook(tmp_path / "a.xlsx", ["Deal"])
    end = b'{"end": true}'
    for payload in (
        b"{", b"[]", b'{"rows": [], "numbers": [], "of": 0}', b'{"sheet": {"nonsense": 1}}',
        b'{"problem": "file.too_big", "facts": {}}', b'{"problem": "x", "facts": {}}', b"\xff",
        b'{"d": "x"}', b'{"sheet": {"name": 5}}',
        b'{"sheet": {"name": "x", "hidden_columns": ["A"]}}',
        b'{"sheet": {"name": "x", "spans": [[1, 2]]}}',
    ):  # fmt: skip
        message = b"".join(len(one).to_bytes(4, "big") + one for one in (payload, end))
        fake = tmp_path / "fake.py"
        fake.write_text(f"import sys\nsys.stdin.read()\nsys.stdout.buffer.write({message!r})\n")
        real = subprocess.Popen
        monkeypatch.setattr(
            "salesdesk_app.exchange.reading.child.subprocess.Popen",
            lambda _command, fake=fake, real=real, **facts: real(
                [sys.executable, str(fake)], **facts
            ),
        )
        with pytest.raises(Problem, match=r"file\.died"):
            read_tables(path)
        monkeypatch.undo()
