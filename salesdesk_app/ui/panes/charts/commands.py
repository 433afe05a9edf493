"""What one can do with the charts, by menu, key and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:  # the pane is imported when it is first shown
    from salesdesk_app.ui.panes.charts.pane import ChartsPane

PANE = "charts"


@command(id="charts.earlier", title="Earlier period", menu="View", key="Alt+Left", pane=PANE,
         group=2)  # fmt: skip
def earlier(pane: "ChartsPane") -> None:
    """Goes one month, quarter or year back."""
    pane.switch.step(-1)


@command(id="charts.later", title="Later period", menu="View", key="Alt+Right", pane=PANE,
         group=2)  # fmt: skip
def later(pane: "ChartsPane") -> None:
    """Goes one month, quarter or year on."""
    pane.switch.step(1)


@command(id="charts.now", title="Running period", menu="View", key="Alt+Home", pane=PANE,
         group=2)  # fmt: skip
def now(pane: "ChartsPane") -> None:
    """Goes to the month, quarter or year that holds today."""
    pane.switch.go_to_now()


@command(id="charts.latest", title="Latest period with closed deals", menu="View", key="Alt+End",
         pane=PANE, group=2, when=lambda pane: pane.latest is not None)  # fmt: skip
def latest(pane: "ChartsPane") -> None:
    """Goes to the last period in which a deal was closed."""
    pane.go_to_latest()


@command(id="charts.month", title="By month", menu="View", key="Alt+M", pane=PANE, group=2,
         checked=lambda pane: pane.switch.kinds.current == "month")  # fmt: skip
def by_month(pane: "ChartsPane") -> None:
    """Looks at a month."""
    pane.switch.choose_kind("month")


@command(id="charts.quarter", title="By quarter", menu="View", key="Alt+Q", pane=PANE, group=2,
         checked=lambda pane: pane.switch.kinds.current == "quarter")  # fmt: skip
def by_quarter(pane: "ChartsPane") -> None:
    """Looks at a quarter."""
    pane.switch.choose_kind("quarter")


@command(id="charts.year", title="By year", menu="View", key="Alt+Y", pane=PANE, group=2,
         checked=lambda pane: pane.switch.kinds.current == "year")  # fmt: skip
def by_year(pane: "ChartsPane") -> None:
    """Looks at a year."""
    pane.switch.choose_kind("year")
