"""The panes in the order of the rail; a new pane is a folder and a line here."""

from salesdesk_app.ui.pane import PaneSpec

PANES: tuple[PaneSpec, ...] = ()
