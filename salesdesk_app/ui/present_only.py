"""What can be done in the present only: while one looks back it stands still or is not offered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import tip

T = TypeVar("T")
Entries = Sequence[tuple[str, Callable[[], object]]]


class Reads(partial[T]):
    """A deed that shows something or leads somewhere, and so is offered in the past as well."""


def offered(entries: Entries, read_only: bool) -> Entries:
    """What a menu offers: while one looks back only what reads."""
    return [one for one in entries if isinstance(one[1], Reads)] if read_only else entries


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
