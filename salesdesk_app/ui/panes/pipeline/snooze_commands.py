"""Letting deals rest and waking them, by menu, key and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane

PANE = "pipeline"


@command(
    id="deals.snooze",
    title="Snooze …",
    menu="Deal",
    key="Ctrl+Shift+Z",
    pane=PANE,
    group=3,
    words="rest mute quiet later signals",
    when=lambda pane: any(row.fact.outcome == "open" for row in pane.chosen()),
)
def snooze(pane: "PipelinePane") -> None:
    """Asks until when the chosen deals show no signals, and why."""
    pane.act.snooze(pane.chosen())


@command(
    id="deals.wake",
    title="End the snooze",
    menu="Deal",
    pane=PANE,
    group=3,
    words="wake unsnooze signals",
    when=lambda pane: any(row.snoozed_until is not None for row in pane.chosen()),
)
def wake(pane: "PipelinePane") -> None:
    """Lets the signals of the chosen deals show again."""
    pane.act.wake(pane.chosen())
