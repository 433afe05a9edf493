"""Buttons for what can be done in the present only: they stand still while one looks back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import tip


def present_only(desk: Desk, *buttons: QWidget) -> None:
    """Disables buttons while one looks back; their hover says then why and how to return."""
    for button in buttons:
        _PresentOnly(desk, button)


class _PresentOnly(QObject):
    """Goes with its button, and so does not outlive it."""

    def __init__(self, desk: Desk, button: QWidget) -> None:
        super().__init__(button)
        self._desk, self._button = desk, button
        self._explain = button.toolTip()
        desk.looked.connect(self._show)
        self._show()

    def _show(self) -> None:
        why = self._desk.read_only
        self._button.setEnabled(not why)
        self._button.setToolTip(tip(why) if why else self._explain)
