"""What one can do with the item of the checklist that has the focus, for menu, keys and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.pane import TodayPane


@command(
    id="day.edit",
    title="Edit the item…",
    menu="Day",
    key="F2",
    pane="today",
    group=1,
    when=lambda pane: pane.chosen is not None,
)
def edit(pane: "TodayPane") -> None:
    """Edits the item that has the focus."""
    if pane.chosen is not None:
        pane.items.edit(pane.chosen)


@command(
    id="day.note",
    title="Note on the item…",
    menu="Day",
    key="Ctrl+M",
    pane="today",
    group=1,
    when=lambda pane: pane.chosen is not None,
)
def note(pane: "TodayPane") -> None:
    """Writes today's note on the item that has the focus."""
    if pane.chosen is not None:
        pane.items.note(pane.chosen)


@command(
    id="day.skip",
    title="Skip the item, or take that back…",
    menu="Day",
    pane="today",
    group=1,
    words="leave out reason not today",
    when=lambda pane: pane.chosen is not None,
)
def skip(pane: "TodayPane") -> None:
    """Leaves out the item that has the focus, for a reason."""
    if pane.chosen is not None:
        pane.items.skip(pane.chosen)


@command(
    id="day.remove",
    title="Remove the item",
    menu="Day",
    key="Del",
    pane="today",
    group=1,
    when=lambda pane: pane.chosen is not None,
)
def remove(pane: "TodayPane") -> None:
    """Ends the item that has the focus from today on."""
    if pane.chosen is not None:
        pane.items.remove(pane.chosen)
