"""One card for lists of which one is seen at a time, each with its count in the switch above."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import Card


class SideCard(Card):
    """The lists by their keys; the first one is seen at first."""

    def __init__(self, pages: Sequence[tuple[str, str, QWidget]]) -> None:
        super().__init__(margin=16)
        self._titles = {key: title for key, title, _page in pages}
        self._pages = {key: page for key, _title, page in pages}
        self.switch = Segmented([(key, title) for key, title, _page in pages])
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
        title = self._titles[key]
        self.switch.rename(key, f"{title} {number}" if number else title)
