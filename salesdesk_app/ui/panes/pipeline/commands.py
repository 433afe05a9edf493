"""What one can do in the pipeline, by menu, key and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command
from salesdesk_app.ui.panes.pipeline import board_commands, snooze_commands, table_commands
from salesdesk_app.ui.panes.pipeline.changes import commands as changes_commands
from salesdesk_app.ui.panes.pipeline.forecast import commands as forecast_commands

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane

PANE = "pipeline"
BESIDE = (board_commands, snooze_commands, table_commands, changes_commands, forecast_commands)
"""Modules that declare further commands of this pane."""


@command(
    id="deals.new",
    title="New deal",
    menu="Deal",
    key="Ctrl+N",
    pane=PANE,
    anywhere=True,
    words="add create opportunity",
)
def new_deal(pane: "PipelinePane") -> None:
    """Asks for a new deal."""
    pane.new_deal()


@command(
    id="deals.open",
    title="Open deal",
    menu="Deal",
    pane=PANE,
    key="Ctrl+Return",
    words="panel details show",
    when=lambda pane: pane.has_choice(),
)
def open_deal(pane: "PipelinePane") -> None:
    """Opens the chosen deal beside the list."""
    pane.open_deal(pane.chosen()[0].id)


@command(
    id="deals.win",
    title="Mark as won …",
    menu="Deal",
    key="Ctrl+Shift+W",
    pane=PANE,
    group=1,
    words="win close",
    when=lambda pane: pane.has_choice(),
)
def win(pane: "PipelinePane") -> None:
    """Asks for the final value and marks as won."""
    pane.act.win(pane.chosen())


@command(
    id="deals.lose",
    title="Mark as lost …",
    menu="Deal",
    key="Ctrl+Shift+L",
    pane=PANE,
    group=1,
    words="lose close reason",
    when=lambda pane: pane.has_choice(),
)
def lose(pane: "PipelinePane") -> None:
    """Asks for the reason and marks as lost."""
    pane.act.lose(pane.chosen())


@command(
    id="deals.reopen",
    title="Reopen deal",
    menu="Deal",
    key="Ctrl+Shift+O",
    pane=PANE,
    group=1,
    when=lambda pane: any(row.fact.outcome != "open" for row in pane.chosen()),
)
def reopen(pane: "PipelinePane") -> None:
    """Opens closed deals again."""
    pane.act.reopen(pane.chosen())


@command(
    id="deals.next_stage",
    title="Move to the next stage",
    menu="Deal",
    key="Ctrl+Right",
    pane=PANE,
    group=2,
    when=lambda pane: pane.has_choice(),
)
def next_stage(pane: "PipelinePane") -> None:
    """Moves the chosen deals one stage on; into a closing one it asks."""
    pane.step(1)


@command(
    id="deals.previous_stage",
    title="Move to the stage before",
    menu="Deal",
    key="Ctrl+Left",
    pane=PANE,
    group=2,
    when=lambda pane: pane.has_choice(),
)
def previous_stage(pane: "PipelinePane") -> None:
    """Moves the chosen deals one stage back."""
    pane.step(-1)


@command(
    id="deals.delete",
    title="Delete deal",
    menu="Deal",
    key="Del",
    pane=PANE,
    group=3,
    words="remove",
    when=lambda pane: pane.has_choice(),
)
def delete(pane: "PipelinePane") -> None:
    """Deletes the chosen deals; the notice offers *Undo*."""
    pane.act.delete(pane.chosen())


@command(id="pipeline.find", title="Find deals", menu="View", key="Ctrl+F", pane=PANE, group=1)
def find(pane: "PipelinePane") -> None:
    """Goes to the filter line; what is typed there is looked for beside its conditions."""
    pane.bar.filtering.begin_word()


@command(
    id="pipeline.board",
    title="Pipeline as a board",
    menu="View",
    key="Ctrl+Shift+B",
    pane=PANE,
    anywhere=True,
    group=1,
    checked=lambda pane: pane.view == "board",
)
def board(pane: "PipelinePane") -> None:
    """Shows the stages side by side."""
    pane.show_view("board")


@command(
    id="pipeline.table",
    title="Pipeline as a table",
    menu="View",
    key="Ctrl+Shift+T",
    pane=PANE,
    anywhere=True,
    group=1,
    checked=lambda pane: pane.view == "table",
)
def table(pane: "PipelinePane") -> None:
    """Shows the deals in rows."""
    pane.show_view("table")


@command(
    id="pipeline.at_risk",
    title="Only deals at risk",
    menu="View",
    key="Ctrl+Shift+K",
    pane=PANE,
    group=1,
    checked=lambda pane: pane.bar.wanted.at_risk,
)
def at_risk(pane: "PipelinePane") -> None:
    """Shows what is at risk by the rule of the settings, or all again."""
    pane.bar.chips.risk.toggle()


@command(id="pipeline.all", title="All open deals", menu="View", pane=PANE, group=1, words="reset")
def everything(pane: "PipelinePane") -> None:
    """Takes every filter off."""
    pane.bar.reset()


@command(
    id="pipeline.add_filter",
    title="Add a filter …",
    menu="View",
    pane=PANE,
    group=1,
    words="condition narrow line",
)
def add_filter(pane: "PipelinePane") -> None:
    """Offers every field to filter by."""
    pane.bar.chips.more.showMenu()


@command(
    id="pipeline.views",
    title="Saved views …",
    menu="View",
    pane=PANE,
    group=1,
    words="filter choose open",
)
def saved_views(pane: "PipelinePane") -> None:
    """Offers the saved views, and what can be done with the one that is looked through."""
    pane.bar.views.button.showMenu()


@command(
    id="pipeline.save_view",
    title="Save as a new view …",
    menu="View",
    pane=PANE,
    group=1,
    words="filter keep layout",
    when=lambda pane: pane.bar.wanted.deal_ids is None,
)
def save_view(pane: "PipelinePane") -> None:
    """Keeps the filter line and the table's layout under a name."""
    pane.bar.views.save_as()
