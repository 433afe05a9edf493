"""The row above board and table: view, search, chips, and what the deals in sight come to."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.periods import Period
from salesdesk_app.services.accounts import Choice
from salesdesk_app.services.pipeline import DealFilter, Outcome
from salesdesk_app.ui import fonts
from salesdesk_app.ui.format import literal, tip
from salesdesk_app.ui.panes.pipeline.lens import LENSES
from salesdesk_app.ui.widgets.buttons import Segmented, chip
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.fields import search_field
from salesdesk_app.ui.widgets.text import Elided

VIEWS = (
    ("board", "Board"),
    ("table", "Table"),
    *((name, spec.title) for name, spec in LENSES.items()),
)
OUTCOMES: tuple[tuple[Outcome | None, str], ...] = (
    ("open", "Open"),
    ("won", "Won"),
    ("lost", "Lost"),
    (None, "All"),
)
EVERYTHING = DealFilter(outcome="open")


class FilterBar(QWidget):
    """Holds the filter. ``asked`` tells that other deals are wanted, ``narrowed`` that of those
    at hand fewer or more are to be shown, ``viewed`` that another view is.
    """

    asked = Signal()
    narrowed = Signal()
    viewed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.wanted = EVERYTHING
        self._quarter: Period | None = None
        self._owners: Sequence[Choice] = ()
        self.view = Segmented(VIEWS)
        self.view.changed.connect(self.viewed)
        self.search = search_field("Find deals")
        self.search.setAccessibleName("Find deals")
        self.search.textChanged.connect(self._typed)
        self.owner = self._dropdown("Owner")
        self.outcome = self._dropdown("Open")
        self.quarter = chip("Closes this quarter", self._toggle_quarter)
        self.quarter.setToolTip("Open deals that are expected to close this quarter")
        self.quarter.setAccessibleName("Closes this quarter")
        self.risk = chip("At risk", self._toggle_risk)
        self.risk.setToolTip("Close date passed, or gone quiet")
        self.source = chip("", lambda _on: self.reset())
        self.totals = Elided("", "body", "muted")
        self.totals.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        told = row(
            self.view,
            self.search,
            self.outcome,
            self.owner,
            self.quarter,
            self.risk,
            self.source,
            self.totals,
            spacing=8,
        )
        told.setStretch(told.count() - 1, 1)
        self.setLayout(told)
        self._show()

    def set_filter(self, wanted: DealFilter) -> None:
        """Show a filter from another place."""
        self.wanted = wanted
        self.search.setText(wanted.text)
        self._show()

    def reset(self) -> None:
        """Back to all open deals."""
        self.set_filter(EVERYTHING)
        self.asked.emit()

    def set_quarter(self, quarter: Period) -> None:
        """Which quarter it is."""
        if quarter != self._quarter:
            self._quarter = quarter
            self._show()

    def set_owners(self, owners: Sequence[Choice]) -> None:
        """Whom the menu offers."""
        if owners != self._owners:
            self._owners = owners
            self._show()

    def say(self, totals: str, explain: str, at_risk: int) -> None:
        """Say what the deals in sight come to, and how many are at risk."""
        self.totals.setText(totals)
        self.totals.setToolTip(tip(explain))
        self.risk.setText(f"At risk · {wording.count(at_risk)}" if at_risk else "At risk")

    def choose_view(self, view: str) -> None:
        """Show which view is on; only the table asks for an outcome."""
        self.view.choose(view)
        self.outcome.setVisible(view == "table")

    def make_compact(self, compact: bool) -> None:
        """Take less room, so that the totals stay in sight."""
        self.search.setFixedWidth(120 if compact else 150)
        self.quarter.setText("This quarter" if compact else "Closes this quarter")

    def toggle_outcome(self, outcome: Outcome | None) -> None:
        """Look at the deals of another outcome."""
        self._change(replace(self.wanted, outcome=outcome))

    def _typed(self, text: str) -> None:
        if text != self.wanted.text:
            self.wanted = replace(self.wanted, text=text)
        self.narrowed.emit()

    def _toggle_quarter(self, on: bool) -> None:
        self._change(replace(self.wanted, expected=self._quarter if on else None))

    def _toggle_risk(self, on: bool) -> None:
        self.wanted = replace(self.wanted, at_risk=on)
        self.narrowed.emit()

    def _toggle_owner(self, owner_id: int | None, on: bool) -> None:
        now = self.wanted.owner_ids
        owners = now | {owner_id} if on else now - {owner_id}
        self._change(replace(self.wanted, owner_ids=owners))

    def _everyone(self) -> None:
        self._change(replace(self.wanted, owner_ids=frozenset()))

    def _change(self, wanted: DealFilter) -> None:
        self.wanted = wanted
        self._show()
        self.asked.emit()

    def _show(self) -> None:
        wanted = self.wanted
        for button, on in (
            (self.quarter, wanted.expected is not None and wanted.expected == self._quarter),
            (self.risk, wanted.at_risk),
            (self.owner, bool(wanted.owner_ids)),
            (self.outcome, wanted.outcome != "open"),
        ):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        self._say_owners()
        self._say_outcome()
        self._say_source()

    def _say_owners(self) -> None:
        chosen = self.wanted.owner_ids
        names = ["Nobody’s"] if None in chosen else []
        names += [owner.name for owner in self._owners if owner.id in chosen]
        text = "Owner" if not chosen else names[0] if len(names) == 1 else f"{len(chosen)} owners"
        self.owner.setText(literal(f"{text} ▾"))
        menu = self.owner.menu()
        menu.clear()
        for owner_id, name in [(o.id, o.name) for o in self._owners] + [(None, "Nobody")]:
            action = QAction(literal(name), menu)
            action.setCheckable(True)
            action.setChecked(owner_id in chosen)
            action.toggled.connect(lambda on, it=owner_id: self._toggle_owner(it, on))
            menu.addAction(action)
        if chosen:
            menu.addSeparator()
            everyone = QAction("Everyone", menu)
            everyone.triggered.connect(lambda _=False: self._everyone())
            menu.addAction(everyone)

    def _say_outcome(self) -> None:
        self.outcome.setText(f"{dict(OUTCOMES)[self.wanted.outcome]} ▾")
        menu = self.outcome.menu()
        menu.clear()
        for outcome, name in OUTCOMES:
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(outcome == self.wanted.outcome)
            action.triggered.connect(lambda _=False, it=outcome: self.toggle_outcome(it))
            menu.addAction(action)

    def _say_source(self) -> None:
        """A filter that came from another place is named, and one click takes it off."""
        wanted = self.wanted
        foreign = (
            wanted.title
            or wanted.deal_ids is not None
            or wanted.closed is not None
            or wanted.created is not None
            or wanted.stage_ids
            or (wanted.expected is not None and wanted.expected != self._quarter)
        )
        self.source.setVisible(bool(foreign))
        self.source.setText(literal(f"{wanted.title or 'Some deals'}  ×"))
        self.source.blockSignals(True)
        self.source.setChecked(True)
        self.source.blockSignals(False)

    def _dropdown(self, text: str) -> QPushButton:
        made = chip(f"{text} ▾")
        menu = QMenu(made)
        menu.setFont(fonts.font("body"))
        made.setMenu(menu)
        return made
