"""What a card, a row and the table's head offer at a right click, and what Ctrl+C takes along."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.panes.pipeline.actions import Entry
from salesdesk_app.ui.widgets import handing

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane


def of_row(pane: "PipelinePane", deal_id: int) -> list[Entry]:
    """What a row offers: for all that are chosen where it is among them, else for itself."""
    return pane.act.menu(_chosen_with(pane, deal_id), pane.open_deal)


def of_card(pane: "PipelinePane", deal_id: int) -> list[Entry]:
    """What a card offers, with what a row of a table offers by itself."""
    found, outlet = of_row(pane, deal_id), handing.outlet_of(pane)
    rows = _chosen_with(pane, deal_id)
    if outlet is not None and rows:
        title = pane.subject
        found += handing.entries(outlet, pane.deals.sheet(title, rows), pane.deals.sheet(title))
    return found


def copy_cards(pane: "PipelinePane") -> None:
    """Puts the chosen cards on the clipboard."""
    rows = pane.deals.chosen()
    if rows:
        handing.copy(pane, pane.deals.sheet(pane.subject, rows))


def offer_columns(pane: "PipelinePane", at: QPoint | None = None) -> None:
    """Offers the table's columns to be turned on and off, below its head or at a point."""
    head = pane.table.horizontalHeader()
    menu = pane.deals.columns_menu()
    menu.addSeparator()
    fields = menu.addAction("Custom fields …")
    fields.triggered.connect(lambda: pane.run("file.fields"))
    menu.popup(head.mapToGlobal(at or head.rect().bottomLeft()))
    if at is None:
        menu.setActiveAction(menu.actions()[0])


def _chosen_with(pane: "PipelinePane", deal_id: int) -> list[DealRow]:
    rows = pane.deals.chosen()
    return rows if deal_id in {row.id for row in rows} else pane.deals.rows_of([deal_id])
