"""What one can do with the matter that has the focus, for the menu and the palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.pane import TodayPane

GROUP = 2


@command(
    id="matter.done",
    title="Done with the matter",
    menu="Day",
    pane="today",
    group=GROUP,
    words="done seen to handled",
    when=lambda pane: pane.matter is not None,
)
def done(pane: "TodayPane") -> None:
    """Sees to the matter that has the focus."""
    if pane.matter is not None:
        pane.deeds.matters.done(pane.matter)


@command(
    id="matter.snooze",
    title="Snooze the matter…",
    menu="Day",
    pane="today",
    group=GROUP,
    words="rest later until",
    when=lambda pane: pane.matter is not None,
)
def snooze(pane: "TodayPane") -> None:
    """Asks until which day the matter that has the focus rests."""
    if pane.matter is not None:
        pane.deeds.matters.snooze(pane.matter)


@command(
    id="matter.promise",
    title="Turn the matter into a commitment…",
    menu="Day",
    pane="today",
    group=GROUP,
    words="commitment promise",
    when=lambda pane: pane.matter is not None,
)
def promise(pane: "TodayPane") -> None:
    """Asks what is promised about the matter that has the focus."""
    if pane.matter is not None:
        pane.deeds.matters.promise(pane.matter)


@command(
    id="matter.task",
    title="Turn the matter into a task for me",
    menu="Day",
    pane="today",
    group=GROUP,
    words="follow-up to do",
    when=lambda pane: pane.matter is not None,
)
def task(pane: "TodayPane") -> None:
    """Makes the matter that has the focus a follow-up."""
    if pane.matter is not None:
        pane.deeds.matters.task(pane.matter)


@command(
    id="matter.hand",
    title="Hand the matter to a rep…",
    menu="Day",
    pane="today",
    group=GROUP,
    words="delegate pass on task",
    when=lambda pane: pane.matter is not None,
)
def hand(pane: "TodayPane") -> None:
    """Asks whose task the matter that has the focus becomes."""
    if pane.matter is not None:
        pane.deeds.matters.hand(pane.matter)


@command(
    id="matter.order",
    title="How is “Needs you” ordered?",
    menu="Day",
    pane="today",
    group=GROUP,
    words="urgent first order help",
)
def order(pane: "TodayPane") -> None:
    """Says how the matters of a day are ordered."""
    pane.needs.show_order()
