"""Whether a window can be opened: a display that is named but does not answer is none."""

import sys
from pathlib import Path

import display
import pytest


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_one(platform: str) -> None:
    assert display.platform_for(platform, {}, x11=lambda: False) == ""


def test_none_is_named() -> None:
    assert display.platform_for("linux", {}, x11=lambda: True) is None


def test_an_x_server_answers() -> None:
    assert display.platform_for("linux", {"DISPLAY": ":0"}, x11=lambda: True) == ""


def test_an_x_server_does_not_answer() -> None:
    assert display.platform_for("linux", {"DISPLAY": ":0"}, x11=lambda: False) is None


def test_wayland_alone_is_asked_for_by_name(tmp_path: Path) -> None:
    env = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert display.platform_for("linux", env, x11=lambda: True) is None
    (tmp_path / "wayland-0").touch()
    assert display.platform_for("linux", env, x11=lambda: True) == "wayland"


def test_wayland_may_name_a_full_path(tmp_path: Path) -> None:
    socket = tmp_path / "socket"
    socket.touch()
    env = {"WAYLAND_DISPLAY": str(socket), "XDG_RUNTIME_DIR": "elsewhere"}
    assert display.platform_for("linux", env, x11=lambda: False) == "wayland"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks an X server")
def test_a_server_that_is_not_there_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":59871")
    assert not display.x11_answers()
