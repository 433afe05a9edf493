"""Today: key figures, the checks of the day with their evidence, the agenda, and what needs one."""

from salesdesk_app.ui.pane import PaneSpec

SPEC = PaneSpec(
    "today",
    "Today",
    "sunrise",
    "salesdesk_app.ui.panes.today.pane:TodayPane",
    "salesdesk_app.ui.panes.today.outline:DayOutline",
)
