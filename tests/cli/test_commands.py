"""The command line as a script would use it: what it prints, and its exit status."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from salesdesk_app import app
from tests.cli.desk import Desk

CSV = """Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date
1,Fleet,Halden Freight,Priya Nair,Closed Won,84000.50,2026-10-05
2,Renewal,Corvid Media,Jonas Lind,Closed Lost,1000,2026-10-06
3,Rollout,Ostara Clinics,Priya Nair,Proposal,,
4,Site licence,Ostara Clinics,Priya Nair,Proposal,12000,31/02/2026
"""


@pytest.fixture
def deals(desk: Desk) -> Desk:
    file = desk.folder / "deals.csv"
    file.write_text(CSV)
    assert desk.run("import", file)[0] == 0
    return desk


def test_import_says_what_came_of_every_row(desk: Desk) -> None:
    file = desk.folder / "deals.csv"
    file.write_text(CSV)
    preview = desk.json("import", file, "--dry-run")
    assert not desk.path.exists()
    result = desk.json("import", file)
    for answer in (preview, result):
        assert (answer["rows"], answer["new"], answer["same"]) == (4, 3, 0)
        (error,) = answer["errors"]
        assert (error["row"], error["column"]) == (5, "Close Date")
        assert "31/02/2026" in error["problem"]
    again = desk.json("import", file)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 3)


def test_figures_are_decimal_numbers_of_the_workspace_currency(deals: Desk) -> None:
    figures = deals.json("figures", "--by", "rep")
    assert figures["deals"] == 3
    assert figures["open"] == 1
    assert figures["won"] == {"count": 1, "value": 84000.5}
    assert figures["win_rate"] == 0.5
    assert figures["weighted"] is None  # the open deal has no value, and empty is never 0
    assert figures["by"]["Priya Nair"]["won"]["count"] == 1
    assert deals.json("figures", "--period", "2026-Q4")["deals"] == 2
    assert deals.json("figures", "--period", "2026-Q3")["won"]["count"] == 0


def test_figures_say_which_currencies_are_in_no_sum(desk: Desk) -> None:
    rows = ["Deal,Stage,Value", "A,Won,$10.00", "B,Won,20.00 EUR", "C,Won,30.00 EUR"]
    file = desk.folder / "deals.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    desk.run("import", file)
    _, out, _ = desk.run("figures")
    assert "$10" in out
    assert "The value of 2 deals in EUR is in no sum: no rate is known." in out


def test_undo_redo_and_history(deals: Desk) -> None:
    before = deals.json("figures")
    status, out, _ = deals.run("undo")
    assert status == 0
    assert "deals.csv" in out
    assert deals.json("figures")["deals"] == 0
    assert deals.run("redo")[0] == 0
    assert deals.json("figures") == before
    edits = deals.json("history")["edits"]
    assert [edit["origin"] for edit in edits] == ["redo", "undo", "import"]
    status, out, err = deals.run("redo")
    assert (status, out) == (1, "")
    assert "nothing to redo" in err


def test_nothing_is_known_before_the_first_edit(deals: Desk) -> None:
    status, _, err = deals.run("figures", "--as-of", "2026-11-22")
    assert status == 1
    assert "Nothing is known before 23 Nov 2026" in err
    assert deals.json("figures", "--as-of", "2026-11-23")["deals"] == 3


def test_sample_fills_a_new_workspace_and_overwrites_none(desk: Desk) -> None:
    assert desk.run("sample")[0] == 0
    before = desk.path.read_bytes()
    status, _, err = desk.run("sample")
    assert status == 1
    assert "never overwritten" in err
    assert desk.path.read_bytes() == before
    assert desk.run("check")[0] == 0
    assert desk.json("figures", "--period", "2026-Q4")["won"]["count"] > 10


def test_backup_and_restore(deals: Desk) -> None:
    copy = deals.folder / "copy.db"
    assert deals.run("backup", "--to", copy)[0] == 0
    deals.run("undo")
    assert deals.run("restore", copy)[0] == 0
    assert deals.json("figures")["deals"] == 3
    status, _, err = deals.run("restore", deals.folder / "missing.db")
    assert status == 1
    assert "missing.db" in err


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again_as_the_same(deals: Desk, suffix: str) -> None:
    out = deals.folder / f"out.{suffix}"
    assert deals.run("export", "deals", "--out", out)[0] == 0
    answer = deals.json("import", out)
    assert (answer["rows"], answer["same"], answer["errors"]) == (3, 3, [])


def test_the_weekly_report(deals: Desk) -> None:
    out = deals.folder / "week.xlsx"
    status, _, err = deals.run("report", "weekly", "--week", "2026-W41", "--out", out)
    assert (status, err) == (0, "")
    assert out.stat().st_size > 5000
    status, _, err = deals.run("report", "weekly", "--week", "2026-Q4", "--out", out)
    assert status == 1
    assert "2026-Q4" in err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.xlsx", None, "missing.xlsx"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "picture"),
        ("empty.csv", b"", "empty"),
        ("text.csv", b"hello\nworld\n", "text.csv"),
    ],
)
def test_bad_files_get_one_sentence_and_change_nothing(
    desk: Desk, name: str, content: bytes | None, says: str
) -> None:
    file = desk.folder / name
    if content is not None:
        file.write_bytes(content)
    status, out, err = desk.run("import", file)
    assert (status, out) == (1, "")
    assert says in err
    assert err.count("\n") == 1
    assert not desk.path.exists()


def test_a_file_that_is_no_workspace(desk: Desk) -> None:
    desk.path.write_text("my notes")
    for words in (("figures",), ("undo",), ("check",)):
        status, _, err = desk.run(*words)
        assert status == 1
        assert "not a SalesDesk workspace" in err
    assert desk.path.read_text() == "my notes"


@pytest.mark.parametrize(
    "words",
    [["fly"], ["figures", "--by", "mood"], ["export", "deals", "--out", "a.pdf"], ["import"]],
)
def test_wrong_usage_is_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        app.main(words)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_bug_is_status_3_and_reported(
    deals: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from salesdesk_app import paths
    from salesdesk_app.services import figures

    customer = "-".join(("Halden", "Freight"))

    def broken(*_args: object, **_kwargs: object) -> None:
        try:
            raise ZeroDivisionError(customer)
        except ZeroDivisionError as error:
            raise RuntimeError(customer) from error

    monkeypatch.setattr(figures, "summary", broken)
    monkeypatch.setattr(paths, "logs", lambda: tmp_path / "logs")
    logger = logging.getLogger("salesdesk")
    before = list(logger.handlers)
    status, out, err = deals.run("figures")
    assert (status, out) == (3, "")
    assert "Traceback" not in err
    logged = (tmp_path / "logs" / "salesdesk.log").read_text()
    assert "in broken" in logged
    assert logged.index("ZeroDivisionError") < logged.index("RuntimeError")
    assert customer not in logged
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def test_the_command_line_imports_no_qt() -> None:
    code = (
        "import sys\n"
        "from salesdesk_app import app\n"
        "try:\n    app.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "import salesdesk_app.cli.run\n"
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'pyqtgraph'))]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
