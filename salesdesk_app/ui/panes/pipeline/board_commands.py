"""What one can do with the board alone, by menu, key and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane


@command(
    id="pipeline.fold",
    title="Collapse or open the stage",
    menu="View",
    key="Ctrl+Shift+X",
    pane="pipeline",
    group=1,
    words="column board narrow strip",
    when=lambda pane: pane.view == "board" and pane.board.current_column() is not None,
)
def fold(pane: "PipelinePane") -> None:
    """Makes a strip of the stage that the keyboard is in, or a column again."""
    column = pane.board.current_column()
    if column is not None:
        pane.board.fold(column)


@command(
    id="pipeline.switch",
    title="Choose the pipeline on the board",
    menu="View",
    pane="pipeline",
    group=1,
    words="several pipelines other",
    when=lambda pane: pane.view == "board" and pane.deals.board_view.switch.isVisible(),
)
def switch(pane: "PipelinePane") -> None:
    """Goes to the list of pipelines above the board."""
    picker = pane.deals.board_view.switch.picker
    picker.setFocus()
    picker.showPopup()
