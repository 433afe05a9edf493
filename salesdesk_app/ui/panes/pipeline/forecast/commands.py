"""What one can do with the forecast, by menu, key and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane

PANE = "pipeline"
LENS = "forecast"
CALL_KEY = "Ctrl+Shift+J"


def _on(pane: "PipelinePane") -> bool:
    return pane.view == LENS


def _lens(pane: "PipelinePane") -> "ForecastLens":
    """The lens, shown first where another view is on."""
    if pane.view != LENS:
        pane.show_view(LENS)
    lens: ForecastLens = pane.lens  # type: ignore[assignment] # the lens of that name is this one
    return lens


@command(
    id="forecast.show",
    title="Forecast",
    menu="View",
    key="Ctrl+Shift+U",
    pane=PANE,
    anywhere=True,
    group=1,
    words="calls quota commit best case",
    checked=_on,
)
def show(pane: "PipelinePane") -> None:
    """Shows the forecast of a period by rep."""
    pane.show_view(LENS)


@command(
    id="forecast.call",
    title="Forecast call",
    menu="Team",
    key=CALL_KEY,
    pane=PANE,
    anywhere=True,
    group=4,
    words="meeting mode minutes reps weekly review",
)
def hold_call(pane: "PipelinePane") -> None:
    """Goes from rep to rep, what changed the number most first."""
    _lens(pane).begin_call_soon()


@command(
    id="forecast.freeze",
    title="Freeze this week’s forecast",
    menu="Team",
    pane=PANE,
    group=4,
    words="keep snapshot calls weekly",
    when=_on,
)
def freeze(pane: "PipelinePane") -> None:
    """Keeps all calls of the period as they stand; the notice offers *Undo*."""
    _lens(pane).freeze()


@command(
    id="forecast.my_call",
    title="Type my call",
    menu="Team",
    key="Alt+C",
    pane=PANE,
    group=4,
    when=_on,
)
def my_call(pane: "PipelinePane") -> None:
    """Starts to type my call for the chosen rep."""
    _lens(pane).start_call()


@command(
    id="forecast.calls",
    title="Calls and notes …",
    menu="Team",
    key="Alt+N",
    pane=PANE,
    group=4,
    words="low high range rep",
    when=_on,
)
def calls(pane: "PipelinePane") -> None:
    """States the calls of the chosen rep with range and note."""
    _lens(pane).open_chosen_calls()


@command(
    id="forecast.sums",
    title="Forecast added up",
    menu="View",
    pane=PANE,
    group=1,
    words="cumulative rollup",
    when=_on,
    checked=lambda pane: _on(pane) and pane.lens.look.cumulative,
)
def add_up(pane: "PipelinePane") -> None:
    """Shows categories added up, or each by itself."""
    lens = _lens(pane)
    lens.add_up(not lens.look.cumulative)


@command(
    id="forecast.earlier",
    title="The period before",
    menu="View",
    key="Alt+Left",
    pane=PANE,
    group=1,
    when=_on,
)
def earlier(pane: "PipelinePane") -> None:
    """Goes one period back."""
    _lens(pane).overview.switch.step(-1)


@command(
    id="forecast.later",
    title="The period after",
    menu="View",
    key="Alt+Right",
    pane=PANE,
    group=1,
    when=_on,
)
def later(pane: "PipelinePane") -> None:
    """Goes one period on."""
    _lens(pane).overview.switch.step(1)
