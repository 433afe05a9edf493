"""The question whether feeds may be fetched, and what that means in plain words."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _


class Consent(Dialog):
    """``agree()`` switches it on; closing leaves it off."""

    def __init__(self, parent: QWidget, agree: Callable[[], object]) -> None:
        super().__init__(_("Fetch news from the internet?"), parent, width=500)
        self._agree = agree
        self.body.addWidget(label(_(words.CONSENT), "body", wrap=True))
        self.add_button(_("Not now"), self.close)
        self.yes = self.add_button(_("Fetch news"), self.agree, "primary")
        self.yes.setFocus()

    def agree(self) -> None:
        """The user agrees."""
        self._agree()
        self.close()
