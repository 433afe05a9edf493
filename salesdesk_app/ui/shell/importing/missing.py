"""Deals that were in the last file of this shape and are not in this one: leave or close them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.clock import local_day
from salesdesk_app.services.importing import Last, Missing
from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.numbers import number_of

CHOICES = (("leave", "Leave as they are"), ("close", "Close as lost"))


class MissingDeals(QWidget):
    """The list of them, and one choice for all."""

    decided = Signal(str)  # leave, close

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "muted", wrap=True)
        self.choice = Segmented(CHOICES)
        self.choice.setAccessibleName("What becomes of the missing deals")
        self.choice.changed.connect(self.decided)
        self.rows = Table(
            (
                Column("name", "Deal", lambda r: r.name, strong=True, stretch=True),
                Column("account", "Account", lambda r: r.account, width=200),
                Column("stage", "Stage", lambda r: r.stage, width=140),
                Column("value", "Value", lambda r: r.value, "number", width=110),
            ),
            row_height=34,
        )
        self.rows.setAccessibleName("Missing deals")
        self.rows.setSortingEnabled(False)
        head = row(self.said, self.choice)
        head.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(self.rows, 1)

    def show_missing(self, missing: Sequence[Missing], last: Last | None, choice: str) -> None:
        """Show the deals that are missing and what is chosen for them."""
        self.choice.choose(choice)
        when = ""
        if last is not None:
            when = f"“{last.file}” of {wording.day(local_day(last.at), year=True)}"
        number = number_of(len(missing), "open deal was", "open deals were")
        self.said.setText(f"{number} in {when or 'the last such file'} and not in this one.")
        self.rows.set_rows(missing)
