"""The locks of an open workspace, which are taken again where this process let go of them.

POSIX takes all of a process's locks on a file away as soon as the process closes it anywhere: a
file dialog that looks at the files of a folder does. Another process would then think itself the
only one, and take the write-ahead log away when it ends: what is written later would be lost.
"""

import os
import sys
from pathlib import Path

from salesdesk_app.domain.errors import Problem

# As SQLite's own sources have them: what each open connection holds, so that nobody removes
# the log (of the file), and so that nobody begins the index of the log anew (of the index).
SHARED = (0x40000000 + 2, 510)
INDEX = (128, 1)


class Locks:
    """Holds the file and its index open for as long as a workspace is open."""

    def __init__(self, path: Path) -> None:
        """To be made while a connection is open: the index is there then."""
        self._path = path
        self._held: list[tuple[int, int, int]] = []
        if sys.platform == "win32":  # a lock is its handle's own there
            return
        for beside, (start, length) in (("", SHARED), ("-shm", INDEX)):
            try:
                held = os.open(f"{path}{beside}", os.O_RDONLY)
            except OSError:  # a file system or a folder that allows no index has no log either
                continue
            self._held.append((held, start, length))
        self.hold()

    def hold(self) -> None:
        """Take the locks again; two calls of the system where they are held already."""
        if sys.platform == "win32":
            return
        import fcntl

        for held, start, length in self._held:
            try:
                fcntl.lockf(held, fcntl.LOCK_SH | fcntl.LOCK_NB, length, start)
            except OSError:
                continue  # another process is just recovering the log; SQLite waits for it

    def check(self) -> None:
        """Problem: workspace.let_go, where somebody took the file or its log away meanwhile."""
        if any(os.fstat(held).st_nlink == 0 for held, _start, _length in self._held):
            raise Problem("workspace.let_go", name=self._path.name)

    def close(self) -> None:
        """Let go, after the last connection."""
        for held, _start, _length in self._held:
            os.close(held)
        self._held = []
