"""The panes in the order of the rail; a new pane is a folder and a line here."""

from salesdesk_app.ui.pane import PaneSpec
from salesdesk_app.ui.panes.charts import SPEC as CHARTS
from salesdesk_app.ui.panes.pipeline import SPEC as PIPELINE
from salesdesk_app.ui.panes.team import SPEC as TEAM
from salesdesk_app.ui.panes.today import SPEC as TODAY

PANES: tuple[PaneSpec, ...] = (TODAY, TEAM, PIPELINE, CHARTS)
