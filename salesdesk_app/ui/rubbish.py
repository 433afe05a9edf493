"""Collects garbage on the UI thread only, and never walks through what many loaded rows hold."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

LOADED = 50_000
"""So many new objects within a second are rows that were loaded, and no rubbish: plain values
without cycles, which go by themselves when nobody needs them. To walk through those of 100,000
deals would keep the window for a quarter of a second, again and again."""


class Rubbish(QObject):
    """Looks once a second. A Qt object that another thread frees is a crash, so Python's own
    collecting is off."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        gc.disable()
        gc.freeze()  # modules and classes stay as long as the process
        self._unswept = False
        timer = QTimer(self)
        timer.setInterval(1000)
        timer.timeout.connect(self._look)
        timer.start()

    def collect(self, *, watched: bool) -> None:
        """Sets aside what was loaded; all of it is looked through where nobody is watching."""
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] > LOADED:
            gc.freeze()
            gc.collect(0)  # nothing is left to look at: the count begins anew
            self._unswept = True
        elif self._unswept and not watched:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._unswept = False
        else:
            for generation in (2, 1, 0):
                if counts[generation] > limits[generation]:
                    gc.collect(generation)
                    return

    def _look(self) -> None:
        active = Qt.ApplicationState.ApplicationActive
        self.collect(watched=QGuiApplication.applicationState() == active)
