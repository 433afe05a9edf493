"""Lists files that could not be taken in, each with its reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _


class LeftOutDialog(Dialog):
    """A line for each file, to be read and copied; what could be read is kept already."""

    def __init__(self, parent: QWidget, told: str, reasons: Sequence[str]) -> None:
        super().__init__(_("Some files were left out"), parent, width=560)
        self.body.addWidget(label(told, wrap=True))
        self.reasons = text_area("\n".join(reasons), lines=min(12, 2 * len(reasons) + 1))
        self.reasons.setReadOnly(True)
        self.reasons.setAccessibleName(_("What was left out, and why"))
        self.body.addWidget(self.reasons)
        self.add_button(_("Close"), self.close, "primary")
