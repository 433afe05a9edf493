"""What the forecast shows while nobody sells: a first step."""

from collections.abc import Callable

from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.empty import Empty
from salesdesk_app.wording.language import gettext as _


def no_people(run: Callable[[str], object]) -> Empty:
    """The page; ``run`` runs a command of the window by its id."""
    made = Empty(
        "target",
        _("No forecast yet"),
        _(
            "It needs people who sell. Import your deals with their owners, look around with the "
            "sample team, or add the first rep."
        ),
        [
            button(_("Import"), lambda: run("file.import"), "primary"),
            button(_("Look around with the sample team"), lambda: run("file.sample")),
            button(_("Add rep"), lambda: run("team.add")),
        ],
    )
    made.text.setMinimumWidth(400)
    return made
