"""The environment is made again when, and only when, something that it stands on has changed."""

import subprocess
import venv
from pathlib import Path

import environment
import pytest

ANSWER = "cpython-311 3 11"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose environment is stamped as current."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / ".venv").mkdir()
    (tmp_path / environment.LOCK).write_text("numpy==2.4.6\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / environment.STAMP).write_text(environment.stamp_of(ANSWER, tmp_path))
    return tmp_path


def test_nothing_changed(clone: Path) -> None:
    assert environment.is_current(ANSWER, clone)


@pytest.mark.parametrize("name", [environment.LOCK, "pyproject.toml"])
def test_a_changed_file_is_noticed(clone: Path, name: str) -> None:
    with (clone / name).open("a") as file:
        file.write("#")
    assert not environment.is_current(ANSWER, clone)


def test_another_python_is_noticed(clone: Path) -> None:
    assert not environment.is_current("cpython-312 3 12", clone)


def test_a_broken_environment_is_noticed(clone: Path) -> None:
    assert not environment.is_current(None, clone)


def test_an_unfinished_set_up_is_noticed(clone: Path) -> None:
    (clone / environment.STAMP).unlink()
    assert not environment.is_current(ANSWER, clone)


def test_a_moved_clone_is_noticed(clone: Path) -> None:
    moved = clone.rename(clone.with_name("moved"))
    assert not environment.is_current(ANSWER, moved)


def test_a_fingerprint_knows_where_its_parts_end() -> None:
    assert environment.fingerprint(b"ab", b"c") != environment.fingerprint(b"a", b"bc")


def test_a_working_environment_tells_its_python(tmp_path: Path) -> None:
    venv.create(tmp_path / "made", with_pip=False, symlinks=True)
    told = environment.version(tmp_path / "made")
    here = subprocess.run(
        [environment.python(tmp_path / "made"), "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told is not None
    assert told.endswith(here.stdout.strip())


def test_a_missing_environment_is_none(tmp_path: Path) -> None:
    assert environment.version(tmp_path / "none") is None


def test_an_environment_whose_python_is_gone_is_none(tmp_path: Path) -> None:
    venv.create(tmp_path / "made", with_pip=False, symlinks=True)
    python = environment.python(tmp_path / "made")
    python.unlink()
    python.symlink_to(tmp_path / "uninstalled")
    assert environment.version(tmp_path / "made") is None


def test_an_environment_of_an_old_python_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "made", with_pip=False, symlinks=True)
    monkeypatch.setattr(environment, "ASK_VERSION", "print('cpython-310', 3, 10)")
    assert environment.version(tmp_path / "made") is None


def test_a_failing_step_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"exit status 3.*\n.*raise SystemExit\(3\)"):
        environment.call([environment.sys.executable, "-c", "raise SystemExit(3)"])
