"""The stages of the pipeline: their names, order and meaning; every change can be undone."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.services import stages
from salesdesk_app.services.stages import StageRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import framed, row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label


def _choices(codes: tuple[str, ...]) -> list[tuple[Any, str]]:
    return [(code, wording.term(code)) for code in codes]


COLUMNS = (
    Column("name", "Stage", lambda r: r.name, strong=True, stretch=True, editor="text",
           edit=lambda r: r.name),
    Column("outcome", "Means", lambda r: wording.term(r.outcome), width=84, editor="choice",
           edit=lambda r: r.outcome, choices=lambda: _choices(stages.OUTCOMES)),
    Column("probability", "Probability", lambda r: f"{r.probability} %", "number", width=96,
           editor="number", edit=lambda r: r.probability,
           value=lambda r: Decimal(r.probability) / 100, value_kind="percent",
           may_edit=lambda r: r.outcome == "open",
           heading_explain="How likely a deal here is won, unless the deal says otherwise"),
    Column("category", "Forecast", lambda r: wording.term(r.category), width=104,
           editor="choice", edit=lambda r: r.category,
           choices=lambda: _choices(stages.CATEGORIES)),
    Column("stuck_days", "Stuck after", lambda r: f"{r.stuck_days} days" if r.stuck_days else "",
           "number", width=96, editor="number", edit=lambda r: r.stuck_days,
           value=lambda r: r.stuck_days, value_kind="number",
           may_edit=lambda r: r.outcome == "open",
           heading_explain="Days in the stage before a deal is called stuck; empty: never"),
    Column("deals", "Deals", lambda r: wording.count(r.deals), "number", width=70,
           sort_key=lambda r: r.deals, value=lambda r: r.deals, value_kind="number"),
)  # fmt: skip


class StagesPage(QWidget):
    """A table to type into, with buttons for order, adding and removing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[StageRow] = []
        self.table = Table(COLUMNS, typing="edit")
        self.table.subject = "Stages"
        self.table.setSortingEnabled(False)
        self.table.edited.connect(self._edited)
        up = IconButton("arrow-up", "Earlier", lambda: self.step(-1))
        down = IconButton("arrow-down", "Later", lambda: self.step(1))
        said = label("Double-click or F2 to change a cell. Ctrl+Z takes it back.", "label")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(framed(self.table), 1)
        box.addLayout(
            row(
                button("Add a stage", self.add),
                button("Remove…", self.remove),
                up,
                down,
                None,
                said,
            )
        )
        desk.changed.connect(self._on_changed)
        self._load()

    def add(self) -> None:
        """Adds an open stage under a new name; it is renamed in the table."""
        taken = {stage.name.casefold() for stage in self.rows}
        number = 1
        while (name := "New stage" if number == 1 else f"New stage {number}").casefold() in taken:
            number += 1
        self._desk.do(stages.add, name, then=self._added)

    def step(self, by: int) -> None:
        """Moves the chosen stage one place."""
        place = self._place()
        if place is not None and 0 <= place + by < len(self.rows):
            self._desk.do(stages.move, self.rows[place].id, place + by)

    def remove(self) -> None:
        """Removes the chosen stage; where deals are in it, asks where they go."""
        place = self._place()
        if place is None:
            return
        stage = self.rows[place]
        others = [r for r in self.rows if r.outcome == stage.outcome and r.id != stage.id]
        if stage.deals and others:
            dialog = MoveDeals(stage, others, self)
            dialog.accepted.connect(lambda: self._remove(stage.id, dialog.target.value()))
            dialog.open()
        else:
            self._remove(stage.id, None)

    def _remove(self, stage_id: int, move_to: int | None) -> None:
        self._desk.do(stages.remove, stage_id, move_to=move_to, notice=True)

    def _edited(self, stage: StageRow, column: str, value: Any) -> None:
        fields: dict[str, Any] = {
            "name": stage.name,
            "outcome": stage.outcome,
            "probability": stage.probability,
            "category": stage.category,
            "stuck_days": stage.stuck_days,
            "required": stage.required,
        } | {column: value}
        if fields["probability"] is None:
            return
        if column == "outcome":
            # What is won or lost has no other probability, nor another forecast category.
            certain = {"won": (100, "closed"), "lost": (0, "omitted")}
            if value in certain:
                fields["probability"], fields["category"] = certain[value]
        self._desk.do(stages.edit, stage.id, **fields)

    def _added(self, stage_id: int) -> None:
        self.table.choose(stage_id)
        self.table.setFocus()
        self.table.edit(self.table.rows_model.index(self.table.currentIndex().row(), 0))

    def _place(self) -> int | None:
        index = self.table.currentIndex()
        return index.row() if index.isValid() else None

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"stage", "deal", "*"}:
            self._load()

    def _load(self) -> None:
        self._desk.ask(stages.rows, then=self._show, topic="stages page")

    def _show(self, found: list[StageRow]) -> None:
        self.rows = found
        self.table.set_rows(found)


class MoveDeals(Dialog):
    """Asks which stage the deals of a removed one go to."""

    def __init__(self, stage: StageRow, others: list[StageRow], parent: QWidget) -> None:
        super().__init__(f"Remove “{stage.name}”", parent, width=420)
        count = wording.count(stage.deals)
        self.body.addWidget(label(f"{count} deals are in it. Where do they go?", wrap=True))
        self.target = Picker([(other.id, other.name) for other in others], search=False)
        self.body.addWidget(self.target)
        self.add_button("Cancel", self.reject)
        self.add_button("Move them and remove the stage", self.accept, "primary")
