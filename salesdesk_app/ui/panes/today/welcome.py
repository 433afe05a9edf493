"""What stands in the place of the figures while the workspace is empty: the first steps."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, row
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _


class Welcome(Card):
    """Import a workbook, look around with the sample team, or set up a team by hand."""

    def __init__(
        self,
        import_workbook: Callable[[], object],
        fill_sample: Callable[[], object],
        go_to_team: Callable[[], object],
    ) -> None:
        super().__init__(_("Your figures will stand here"), "")
        text = _(
            "Attainment, forecast, coverage, deals at risk and the team’s calls need a team and "
            "deals. Start with one of these."
        )
        self.body.addWidget(label(text, "muted", wrap=True))
        self.buttons = (
            button(_("Import a workbook"), import_workbook, "primary"),
            button(_("Look around with the sample team"), fill_sample),
            button(_("Add your team by hand"), go_to_team),
        )
        self.body.addLayout(row(*self.buttons, None))
        box = self.layout()
        if isinstance(box, QVBoxLayout):
            box.setSpacing(6)
