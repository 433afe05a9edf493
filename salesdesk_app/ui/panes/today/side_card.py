"""One card for lists of which one is seen at a time, each with its count in the switch above."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import Card
from salesdesk_app.wording.language import gettext as _

MOST = 99  # a larger count makes its part of the switch wider


class SideCard(Card):
    """The lists by their keys; the first one is seen at first."""

    TITLES: ClassVar[Mapping[str, str]] = {"follow_ups": "Follow-ups", "news": "News"}

    def __init__(self, pages: Mapping[str, QWidget]) -> None:
        super().__init__(margin=16)
        self._pages = pages
        self.switch = Segmented([(key, _(self.TITLES[key])) for key in pages])
        for key in pages:
            # Room for the count, so that nothing moves when it is known.
            self.switch.reserve(key, f"{_(self.TITLES[key])} {MOST}")
        self.switch.changed.connect(self.show_page)
        self.stack = QStackedWidget()
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.stack, 1)

    def show_page(self, key: str) -> None:
        """Show a list."""
        self.switch.choose(key)
        self.stack.setCurrentWidget(self._pages[key])

    def count(self, key: str, number: int) -> None:
        """Say how much a list holds that waits."""
        title = _(self.TITLES[key])
        shown = f"{MOST}+" if number > MOST else str(number)
        self.switch.rename(key, f"{title} {shown}" if number else title)
