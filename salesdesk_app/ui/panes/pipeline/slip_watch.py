"""Sees that a close date was put off, by whatever way, and lets the panel or the pane ask why."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.deals import slips
from salesdesk_app.services.deals.slips import PutOff
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.panel import DealPanel
from salesdesk_app.ui.panes.pipeline.slip_strip import SlipStrip


class SlipWatch(QObject):
    """Looks at each edit once; ``above`` is the strip for deals that are not in the panel."""

    def __init__(self, desk: Desk, panel: DealPanel, pane: QWidget) -> None:
        super().__init__(pane)
        self.above = SlipStrip(desk)
        self._desk, self._panel, self._pane = desk, panel, pane
        self._seen = 0
        desk.changed.connect(self._on_changed)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "deal" in tables and self._pane.isVisible():
            self._desk.ask(slips.just_put_off, then=self._found, topic="slips")

    def _found(self, found: PutOff | None) -> None:
        inside, above = self._panel.slip, self.above
        if found is None:
            inside.leave()
            above.leave()
        elif found.edit_id > self._seen:
            self._seen = found.edit_id
            here = self._panel.isVisible() and found.deal_ids == (self._panel.deal_id,)
            asks, rests = (inside, above) if here else (above, inside)
            rests.leave()
            asks.ask(found)
