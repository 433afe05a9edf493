"""The dialog that says how the matters of a day are ordered."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.day import STEPS
from salesdesk_app.ui.widgets.card import column
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import overnight as words
from salesdesk_app.wording.language import gettext as _


class OrderDialog(Dialog):
    """The steps from the most urgent to what went well, and what counts within one kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("How this is ordered"), parent, width=520)
        for place, (step, kinds) in enumerate(words.steps(STEPS), start=1):
            heading = label(f"{place}. {step}", "strong", wrap=True)
            self.body.addLayout(column(heading, label(kinds, "muted", wrap=True), spacing=2))
        self.body.addWidget(label(words.within(), "muted", wrap=True))
        self.add_button(_("Close"), self.close, "primary")

    def showEvent(self, event: QShowEvent) -> None:
        """It is no higher than its words need."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
