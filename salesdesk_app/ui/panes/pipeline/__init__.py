"""The pipeline: deals as a board and as a table, and one deal in its panel."""

from salesdesk_app.ui.pane import PaneSpec

SPEC = PaneSpec(
    "pipeline",
    "Pipeline",
    "square-kanban",
    "salesdesk_app.ui.panes.pipeline.pane:PipelinePane",
)
