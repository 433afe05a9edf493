"""Asks which currency a column's amounts are in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.forms import Dialog, field
from salesdesk_app.wording import names


class CurrencyDialog(Dialog):
    """The currency that a column's amounts are in."""

    def __init__(
        self,
        parent: QWidget,
        heading: str,
        now: str | None,
        done: Callable[[str | None], object],
    ) -> None:
        super().__init__("Which currency?", parent)
        self._done = done
        self.currency = Picker(names.currencies(), none="As the cells tell")
        self.currency.set_value(now)
        self.body.addLayout(field(f"Amounts of “{heading}” are in", self.currency))
        self.add_button("Cancel", self.reject)
        self.add_button("Use it", self.take, "primary")
        self.currency.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Hand the currency on, and close."""
        self.accept()
        self._done(self.currency.value())
