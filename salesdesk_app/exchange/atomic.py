"""Puts a finished file in the place of another: a reader finds the old one or the whole new one."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from itertools import count
from pathlib import Path

import psutil

from salesdesk_app import paths
from salesdesk_app.domain.errors import Problem

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def swapped_in(target: Path, *, spare: bool = True) -> Iterator[Path]:
    """A path to write to; when the block ends, its file is on disk and stands at the target.

    An exception in the block, the user's stop among them, leaves the target as it was and nothing
    beside it. Problems: report.no_file for a device or an empty name,
    report.folder where the folder does not exist, report.full and report.disk
    where the file could not be written; report.target where it was written but the target is
    open, read-only or no file: it names where the finished file was ``kept``. Without a ``spare``
    one nothing is kept, and it is report.in_use.
    """
    # A link stays a link: what it points at is replaced.
    target = target.resolve()
    if not target.name or (target.exists() and not (target.is_file() or target.is_dir())):
        raise Problem("report.no_file", name=target)
    if not target.parent.is_dir():
        raise Problem("report.folder", folder=target.parent, name=target.name)
    part, at_home = _part_for(target)
    try:
        yield part
        _flush(part)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno in NO_ROOM:
            raise Problem("report.full", name=target.name) from error
        raise Problem("report.disk", name=target.name, detail=error.strerror) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    try:
        if not at_home or _in_use(target):
            raise PermissionError(errno.EACCES, "in use")
        part.replace(target)
        paths.flush_folder(target.parent)
    except OSError as error:
        if spare:
            raise Problem("report.target", name=target.name, kept=_kept(part, target)) from error
        part.unlink(missing_ok=True)
        if not at_home:
            part.parent.rmdir()
        raise Problem("report.in_use", name=target.name) from error


def _part_for(target: Path) -> tuple[Path, bool]:
    """A new empty file beside the target or, where its folder refuses, among temporary files."""
    for left in target.parent.glob(f".{escape(target.name)}.*.part"):
        owner = left.name.split(".")[-2]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            with suppress(OSError):  # of a program that was killed while it wrote
                left.unlink()
    part = target.parent / f".{target.name}.{os.getpid()}.part"
    try:
        part.touch()
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="SalesDesk "))
        return folder / target.name, False
    return part, True


def _flush(path: Path) -> None:
    """Sees to it that the file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _in_use(target: Path) -> bool:
    """Whether the target is marked read-only, or an office program has it open.

    Where a file may be replaced under an open program, as on Linux, that program would later save
    its old copy over the new one; its lock file beside the target tells. A folder's permission to
    replace a read-only file does not make it meant.
    """
    if not target.exists():
        return False
    locks = (f".~lock.{target.name}#", f"~${target.name}")
    read_only = not target.stat().st_mode & stat.S_IWUSR
    return read_only or any((target.parent / lock).exists() for lock in locks)


def _kept(part: Path, target: Path) -> Path:
    """Gives the finished file a name of its own beside the target, and tells which."""
    if part.suffix != ".part":
        return part
    names = (target.with_name(f"{target.stem} ({n}){target.suffix}") for n in count(2))
    kept = next(path for path in names if not path.exists())
    try:
        part.replace(kept)
    except OSError:
        return part
    return kept
