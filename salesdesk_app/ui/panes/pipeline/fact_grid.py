"""The facts of a deal in two columns, each edited in place."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.deals import BY_HAND
from salesdesk_app.domain.money import to_decimal
from salesdesk_app.services.deals.deal_detail import Choices, DealDetail
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.facts import Fact
from salesdesk_app.ui.widgets.fields import text_area

Offers = Callable[[], Sequence[Any]]


DETAILS = ("name", "source", "created_on")
_ALWAYS = ("value", "expected_close_on")
_WHO = ("owner_id", "account")
MAIN = {
    "open": (*_ALWAYS, "category", "probability", "next_step", "next_step_on", *_WHO),
    "won": (*_ALWAYS, *_WHO, "closed_on"),
    "lost": (*_ALWAYS, *_WHO, "closed_on", "lost_reason"),
}
TOP = Qt.AlignmentFlag.AlignTop


class FactGrid(QWidget):
    """Shows a deal's facts; what is typed is written at once, as one edit a fact.

    ``details`` (facts that seldom change), ``note`` and ``coaching`` are made here and placed by
    the owner.
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._actions = actions
        self._detail: DealDetail | None = None
        self.facts = self._make()
        self.note = text_area(hint="Note", lines=3)
        self.note.setAccessibleName("Note")
        self.coaching = text_area(hint="What to ask or try. It stays in this workspace", lines=2)
        self.coaching.setAccessibleName("Coaching note")
        for area in (self.note, self.coaching):
            area.installEventFilter(self)
        self.details = QWidget()
        self.details.setProperty("look", "clear")
        self._grid = two_columns(self)
        self._placed: list[str] = []
        details = two_columns(self.details)
        for place, field in enumerate(DETAILS):
            details.addWidget(self.facts[field], place // 2, place % 2, TOP)
        for field, fact in self.facts.items():
            fact.committed.connect(partial(self._commit, field))
            fact.refused.connect(actions.refuse)

    def show_facts(self, detail: DealDetail, today: date) -> None:
        """Show a deal's facts; what is being typed for another one is kept with that one."""
        if self._detail is not None and self._detail.id != detail.id:
            self.finish()
            self._show_notes(detail)
        self._detail = detail
        row, fact = detail.row, detail.row.fact

        def day(field: str, value: date | None) -> None:
            text = wording.day(value, year=True)
            self.facts[field].show_fact(text, value, today=today)

        def text(field: str, value: str | None) -> None:
            self.facts[field].show_fact(value or "", value or "")

        value = None if row.own_minor is None else to_decimal(row.own_minor, row.currency)
        self.facts["value"].show_fact(wording.money(row.own_minor, row.currency), value)
        day("expected_close_on", fact.expected_close_on)
        day("closed_on", fact.closed_on)
        day("created_on", fact.created_on)
        day("next_step_on", row.next_step_on)
        text("name", row.name)
        text("account", row.account)
        text("next_step", row.next_step)
        text("source", detail.source)
        text("lost_reason", detail.lost_reason)
        self.facts["owner_id"].show_fact(row.owner, fact.owner_id)
        self._show_forecast(detail)
        self._place(MAIN[detail.outcome])
        self._show_notes(detail, spare=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A note is written when one leaves it."""
        if watched in (self.note, self.coaching) and event.type() == QEvent.Type.FocusOut:
            self.keep_notes()
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """Write what is being typed to the deal that it was typed for."""
        self.keep_notes()
        for fact in self.facts.values():
            fact.finish()

    def _place(self, fields: Sequence[str]) -> None:
        """Puts the facts that matter now side by side, and the others away."""
        if list(fields) == self._placed:
            return
        self._placed = list(fields)
        for field, fact in self.facts.items():
            if field not in DETAILS:
                self._grid.removeWidget(fact)
                fact.setParent(self)
                fact.hide()
        for place, field in enumerate(fields):
            self._grid.addWidget(self.facts[field], place // 2, place % 2, TOP)
            self.facts[field].show()

    def keep_notes(self) -> None:
        """Write the notes where they differ."""
        if self._detail is None:
            return
        for area, field, before in self._notes(self._detail):
            typed = area.toPlainText().strip()
            if typed != before:
                self._actions.edit(self._detail.row, **{field: typed})

    def _show_notes(self, detail: DealDetail, *, spare: bool = False) -> None:
        """Shows both notes; ``spare`` leaves the one alone in which somebody types."""
        for area, _field, text in self._notes(detail):
            if not (spare and area.hasFocus()) and area.toPlainText() != text:
                area.setPlainText(text)

    def _notes(self, detail: DealDetail) -> Sequence[tuple[QPlainTextEdit, str, str]]:
        return (
            (self.note, "note", detail.note or ""),
            (self.coaching, "coaching_note", detail.coaching_note or ""),
        )

    def _show_forecast(self, detail: DealDetail) -> None:
        fact, stage = detail.row.fact, detail.stage
        by_hand = detail.category is not None and detail.outcome == "open"
        category = wording.term(fact.category)
        self.facts["category"].show_fact(
            f"{category}, by hand" if by_hand else category,
            detail.category,
            explain=f"{stage.name} means {wording.term(stage.category)}.",
        )
        own = detail.probability is not None and detail.outcome == "open"
        self.facts["probability"].show_fact(
            f"{fact.probability} %, by hand" if own else f"{fact.probability} %",
            detail.probability,
            explain=f"{stage.name} means {stage.probability} %.",
        )

    def _commit(self, field: str, value: Any) -> None:
        if self._detail is None:
            return
        if field == "value":
            self._actions.set_value(self._detail.row, value)
        else:
            self._actions.edit(self._detail.row, **{field: value})

    def _make(self) -> dict[str, Fact]:
        return {
            "value": Fact("Value", "money", nothing="No value"),
            "expected_close_on": Fact("Expected close", "date", nothing="No date"),
            "category": Fact("Forecast", "choice", offers=self._categories),
            "probability": Fact("Probability", "percent"),
            "owner_id": Fact("Owner", "choice", nothing="Nobody", offers=self._owners),
            "account": Fact(
                "Account", "suggest", nothing="No account", offers=self._texts("accounts")
            ),
            "next_step": Fact("Next step", nothing="No next step"),
            "next_step_on": Fact("Next step on", "date", nothing="No date"),
            "closed_on": Fact("Closed", "date", nothing="Unknown"),
            "lost_reason": Fact(
                "Lost reason", "suggest", nothing="Unknown", offers=self._texts("reasons")
            ),
            "name": Fact("Deal"),
            "source": Fact("Source", "suggest", nothing="Unknown", offers=self._texts("sources")),
            "created_on": Fact("Created", "date", nothing="Unknown"),
        }

    def _texts(self, of: str) -> Offers:
        def offers() -> Sequence[str]:
            found: Choices | None = self._actions.choices
            return () if found is None else getattr(found, of)

        return offers

    def _owners(self) -> list[tuple[Any, str]]:
        found = self._actions.choices
        owners = () if found is None else found.owners
        known: list[tuple[Any, str]] = [(owner.id, owner.name) for owner in owners]
        fact = self._detail.row.fact if self._detail is not None else None
        if fact is not None and fact.owner_id not in {None, *(key for key, _name in known)}:
            # Who has left is no choice for others, but stays where they are.
            known.append((fact.owner_id, self._detail.row.owner if self._detail else ""))
        return [(None, "Nobody"), *known]

    def _categories(self) -> list[tuple[Any, str]]:
        stage = self._detail.stage.category if self._detail is not None else "pipeline"
        chosen = [(code, wording.term(code)) for code in BY_HAND]
        return [(None, f"As its stage: {wording.term(stage)}"), *chosen]


def two_columns(over: QWidget) -> QGridLayout:
    """Two columns of the same width."""
    made = QGridLayout(over)
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(8)
    made.setVerticalSpacing(6)
    made.setColumnStretch(0, 1)
    made.setColumnStretch(1, 1)
    return made
