"""What the system must bring: ensurepip for the environment, and the libraries that Qt loads."""

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

# Each library that Qt loads, and the Debian package that brings it.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
ENSUREPIP = "ensurepip"


def loads(library: str) -> bool:
    """Whether this process can load the library, and so Qt can."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_ensurepip() -> bool:
    """Whether this Python can put pip into an environment; Debian's cannot without a package."""
    importlib.invalidate_caches()
    return importlib.util.find_spec(ENSUREPIP) is not None


def qt_needs(platform: str, env: Mapping[str, str], *, window: bool) -> dict[str, str]:
    """The libraries (and their Debian packages) that Qt needs here; none but on Linux."""
    if not platform.startswith("linux"):
        return {}
    needs = dict(OFFSCREEN)
    if window and env.get("DISPLAY"):
        needs |= X11
    if window and env.get("WAYLAND_DISPLAY"):
        needs |= WAYLAND
    return needs


def packages(
    missing: Iterable[str], needs: Mapping[str, str], version: tuple[int, int]
) -> list[str]:
    """The Debian packages that bring what is missing, each once, in order."""
    named = {ENSUREPIP: f"python{version[0]}.{version[1]}-venv", **needs}
    return sorted({named[name] for name in missing})


def is_debian(os_release: str) -> bool:
    """Whether the text of os-release tells of Debian, Ubuntu or one of their children."""
    lines = (line.partition("=") for line in os_release.splitlines())
    words = {key: value.strip("\"'").split() for key, _, value in lines}
    return not {"debian", "ubuntu"}.isdisjoint(words.get("ID", []) + words.get("ID_LIKE", []))


def uses_apt() -> bool:
    """Whether this machine installs its packages by apt."""
    release = Path("/etc/os-release")
    if not release.is_file() or shutil.which("apt-get") is None:
        return False
    return is_debian(release.read_text("utf-8", "replace"))


def apt_lines(wanted: Iterable[str], *, sudo: bool) -> list[str]:
    """The two lines that install the packages, as one types them."""
    first = "sudo " if sudo else ""
    return [f"{first}apt-get update", f"{first}apt-get install -y {' '.join(wanted)}"]


def advice(missing: Iterable[str], wanted: Iterable[str], *, apt: bool) -> str:
    """What a person has to do about what is missing, with the exact line to type where known."""
    named = "\n    ".join(sorted(missing))
    if apt:
        line = " && ".join(apt_lines(wanted, sudo=True))
        return (
            f"SalesDesk needs some system packages. Type this line, then try again:\n\n    {line}"
        )
    return (
        "SalesDesk needs these from your system, and they were not found:\n\n"
        f"    {named}\n\n"
        "Install the packages that bring them (ensurepip: the one for Python's virtual "
        "environments), then try again."
    )


def provide(*, window: bool, environment: bool) -> None:
    """See to it that all is there: for a window or off screen only, for making an environment.

    Root on Debian or Ubuntu installs what is missing; anyone else is told what to do.
    """
    needs = qt_needs(sys.platform, os.environ, window=window)

    def absent() -> list[str]:
        tools = [ENSUREPIP] if environment and not has_ensurepip() else []
        return tools + [library for library in needs if not loads(library)]

    settle(absent, needs, apt=uses_apt(), root=getattr(os, "geteuid", lambda: -1)() == 0)


def settle(
    absent: Callable[[], list[str]],
    needs: Mapping[str, str],
    *,
    apt: bool,
    root: bool,
    install: Callable[[list[str]], None] | None = None,
) -> None:
    """Install what is absent where that is ours to do; otherwise stop and say what to type."""
    missing = absent()
    if not missing:
        return
    wanted = packages(missing, needs, sys.version_info[:2])
    if apt and root:
        print(f"Installing system packages: {' '.join(wanted)}", flush=True)
        (install or apt_install)(wanted)
        missing = absent()
        if not missing:
            return
        # What apt brings is for the system's own Python; another one has to bring its own.
        raise SystemExit(f"Still missing for {sys.executable}: {', '.join(missing)}.")
    raise SystemExit(advice(missing, wanted, apt=apt))


def apt_install(wanted: list[str]) -> None:
    """Install packages as root, waiting for another apt to end, asking nothing."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    # A failing third-party source must not stop what the others can give.
    subprocess.run([*apt, "update"], env=quiet, check=False)
    install = [*apt, "install", "-y", "--no-install-recommends", *wanted]
    if subprocess.run(install, env=quiet, check=False).returncode:
        typed = " && ".join(apt_lines(wanted, sudo=False))
        raise SystemExit(
            f"apt-get could not install them. Mend that, or try by hand:\n\n    {typed}"
        )
