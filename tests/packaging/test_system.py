"""What the system must bring: which packages are named, who installs, and what one is told."""

import sys
from pathlib import Path

import pytest
import system

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        (DEBIAN, True),
        ("NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n", True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ("ID='raspbian'\nID_LIKE='debian'\n", True),
        ('ID=fedora\nNAME="Not debian"\n', False),
        ("ID=notdebian\n", False),
        ("VARIANT_ID=debian\nID=arch\n", False),
        ("", False),
    ],
)
def test_debian_and_its_children_are_told_from_others(release: str, expected: bool) -> None:
    assert system.is_debian(release) is expected


def test_qt_needs_nothing_of_the_system_but_on_linux() -> None:
    seen = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert system.qt_needs("win32", seen, window=True) == {}
    assert system.qt_needs("darwin", seen, window=True) == {}


def test_a_window_needs_more_than_the_tests_do() -> None:
    seen = {"DISPLAY": ":0"}
    tests = system.qt_needs("linux", seen, window=False)
    x11 = system.qt_needs("linux", seen, window=True)
    assert tests == system.OFFSCREEN
    assert x11 == system.OFFSCREEN | system.X11
    assert x11["libxcb-cursor.so.0"] == "libxcb-cursor0"


def test_without_a_display_a_window_needs_only_what_the_tests_do() -> None:
    assert system.qt_needs("linux", {"DISPLAY": ""}, window=True) == system.OFFSCREEN


def test_wayland_has_libraries_of_its_own() -> None:
    needs = system.qt_needs("linux", {"WAYLAND_DISPLAY": "wayland-0"}, window=True)
    assert needs == system.OFFSCREEN | system.WAYLAND


def test_packages_are_named_once_in_order_and_for_this_python() -> None:
    missing = ["libgthread-2.0.so.0", "ensurepip", "libglib-2.0.so.0", "libEGL.so.1"]
    wanted = system.packages(missing, system.OFFSCREEN, (3, 12))
    assert wanted == ["libegl1", "libglib2.0-0", "python3.12-venv"]


def test_a_library_is_there_only_where_it_can_be_loaded() -> None:
    assert not system.loads("libno-such-thing.so.9")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names a library of Linux")
def test_a_library_that_is_there_is_found() -> None:
    assert system.loads("libc.so.6")


def test_ensurepip_is_looked_for_not_supposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "ensurepip", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert not system.has_ensurepip()
    # As apt brings it while the process runs: the import system must not remember the old answer.
    (tmp_path / "ensurepip").mkdir()
    (tmp_path / "ensurepip" / "__init__.py").touch()
    assert system.has_ensurepip()


class Machine:
    """A machine that lacks some things until they are installed."""

    def __init__(self, *missing: str, mends: bool = True) -> None:
        self.missing = list(missing)
        self.mends = mends
        self.installed: list[list[str]] = []

    def absent(self) -> list[str]:
        return list(self.missing)

    def install(self, wanted: list[str]) -> None:
        self.installed.append(wanted)
        if self.mends:
            self.missing.clear()

    def settle(self, *, apt: bool, root: bool) -> None:
        system.settle(self.absent, system.OFFSCREEN, apt=apt, root=root, install=self.install)


@pytest.mark.parametrize(("apt", "root"), [(True, True), (True, False), (False, False)])
def test_where_nothing_is_missing_nothing_happens(apt: bool, root: bool) -> None:
    machine = Machine()
    machine.settle(apt=apt, root=root)
    assert machine.installed == []


def test_root_on_debian_installs_exactly_what_is_missing() -> None:
    machine = Machine("libEGL.so.1", "libX11.so.6")
    machine.settle(apt=True, root=True)
    assert machine.installed == [["libegl1", "libx11-6"]]


def test_root_stops_where_installing_did_not_help() -> None:
    machine = Machine("ensurepip", mends=False)
    with pytest.raises(SystemExit, match="ensurepip"):
        machine.settle(apt=True, root=True)
    assert len(machine.installed) == 1


def test_a_user_on_debian_is_given_the_line_to_type() -> None:
    machine = Machine("ensurepip", "libEGL.so.1")
    with pytest.raises(SystemExit) as stopped:
        machine.settle(apt=True, root=False)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    line = f"sudo apt-get update && sudo apt-get install -y libegl1 python{version}-venv"
    assert line in str(stopped.value).splitlines()[-1]
    assert machine.installed == []


@pytest.mark.parametrize("root", [True, False])
def test_elsewhere_the_libraries_are_named_and_no_package_guessed(root: bool) -> None:
    machine = Machine("ensurepip", "libEGL.so.1")
    with pytest.raises(SystemExit) as stopped:
        machine.settle(apt=False, root=root)
    told = str(stopped.value)
    assert "libEGL.so.1" in told
    assert "ensurepip" in told
    assert "apt" not in told
    assert machine.installed == []
