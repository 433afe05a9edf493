"""What the pipeline shows while the workspace holds no deal: a first step."""

from collections.abc import Callable

from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.empty import Empty


def nothing_yet(run: Callable[[str], object], new_deal: Callable[[], object]) -> Empty:
    """The page; ``run`` runs a command of the window by its id."""
    made = Empty(
        "square-kanban",
        "No deals yet",
        "Bring them in from a workbook or a CSV file, look around with the sample team, or add "
        "the first one.",
        [
            button("Import", lambda: run("file.import"), "primary"),
            button("Look around with the sample team", lambda: run("file.sample")),
            button("New deal", new_deal),
        ],
    )
    made.text.setMinimumWidth(400)
    return made
