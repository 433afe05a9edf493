"""What one can do with the pipeline's table: its columns, sorting and groups, and many deals."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane

PANE = "pipeline"


def _in_table(pane: "PipelinePane") -> bool:
    return pane.view == "table"


def _grouped(pane: "PipelinePane") -> bool:
    return _in_table(pane) and pane.table.rows_model.grouping is not None


@command(
    id="pipeline.columns",
    title="Choose columns …",
    menu="View",
    key="Ctrl+Shift+C",
    pane=PANE,
    group=1,
    words="fields show hide order width custom table",
    when=_in_table,
)
def columns(pane: "PipelinePane") -> None:
    """Shows, hides, orders and sizes the columns of the table."""
    pane.choose_columns()


@command(
    id="pipeline.sort",
    title="Sort by this column",
    menu="View",
    key="Ctrl+Shift+S",
    pane=PANE,
    group=2,
    words="order ascending descending",
    when=_in_table,
)
def sort(pane: "PipelinePane") -> None:
    """Sorts by the column that the keyboard is in; the next time the other way round."""
    pane.deals.deal_table.sort_by_current(added=False)


@command(
    id="pipeline.sort_more",
    title="Sort by this column as well",
    menu="View",
    key="Alt+Shift+S",
    pane=PANE,
    group=2,
    words="order multi then second",
    when=_in_table,
)
def sort_more(pane: "PipelinePane") -> None:
    """Adds the column that the keyboard is in to the sorting, turns it round, then takes it out."""
    pane.deals.deal_table.sort_by_current(added=True)


@command(
    id="pipeline.group_owner",
    title="Group by owner",
    menu="View",
    key="Ctrl+G",
    pane=PANE,
    group=2,
    words="groups rep person",
    when=_in_table,
    checked=lambda pane: pane.deals.deal_table.choice.group == "owner",
)
def group_owner(pane: "PipelinePane") -> None:
    """Puts the deals under heads, owner by owner; again takes the heads away."""
    _group(pane, "owner")


@command(
    id="pipeline.group_stage",
    title="Group by stage",
    menu="View",
    key="Ctrl+Shift+G",
    pane=PANE,
    group=2,
    words="groups",
    when=_in_table,
    checked=lambda pane: pane.deals.deal_table.choice.group == "stage",
)
def group_stage(pane: "PipelinePane") -> None:
    """Puts the deals under heads, stage by stage; again takes the heads away."""
    _group(pane, "stage")


@command(
    id="pipeline.group_month",
    title="Group by month of close",
    menu="View",
    key="Alt+G",
    pane=PANE,
    group=2,
    words="groups date",
    when=_in_table,
    checked=lambda pane: pane.deals.deal_table.choice.group == "month",
)
def group_month(pane: "PipelinePane") -> None:
    """Puts the deals under heads, month by month; again takes the heads away."""
    _group(pane, "month")


@command(
    id="pipeline.collapse",
    title="Collapse all groups",
    menu="View",
    key="Alt+Shift+Left",
    pane=PANE,
    group=2,
    words="fold close",
    when=_grouped,
)
def collapse(pane: "PipelinePane") -> None:
    """Leaves only the heads of the groups."""
    pane.table.rows_model.close_groups(closed=True)


@command(
    id="pipeline.expand",
    title="Expand all groups",
    menu="View",
    key="Alt+Shift+Right",
    pane=PANE,
    group=2,
    words="unfold open",
    when=_grouped,
)
def expand(pane: "PipelinePane") -> None:
    """Shows the deals of every group."""
    pane.table.rows_model.close_groups(closed=False)


def _group(pane: "PipelinePane", name: str) -> None:
    table = pane.deals.deal_table
    table.group(None if table.choice.group == name else name)


@command(
    id="deals.edit_chosen",
    title="Edit the selected deals …",
    menu="Deal",
    key="Ctrl+Shift+M",
    pane=PANE,
    group=2,
    words="bulk many mass change owner stage close",
    when=lambda pane: pane.has_choice(),
)
def edit_chosen(pane: "PipelinePane") -> None:
    """Shows what would become of every selected deal, then changes them in one step."""
    pane.edit_chosen()
