"""The team: everybody's figures, quotas typed in place, and one person's page."""

from salesdesk_app.ui.pane import PaneSpec

SPEC = PaneSpec("team", "Team", "users", "salesdesk_app.ui.panes.team.pane:TeamPane")
