"""Where things lie on the user's machine: the workspace, its backups, logs and the resources."""

import os
import sys
from pathlib import Path

from platformdirs import user_data_path, user_log_path


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


def flush_folder(folder: Path) -> None:
    """Sees to it that new names in a folder are on the disk; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
