"""Without a display the main job runs off screen, into a folder of its own, and names its files."""

import sys
from pathlib import Path

import offscreen
import pytest

STAND_IN = """
import pathlib, sys
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write(" ".join(arguments[2:]) + chr(10))
if {broken!r} in arguments:
    sys.exit(1)
if "report" in arguments:
    pathlib.Path(arguments[-1]).write_text("workbook")
if "shot" in arguments:
    folder = pathlib.Path(arguments[-1])
    folder.mkdir()
    for name in {pictures!r}:
        (folder / name).touch()
"""


def stand_in(
    folder: Path, broken: str = "", pictures: tuple[str, ...] = ("team.png", "today.png")
) -> list[str]:
    """A program that takes SalesDesk's place, writing down what it is asked for."""
    code = STAND_IN.format(log=str(folder / "log"), broken=broken, pictures=pictures)
    return [sys.executable, "-c", code]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["--workspace", "my.db"], True),
        (["--workspace=my.db", "--today", "2017-12-01"], True),
        (["sample"], False),
        (["--workspace", "my.db", "shot", "pictures"], False),
        (["--today=2017-12-01", "figures"], False),
        (["--help"], False),
    ],
)
def test_only_a_call_without_a_command_opens_the_window(
    arguments: list[str], expected: bool
) -> None:
    assert offscreen.opens_window(arguments) is expected


def test_a_folder_of_an_earlier_run_is_never_touched(tmp_path: Path) -> None:
    first = offscreen.fresh_folder(tmp_path / "build")
    (first / "sales.db").write_text("mine")
    second = offscreen.fresh_folder(tmp_path / "build")
    assert first != second
    assert list(second.iterdir()) == []
    assert (first / "sales.db").read_text() == "mine"


def test_the_job_is_done_in_order_and_its_files_are_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert offscreen.main_job(stand_in(tmp_path), tmp_path / "build") == 0
    folder = tmp_path / "build" / "sample-1"
    asked = (tmp_path / "log").read_text().splitlines()
    assert asked == [
        "sample",
        f"report weekly --out {folder / 'weekly.xlsx'}",
        f"shot {folder / 'pictures'}",
    ]
    told = capfd.readouterr().out
    assert "no display" in told
    for name in ("weekly.xlsx", "pictures/team.png", "pictures/today.png"):
        assert str(folder / name) in told


@pytest.mark.parametrize("step", ["sample", "report", "shot"])
def test_a_step_that_fails_ends_the_job(tmp_path: Path, step: str) -> None:
    with pytest.raises(SystemExit, match=step):
        offscreen.main_job(stand_in(tmp_path, broken=step), tmp_path / "build")
    assert (tmp_path / "log").read_text().splitlines()[-1].startswith(step)


def test_a_job_without_a_picture_has_failed(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no picture"):
        offscreen.main_job(stand_in(tmp_path, pictures=()), tmp_path / "build")
