"""One window a workspace file: who starts a second one raises the first instead.

Other programs and the command line write beside the window as before; the hold is about windows.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from salesdesk_app.domain.errors import Problem

SHOWN = "workspace.shown"
ANSWER = b"here"
PATIENCE_MS = 3000


class Hold:
    """The right to show one file, kept until ``release`` or until the process ends, however."""

    def __init__(self, path: Path, folder: Path, asked: Callable[[], object]) -> None:
        """Takes the hold on an existing file; locks lie in ``folder``.

        ``asked()`` is called where another start wants the window in front. Problems:
        workspace.shown (the other window was asked to come forward), .busy (it does not answer).
        """
        self.key = key_of(path)
        file = folder / f"{self.key}.lock"
        self._asked = asked
        self._lock = QLockFile(str(file))
        self._lock.setStaleLockTime(0)  # held for days; only the end of its process frees it
        # A socket's name must be short, so it does not tell the folder, which may be long.
        name = "SalesDesk-" + hashlib.sha256(str(file.absolute()).encode()).hexdigest()[:20]
        self._take(path, folder, name)
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)  # what a killed process left
        self._server.listen(name)

    def release(self) -> None:
        """Lets another window show the file."""
        self._server.close()
        self._lock.unlock()

    def _take(self, path: Path, folder: Path, name: str) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return  # where no lock can be kept, the window opens all the same
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return
        if raised(name):
            raise Problem(SHOWN, name=path.name)
        # Nobody answers: a process that has died and whose number another one bears now, or one
        # that hangs or is just ending. The system does not give the lock of a living one away.
        if not (self._lock.removeStaleLockFile() and self._lock.tryLock(PATIENCE_MS)):
            raise Problem("workspace.busy", name=path.name)

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.write(ANSWER)
            caller.flush()
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self._asked()


def key_of(path: Path) -> str:
    """What tells a file apart under whatever name: the device and its number there."""
    found = path.stat()
    return f"{found.st_dev:x}-{found.st_ino:x}"


def raised(name: str) -> bool:
    """Asks the window that listens under a name to come forward; whether it answered."""
    caller = QLocalSocket()
    caller.connectToServer(name)
    answered = caller.waitForConnected(PATIENCE_MS) and caller.waitForReadyRead(PATIENCE_MS)
    caller.abort()
    return answered
