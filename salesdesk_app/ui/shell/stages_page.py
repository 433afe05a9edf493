"""Pipelines and their stages: names, order, meaning, what a stage asks for; all can be undone."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.deals import CATEGORIES, OUTCOMES
from salesdesk_app.services import pipelines, stages
from salesdesk_app.services.deals import entry_rules
from salesdesk_app.services.pipelines import PipelineRow
from salesdesk_app.services.stages import StageRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell.stage_dialogs import AskedFields, MoveDeals, NameDialog
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import framed, row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label

Loaded = tuple[list[PipelineRow], list[StageRow], dict[str, str]]


def _choices(codes: tuple[str, ...]) -> list[tuple[Any, str]]:
    return [(code, wording.term(code)) for code in codes]


def _columns(titles: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns; ``titles`` holds the names of what stages may ask for, as they are now."""

    def asks(stage: StageRow) -> str:
        return ", ".join(titles[code] for code in stage.required if code in titles)

    return (
        Column("name", "Stage", lambda r: r.name, strong=True, stretch=True, editor="text",
               edit=lambda r: r.name),
        Column("outcome", "Means", lambda r: wording.term(r.outcome), width=72, editor="choice",
               edit=lambda r: r.outcome, choices=lambda: _choices(OUTCOMES)),
        Column("probability", "Probability", lambda r: f"{r.probability} %", "number", width=90,
               editor="number", edit=lambda r: r.probability,
               value=lambda r: Decimal(r.probability) / 100, value_kind="percent",
               may_edit=lambda r: r.outcome == "open",
               heading_explain="How likely a deal here is won, unless the deal says otherwise"),
        Column("category", "Forecast", lambda r: wording.term(r.category), width=92,
               editor="choice", edit=lambda r: r.category,
               choices=lambda: _choices(CATEGORIES)),
        Column("stuck_days", "Stuck after",
               lambda r: f"{r.stuck_days} days" if r.stuck_days else "",
               "number", width=88, editor="number", edit=lambda r: r.stuck_days,
               value=lambda r: r.stuck_days, value_kind="number",
               may_edit=lambda r: r.outcome == "open",
               heading_explain="Days in the stage before a deal is called stuck; empty: never"),
        Column("required", "Asks for", asks, width=150, explain=asks,
               heading_explain="What must be filled in before a deal may enter the stage"),
        Column("deals", "Deals", lambda r: wording.count(r.deals), "number", width=62,
               sort_key=lambda r: r.deals, value=lambda r: r.deals, value_kind="number"),
    )  # fmt: skip


