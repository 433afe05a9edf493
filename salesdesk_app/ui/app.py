"""Starts Qt and the window: theme, logs, the nets under every bug, and the workspace to open."""

import argparse
import ctypes
import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from salesdesk_app import bug_log, paths, wording
from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.ui import theme
from salesdesk_app.ui.hold import SHOWN
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.rubbish import Rubbish

log = bug_log.log
M_MMAP_THRESHOLD = -3  # of malloc.h
TURN_S = 0.0002
"""How long a thread that computes keeps the others waiting. A picture of a table asks Python some
hundred small questions: at Python's own 5 ms each, the window stood for half a second while a large
file was looked at."""
LARGE_BLOCK = 64 * 1024
HARMLESS = ("This plugin does not support",)


def run(arguments: argparse.Namespace) -> int:
    """Opens the window, or paints the panes for ``shot``; returns the exit status.

    Problems: those of opening the workspace, where nobody can be asked what to do.
    """
    clock = Clock(arguments.today)
    if arguments.command == "shot":
        from salesdesk_app.ui.shot import shot

        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        make_application()
        files = shot(
            arguments.folder, arguments.workspace, arguments.theme, arguments.size, clock.fixed
        )
        print("\n".join(str(file) for file in files))
        return 0
    from salesdesk_app.ui.desktop import Desktop

    application = make_application()
    write_log()
    preferences = Preferences()
    theme.apply(preferences.theme, application)
    follow_system(application, preferences)
    desktop = Desktop(application, preferences, clock)
    catch_bugs(desktop.bug)
    Rubbish(application)
    path: Path = arguments.workspace
    if path == paths.workspace() and preferences.workspace and preferences.workspace.exists():
        path = preferences.workspace
    try:
        if not desktop.start(path):
            return 1
    except Problem as problem:
        if problem.code != SHOWN:
            raise
        print(wording.problem(problem.code, problem.facts))
        return 0
    return application.exec()


def make_application() -> QApplication:
    """The one QApplication, named, with Qt's own messages in our log."""
    give_back_memory()
    sys.setswitchinterval(TURN_S)
    qInstallMessageHandler(_on_qt_message)
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("SalesDesk")
    application.setApplicationDisplayName("SalesDesk")
    application.setDesktopFileName("org.salesdesk.SalesDesk")
    application.setStyle("Fusion")
    return application


def give_back_memory() -> None:
    """Lets large blocks go back to the system as they are freed.

    Left to itself, the C library of Linux keeps more and more of them once some were freed: after
    an import of 100,000 rows that is 40 MB.
    """
    if sys.platform == "linux":
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # not in every C library
        if set_option is not None:
            set_option(M_MMAP_THRESHOLD, LARGE_BLOCK)


def follow_system(application: QApplication, preferences: Preferences) -> None:
    """Changes the theme with the desktop's, while the choice is to follow it."""

    def changed() -> None:
        if preferences.theme == "system":
            theme.apply("system", application)

    application.styleHints().colorSchemeChanged.connect(changed)


def write_log() -> None:
    """Keeps a log file and, for a crash of Qt itself, the stacks beside it."""
    path = bug_log.keep(paths.logs())
    if path is not None:
        # Where the disk refuses even now, bugs are logged and crashes are not.
        with suppress(OSError):
            # Left open on purpose: faulthandler writes to it as the process dies.
            faulthandler.enable(path.with_name("crash.log").open("a", encoding="utf-8"))


def catch_bugs(tell: Callable[[BaseException], None]) -> None:
    """Whatever is raised in a slot, an event handler or a thread ends in the one report."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            tell(error)

    sys.excepthook = hook
    threading.excepthook = lambda found: log.error("a thread failed", exc_info=found.exc_value)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if not text.startswith(HARMLESS):
        level = logging.INFO if kind == QtMsgType.QtInfoMsg else logging.WARNING
        log.log(level, "Qt: %s", bug_log.wordless(text))
