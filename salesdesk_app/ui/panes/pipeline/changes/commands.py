"""What one can do with what changed, by menu, key and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane

PANE = "pipeline"
LENS = "changes"


@command(
    id="changes.show",
    title="What changed",
    menu="View",
    key="Ctrl+Shift+H",
    pane=PANE,
    anywhere=True,
    group=1,
    words="waterfall moved since last call looked",
    checked=lambda pane: pane.view == LENS,
)
def show(pane: "PipelinePane") -> None:
    """Shows how the open pipeline came to what it is, bar by bar and deal by deal."""
    pane.show_view(LENS)
