"""Whether a window can be opened here: a display must be named, and it must answer."""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path


def x11_answers() -> bool:
    """Whether the X server that DISPLAY names takes a connection."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = int(xcb.xcb_connection_has_error(connection)) == 0
    xcb.xcb_disconnect(connection)
    return answers


def wayland_socket(env: Mapping[str, str]) -> Path:
    """Where the Wayland compositor listens: beside the session's other sockets, or a full path."""
    return Path(env.get("XDG_RUNTIME_DIR", "/")) / env["WAYLAND_DISPLAY"]


def platform_for(
    platform: str, env: Mapping[str, str], x11: Callable[[], bool] = x11_answers
) -> str | None:
    """What QT_QPA_PLATFORM is to be for a window here ("" for Qt's own choice); None for none."""
    if not platform.startswith("linux"):
        return ""
    wayland = bool(env.get("WAYLAND_DISPLAY")) and wayland_socket(env).exists()
    if env.get("DISPLAY") and x11():
        return ""
    return "wayland" if wayland else None


def here() -> str | None:
    """``platform_for`` this machine as it is now."""
    return platform_for(sys.platform, os.environ)
