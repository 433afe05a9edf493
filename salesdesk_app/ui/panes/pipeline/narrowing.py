"""The board narrowed by what was typed; of many deals that is done off the UI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from salesdesk_app.services import pipeline
from salesdesk_app.services.pipeline import DealFilter, Figures
from salesdesk_app.ui.desk import Work
from salesdesk_app.ui.panes.pipeline.cards import Keep, narrowed
from salesdesk_app.ui.panes.pipeline.deal_table import QUICK
from salesdesk_app.ui.panes.pipeline.models import Loaded, counted
from salesdesk_app.ui.widgets.board_model import StageCards


@dataclass(frozen=True)
class Narrowed:
    """What is left of a board: its columns, what they come to, and whether a card is left."""

    stages: tuple[StageCards, ...]
    figures: Figures
    any_left: bool


def narrow(data: Loaded, wanted: DealFilter, keep: Keep | None) -> Narrowed:
    """The columns with the cards that pass, and the figures that stand above them."""
    if keep is None:
        stages = tuple(stage.shown for stage in data.stages)
        return Narrowed(stages, data.figures, any(stage.rows for stage in data.stages))
    told = counted(data.stages, wanted)
    rows = (row for stage in told for row in stage.rows if keep(row))
    columns = tuple(narrowed(stage, keep, data.said) for stage in data.stages)
    return Narrowed(columns, pipeline.figures_of(rows), any(column.cards for column in columns))


class Narrowing(QObject):
    """Narrows and hands on what is left; only the newest wish is heard."""

    def __init__(self, work: Callable[..., Work], then: Callable[[Narrowed], object]) -> None:
        super().__init__()
        self._work = work
        self._then = then
        self._newest = 0
        self.busy = False

    def ask(self, data: Loaded, wanted: DealFilter, keep: Keep | None) -> None:
        """Tells at once where that is a matter of milliseconds."""
        self._newest += 1
        self.busy = False
        if keep is None or sum(len(stage.rows) for stage in data.stages) < QUICK:
            self._then(narrow(data, wanted, keep))
            return
        self.busy = True
        told = partial(self._tell, self._newest)
        self._work(narrow, data, wanted, keep, then=told, doing="Searching")

    def _tell(self, number: int, found: Narrowed) -> None:
        if number == self._newest:
            self.busy = False
            self._then(found)
