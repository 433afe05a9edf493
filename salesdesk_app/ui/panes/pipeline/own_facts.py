"""What a deal holds in fields of the user's own, edited in place; the empty ones on demand."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk_app.domain.custom import Own
from salesdesk_app.services.deals.deal_detail import DealDetail
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.fact_grid import two_columns
from salesdesk_app.ui.panes.pipeline.facts import INSET, Fact
from salesdesk_app.ui.panes.pipeline.own_columns import EDITORS, YES_NO, start, typed
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import custom

TOP = Qt.AlignmentFlag.AlignTop


class OwnFacts(QWidget):
    """A section of its own; there is none where no field is defined."""

    def __init__(self, actions: Actions, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._actions = actions
        self._desk = desk
        self._detail: DealDetail | None = None
        self._all = False
        self._fields: tuple[Own, ...] = ()
        self.facts: dict[int, Fact] = {}
        heading = label("Custom fields", "heading")
        heading.setContentsMargins(INSET, 0, 0, 0)
        self.more = button("", self._turn, "link")
        self._body = QWidget()
        self._body.setProperty("look", "clear")
        self._grid = two_columns(self._body)
        self.setLayout(column(row(heading, None, self.more), self._body, spacing=6))

    def show_facts(self, detail: DealDetail) -> None:
        """Show a deal's own fields; what is being typed for another one is kept with that one."""
        if self._detail is not None and self._detail.id != detail.id:
            self.finish()
        self._detail = detail
        if detail.fields != self._fields:
            self._make(detail.fields)
        held = detail.row.custom
        for own in detail.fields:
            value = held.get(own.id)
            self.facts[own.id].show_fact(
                custom.value(value), start(own, value), today=self._desk.today()
            )
        self._place()
        self.setVisible(bool(detail.fields))

    def finish(self) -> None:
        """Write what is being typed to the deal that it was typed for."""
        for fact in self.facts.values():
            fact.finish()

    def _make(self, fields: tuple[Own, ...]) -> None:
        """Facts for these fields, in the place of those that were there."""
        for fact in self.facts.values():
            self._grid.removeWidget(fact)
            fact.hide()
            fact.deleteLater()
        self._fields = fields
        self.facts = {}
        for own in fields:
            fact = Fact(own.name, EDITORS[own.kind], nothing="Empty", offers=lambda: YES_NO)
            fact.setParent(self._body)
            fact.committed.connect(partial(self._commit, own.id))
            fact.refused.connect(self._actions.refuse)
            self.facts[own.id] = fact

    def _place(self) -> None:
        """Puts the facts that are shown side by side, and the others away."""
        held = () if self._detail is None else self._detail.row.custom
        shown = [key for key in self.facts if self._all or key in held]
        for fact in self.facts.values():
            self._grid.removeWidget(fact)
            fact.setVisible(False)
        for place, key in enumerate(shown):
            self._grid.addWidget(self.facts[key], place // 2, place % 2, TOP)
            self.facts[key].show()
        self._body.setVisible(bool(shown))
        left = len(self.facts) - sum(key in held for key in self.facts)
        self.more.setVisible(left > 0)
        self.more.setText("Hide the empty ones" if self._all else f"Show {left} empty")

    def _turn(self) -> None:
        self._all = not self._all
        self._place()

    def _commit(self, field_id: int, value: Any) -> None:
        if self._detail is not None:
            self._actions.set_own(self._detail.id, field_id, typed(value))
