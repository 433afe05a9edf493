"""What a card, a row and the table's head offer at a right click, and what Ctrl+C takes along."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.format import literal
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.bulk_dialog import open_bulk
from salesdesk_app.ui.panes.pipeline.groupings import GROUPINGS
from salesdesk_app.ui.widgets import handing
from salesdesk_app.ui.widgets.handing import Entry
from salesdesk_app.wording.pipeline import deals as so_many

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.pane import PipelinePane


def of_row(pane: "PipelinePane", deal_id: int) -> list[Entry]:
    """What a row offers: for all that are chosen where it is among them, else for itself."""
    rows = _chosen_with(pane, deal_id)
    found = offered(pane.act, rows, pane.open_deal)
    if found and len(rows) > 1:
        found.insert(0, (f"Edit {so_many(len(rows))} …", lambda: edit_chosen(pane)))
    return found


def offered(act: Actions, rows: Sequence[DealRow], show: Callable[[int], object]) -> list[Entry]:
    """What a right click offers for these deals; ``show`` opens one of them."""
    if not rows or act.choices is None:
        return []
    entries: list[Entry] = []
    if len(rows) == 1:
        entries.append(("Open", lambda: show(rows[0].id)))
    if any(row.fact.outcome != "open" for row in rows):
        entries.append(("Reopen", lambda: act.reopen(rows)))
    if any(row.fact.outcome != "won" for row in rows):
        entries.append(("Won …", lambda: act.win(rows)))
    if any(row.fact.outcome != "lost" for row in rows):
        entries.append(("Lost …", lambda: act.lose(rows)))
    here = {row.fact.stage_id for row in rows}
    inside = {stage.pipeline_id for stage in act.choices.stages if stage.id in here}
    for stage in act.choices.stages:
        if stage.outcome == "open" and here != {stage.id} and inside == {stage.pipeline_id}:
            move = partial(act.put, rows, stage)
            entries.append((f"Move to {stage.name}", move))
    for pipeline_id, name in act.choices.pipelines.items():
        if inside != {pipeline_id}:
            entries.append(
                (f"Move to the pipeline {name}", partial(act.transfer, rows, pipeline_id))
            )
    if any(row.fact.outcome == "open" for row in rows):
        entries.append(("Snooze …", lambda: act.snooze(rows)))
    if any(row.snoozed_until is not None for row in rows):
        entries.append(("End the snooze", lambda: act.wake(rows)))
    entries.append((f"Delete {so_many(len(rows))}", lambda: act.delete(rows)))
    return entries


def edit_chosen(pane: "PipelinePane") -> None:
    """Opens the dialog in which the chosen deals are edited alike."""
    fields = () if pane.data is None else pane.data.fields
    open_bulk(pane.desk, pane.act.choices, fields, pane.chosen(), pane)


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


def offer_columns(pane: "PipelinePane", at: QPoint) -> None:
    """Offers, at a point of the table's head, its columns, sorting and groups."""
    head = pane.table.horizontalHeader()
    menu = pane.deals.columns_menu()
    _offer_sorting(pane, menu, head.logicalIndexAt(at))
    menu.addSeparator()
    table = pane.deals.deal_table
    for name, found in [("", None), *GROUPINGS.items()]:
        title = "No groups" if found is None else f"Group by {found.title.lower()}"
        group = menu.addAction(title)
        group.setCheckable(True)
        group.setChecked((table.choice.group or "") == name)
        group.triggered.connect(lambda _=False, name=name: table.group(name or None))
    menu.addSeparator()
    choose = menu.addAction("Choose columns …")
    choose.triggered.connect(lambda: pane.run("pipeline.columns"))
    fields = menu.addAction("Custom fields …")
    fields.triggered.connect(lambda: pane.run("file.fields"))
    menu.popup(head.mapToGlobal(at))


def _offer_sorting(pane: "PipelinePane", menu: QMenu, place: int) -> None:
    """What a click on the head of the column at a place does, and that with Shift."""
    model = pane.table.rows_model
    if not 0 <= place < len(model.columns):
        return
    menu.addSeparator()
    column = model.columns[place]
    name = literal(column.title)
    for title, sorting in (
        (f"Sort by {name} ↑", ((column.id, False),)),
        (f"Sort by {name} ↓", ((column.id, True),)),
        ("As they came", ()),
    ):
        action = menu.addAction(title)
        action.triggered.connect(lambda _=False, sorting=sorting: model.set_sorting(sorting))
    also = menu.addAction(f"Sort by {name} as well")
    also.triggered.connect(lambda: pane.table.sort_as_clicked(place, added=True))


def _chosen_with(pane: "PipelinePane", deal_id: int) -> list[DealRow]:
    rows = pane.deals.chosen()
    return rows if deal_id in {row.id for row in rows} else pane.deals.rows_of([deal_id])
