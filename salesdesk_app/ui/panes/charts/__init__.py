"""Charts of a period: attainment, funnel, won by month, leaders and win rate."""

from salesdesk_app.ui.pane import PaneSpec

SPEC = PaneSpec("charts", "Charts", "chart-column", "salesdesk_app.ui.panes.charts.pane:ChartsPane")
