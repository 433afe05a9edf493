"""A file that is swapped in: the old one or the whole new one, and never anything beside it."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.progress import Cancelled


def write(target: Path, text: str = "new") -> None:
    with swapped_in(target) as path:
        path.write_text(text)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_file_and_one_in_the_place_of_another(tmp_path: Path) -> None:
    target = tmp_path / "week 49.xlsx"
    write(target, "one")
    write(target, "two")
    assert target.read_text() == "two"
    assert names(tmp_path) == {"week 49.xlsx"}


def test_until_the_end_the_old_file_stands(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    with swapped_in(target) as path:
        path.write_text("half")
        assert target.read_text() == "old"
        assert path.parent == tmp_path


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt, ZeroDivisionError])
def test_what_breaks_off_leaves_everything_as_it_was(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    with pytest.raises(stop), swapped_in(target) as path:
        path.write_text("half")
        raise stop
    assert target.read_text() == "old"
    assert names(tmp_path) == {"a.xlsx"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "report.full"),
        (errno.EDQUOT, "report.full"),
        (errno.EFBIG, "report.full"),
        (errno.EIO, "report.disk"),
    ],
)
def test_a_disk_that_refuses(tmp_path: Path, number: int, code: str) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    with pytest.raises(Problem) as caught, swapped_in(target):
        raise OSError(number, os.strerror(number))
    assert caught.value.code == code
    assert "a.xlsx" in wording.problem(code, caught.value.facts)
    assert target.read_text() == "old"
    assert names(tmp_path) == {"a.xlsx"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        write(tmp_path / "nowhere" / "a.xlsx")
    assert caught.value.code == "report.folder"
    assert not (tmp_path / "nowhere").exists()


def refused(target: Path) -> Path:
    """Writes to a target that refuses; returns where the finished file was kept."""
    with pytest.raises(Problem) as caught:
        write(target)
    assert caught.value.code == "report.target"
    kept = Path(str(caught.value.facts["kept"]))
    assert str(kept) in wording.problem(caught.value.code, caught.value.facts)
    assert kept.read_text() == "new"
    return kept


@pytest.mark.parametrize("lock", [".~lock.a.xlsx#", "~$a.xlsx"])
def test_a_target_that_an_office_program_has_open(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    (tmp_path / lock).write_text("somebody")
    assert refused(target) == tmp_path / "a (2).xlsx"
    assert refused(target) == tmp_path / "a (3).xlsx"
    assert target.read_text() == "old"
    assert names(tmp_path) == {"a.xlsx", "a (2).xlsx", "a (3).xlsx", lock}


def test_a_target_that_is_marked_read_only(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    target.chmod(0o444)
    assert refused(target) == tmp_path / "a (2).xlsx"
    assert target.read_text() == "old"


def test_a_target_that_is_a_folder(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.mkdir()
    assert refused(target) == tmp_path / "a (2).xlsx"


def test_a_system_that_refuses_to_replace_an_open_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    replace = Path.replace

    def refuse(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", refuse)
    assert refused(target) == tmp_path / "a (2).xlsx"
    assert target.read_text() == "old"


def touching_none_in(folder: Path) -> Callable[..., None]:
    """What makes files as ``Path.touch`` does, but for those of a folder."""
    touch = Path.touch

    def made(self: Path, mode: int = 0o666, exist_ok: bool = True) -> None:
        if self.parent == folder:
            raise PermissionError(errno.EACCES, "read-only folder")
        touch(self, mode, exist_ok)

    return made


def test_a_folder_that_takes_no_new_file_keeps_the_result_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    monkeypatch.setattr(Path, "touch", touching_none_in(tmp_path))
    kept = refused(target)
    assert kept.name == "a.xlsx"
    assert kept.parent.parent == elsewhere
    assert not target.exists()


def test_without_a_spare_file_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.ics"
    target.write_text("old")
    target.chmod(0o444)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    for touch in (Path.touch, touching_none_in(tmp_path)):
        monkeypatch.setattr(Path, "touch", touch)
        with pytest.raises(Problem) as caught, swapped_in(target, spare=False) as part:
            part.write_text("new")
        assert caught.value.code == "report.in_use"
        assert target.read_text() == "old"
        assert names(tmp_path) == {"a.ics", "elsewhere"}
        assert names(elsewhere) == set()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    real.write_text("old")
    link.symlink_to(real)
    write(link)
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_what_a_killed_program_left_is_cleared_away(tmp_path: Path) -> None:
    dead, alive = tmp_path / ".a.xlsx.999999999.part", tmp_path / ".a.xlsx.1.part"
    other = tmp_path / ".b.xlsx.999999999.part"
    for path in (dead, alive, other):
        path.touch()
    write(tmp_path / "a.xlsx")
    assert names(tmp_path) == {"a.xlsx", alive.name, other.name}


def test_the_file_is_on_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flush(descriptor: int) -> None:
        done.append("flush")
        fsync(descriptor)

    def swap(self: Path, other: Path) -> Path:
        done.append("swap")
        return replace(self, other)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", swap)
    write(tmp_path / "a.xlsx")
    assert done == ["flush", "swap", "flush"]