class StagesPage(QWidget):
    """The pipeline to look at, and a table of its stages to type into."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._titles: dict[str, str] = {}
        self._all: list[StageRow] = []
        self._wanted: int | None = None
        self.pipelines: list[PipelineRow] = []
        self.rows: list[StageRow] = []
        self.pipeline = Picker(search=False)
        self.pipeline.setMinimumWidth(180)
        self.pipeline.setAccessibleName("Pipeline")
        self.pipeline.chosen.connect(self._choose)
        self.table = Table(_columns(self._titles), typing="edit")
        self.table.subject = "Stages"
        self.table.setSortingEnabled(False)
        self.table.edited.connect(self._edited)
        self._lay_out()
        desk.changed.connect(self._on_changed)
        self._load()

    def add_pipeline(self) -> None:
        """Asks for a name and adds a pipeline with first stages."""
        NameDialog("New pipeline", "", self._add_pipeline, self).open()

    def rename_pipeline(self) -> None:
        """Asks for another name of the pipeline."""
        here = self._here()
        if here is not None:
            rename = partial(self._rename_pipeline, here.id)
            NameDialog(f"Rename “{here.name}”", here.name, rename, self).open()

    def step_pipeline(self, by: int) -> None:
        """Moves the pipeline one place; new deals go to the first one."""
        here = self._here()
        place = -1 if here is None else self.pipelines.index(here)
        if here is not None and 0 <= place + by < len(self.pipelines):
            self._desk.do(pipelines.move, here.id, place + by, notice=True)

    def remove_pipeline(self) -> None:
        """Removes the pipeline; where deals are in it, asks where they go."""
        here = self._here()
        if here is None:
            return
        others = [(one.id, one.name) for one in self.pipelines if one.id != here.id]
        if here.deals and others:
            dialog = MoveDeals(here.name, here.deals, others, "pipeline", self)
            dialog.accepted.connect(lambda: self._remove(here.id, dialog.target.value()))
            dialog.open()
        else:
            self._remove(here.id, None)

    def add(self) -> None:
        """Adds an open stage under a new name; it is renamed in the table."""
        here = self._here()
        taken = {stage.name.casefold() for stage in self.rows}
        number = 1
        while (name := "New stage" if number == 1 else f"New stage {number}").casefold() in taken:
            number += 1
        if here is not None:
            self._desk.do(stages.add, name, pipeline_id=here.id, then=self._added)

    def step(self, by: int) -> None:
        """Moves the chosen stage one place."""
        place = self._place()
        if place is not None and 0 <= place + by < len(self.rows):
            self._desk.do(stages.move, self.rows[place].id, place + by)

    def ask_for(self) -> None:
        """Offers the fields that the chosen stage may ask for."""
        place = self._place()
        if place is None:
            self._desk.notice("Choose the stage in the table first.")
            return
        stage = self.rows[place]
        offers = [(c, t) for c, t in self._titles.items() if entry_rules.fits(c, stage.outcome)]
        keep = partial(self._edited, stage, "required")
        AskedFields(stage.name, offers, stage.required, keep, self).open()

    def remove(self) -> None:
        """Removes the chosen stage; where deals are in it, asks where they go."""
        place = self._place()
        if place is None:
            return
        stage = self.rows[place]
        alike = [r for r in self.rows if r.outcome == stage.outcome and r.id != stage.id]
        if stage.deals and alike:
            others = [(other.id, other.name) for other in alike]
            dialog = MoveDeals(stage.name, stage.deals, others, "stage", self)
            dialog.accepted.connect(lambda: self._remove_stage(stage.id, dialog.target.value()))
            dialog.open()
        else:
            self._remove_stage(stage.id, None)

    def _lay_out(self) -> None:
        ways = row(
            label("Pipeline", "label"),
            self.pipeline,
            button("Add", self.add_pipeline),
            button("Rename…", self.rename_pipeline),
            button("Remove…", self.remove_pipeline),
            IconButton("arrow-up", "Pipeline earlier", lambda: self.step_pipeline(-1)),
            IconButton("arrow-down", "Pipeline later", lambda: self.step_pipeline(1)),
            None,
        )
        steps = row(
            button("Add a stage", self.add),
            button("Asks for…", self.ask_for),
            button("Remove…", self.remove),
            IconButton("arrow-up", "Earlier", lambda: self.step(-1)),
            IconButton("arrow-down", "Later", lambda: self.step(1)),
            None,
            label("F2 changes a cell. Ctrl+Z takes it back.", "label"),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(ways)
        box.addWidget(framed(self.table), 1)
        box.addLayout(steps)

    def _here(self) -> PipelineRow | None:
        chosen = self.pipeline.value()
        return next((one for one in self.pipelines if one.id == chosen), None)

    def _add_pipeline(self, name: str, done: Any) -> None:
        def added(pipeline_id: int) -> None:
            self._wanted = pipeline_id
            self._load()
            done()

        self._desk.do(pipelines.add, name, notice=True, then=added)

    def _rename_pipeline(self, pipeline_id: int, name: str, done: Any) -> None:
        self._desk.do(pipelines.rename, pipeline_id, name, notice=True, then=lambda _none: done())

    def _remove(self, pipeline_id: int, move_to: int | None) -> None:
        self._desk.do(pipelines.remove, pipeline_id, move_to=move_to, notice=True)

    def _remove_stage(self, stage_id: int, move_to: int | None) -> None:
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
        if self.table.current_id() == stage_id:  # its row waits while another cell is edited
            self.table.edit(self.table.rows_model.index(self.table.currentIndex().row(), 0))

    def _place(self) -> int | None:
        chosen = self.table.current_id()
        return next((n for n, stage in enumerate(self.rows) if stage.id == chosen), None)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"stage", "pipeline", "deal", "custom_field", "*"}:
            self._load()

    def _load(self) -> None:
        self._desk.ask(_load, then=self._show, topic="stages page")

    def _show(self, found: Loaded) -> None:
        self.pipelines, self._all, titles = found
        self._titles.clear()
        self._titles.update(titles)
        self.pipeline.set_choices([(one.id, one.name) for one in self.pipelines])
        self._choose(self._wanted or self.pipeline.value() or self.pipelines[0].id)
        self._wanted = None

    def _choose(self, pipeline_id: int) -> None:
        if pipeline_id not in {one.id for one in self.pipelines}:
            pipeline_id = self.pipelines[0].id
        self.pipeline.set_value(pipeline_id)
        self.rows = [stage for stage in self._all if stage.pipeline_id == pipeline_id]
        self.table.set_rows(self.rows)


def _load(session: Session) -> Loaded:
    titles = dict(entry_rules.offered(session, "lost")) | dict(entry_rules.offered(session))
    order = [*entry_rules.PLAIN, *entry_rules.LINKS, *titles]
    return (
        pipelines.rows(session),
        list(stages.rows(session)),
        {code: titles[code] for code in order if code in titles},
    )
