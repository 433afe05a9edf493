"""Where things lie on the user's machine: the workspace, its backups, logs and the resources."""

import os
import re
import sys
import unicodedata
from pathlib import Path

from platformdirs import user_data_path, user_log_path

LONGEST_NAME = 120  # bytes of a suggested name: folders, endings and marks come on top
_FORBIDDEN = dict.fromkeys('<>:"/\\|?*', " ")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def workspace() -> Path:
    """The default workspace file, in the user's local (never synchronised) app-data folder."""
    return user_data_path("SalesDesk", appauthor=False, roaming=False) / "sales.db"


def backups(of: Path) -> Path:
    """The folder of the checked backups of a workspace file, beside it."""
    return of.parent / f"{of.stem} backups"


def logs() -> Path:
    """The folder of the program's own log files."""
    return user_log_path("SalesDesk", appauthor=False)


def resources() -> Path:
    """The folder of icons, fonts and themes, in a checkout, an installation or a bundle."""
    bundled = getattr(sys, "_MEIPASS", None)
    candidates = [Path(bundled) / "resources"] if bundled else []
    here = Path(__file__).resolve().parent
    candidates += [here / "resources", here.parent / "resources"]
    return next(path for path in candidates if path.is_dir())


def safe_filename(words: str, ending: str = "") -> str:
    """Words as the name of a file, with an ending such as ``.xlsx``, that every system takes.

    It names no folder and no device, shows all its letters, and leaves room in the longest name.
    """
    plain = "".join(
        _FORBIDDEN.get(letter, letter) for letter in unicodedata.normalize("NFC", words)
    )
    shown = "".join(letter if letter.isprintable() else " " for letter in plain)
    name = " ".join(shown.split()).strip(". ")
    while len(name.encode()) > LONGEST_NAME:
        name = name[:-1].rstrip(". ")
    if _DEVICE.fullmatch(name.partition(".")[0].strip()):
        name = f"{name} file" if "." not in name else f"file {name}"
    return (name or "SalesDesk") + ending


def flush_folder(folder: Path) -> None:
    """Sees to it that new names in a folder are on the disk; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
