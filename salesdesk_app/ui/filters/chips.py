"""The chips of a filter: what one most often asks for, each condition there is, and one more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.filters import edits
from salesdesk_app.domain.filters.fields import BY_ID
from salesdesk_app.domain.filters.line import Term
from salesdesk_app.domain.filters.tokens import unquoted
from salesdesk_app.domain.filters.writing import values_text
from salesdesk_app.ui import fonts
from salesdesk_app.ui.filters import menus
from salesdesk_app.ui.filters.filtering import Filtering
from salesdesk_app.ui.filters.words import chip_text
from salesdesk_app.ui.format import literal, tip
from salesdesk_app.ui.widgets.buttons import IconButton, button, chip
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.text import restyle, set_tone

THIS_QUARTER = "closes:this-quarter"


class Chips(QWidget):
    """A row of chips over one filter; it grows a line where there is no room."""

    def __init__(self, filtering: Filtering, *, outcome: bool = True) -> None:
        """``outcome`` says whether open, won and lost can be told apart here."""
        super().__init__()
        self.setProperty("look", "clear")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.filtering = filtering
        self.outcome = self._dropdown("Outcome")
        self.owner = self._dropdown("Owner")
        self.quarter = chip("Closes this quarter", self._toggle_quarter)
        self.quarter.setAccessibleName("Closes this quarter")
        self.quarter.setToolTip("Deals that are expected to close this quarter")
        self.risk = chip("At risk", self._toggle_risk)
        self.risk.setToolTip("Deals with a signal that means a risk, by the settings")
        self.more = button("+ Filter", kind="chip")
        self.more.setAccessibleName("Add a filter")
        self.source = TermChip("", self)
        self.terms: list[TermChip] = []
        self._told: list[tuple[str, bool]] = []
        self._row = Flow(self, spacing=6)
        for made in (self.outcome, self.owner, self.quarter, self.risk, self.source, self.more):
            self._row.addWidget(made)
        self.outcome.setVisible(outcome)
        self._menu_of(self.outcome, self._fill_outcome)
        self._menu_of(self.owner, self._fill_owner)
        self._menu_of(self.more, self._fill_more)
        self.source.removed.connect(filtering.forget_deals)
        filtering.changed.connect(self.show_line)
        self.show_line()

    def say_risk(self, at_risk: int, rule: str) -> None:
        """How many of the deals in sight are at risk, and by which rule."""
        self.risk.setToolTip(tip(rule))
        self.risk.setText(f"At risk · {wording.count(at_risk)}" if at_risk else "At risk")

    def let_tell_outcome(self, on: bool) -> None:
        """Whether open, won and lost can be told apart in what is shown now."""
        self.outcome.setEnabled(on)
        self.outcome.setToolTip("" if on else "Open, won and lost deals each have their part here")

    def show_line(self) -> None:
        """Shows the line's conditions; chips that stay as they were are not made anew."""
        line, filtering = self.filtering.line, self.filtering
        owner, quarter = edits.term_of(line, "owner"), self._quarter()
        if owner is not None and owner.fault is not None:
            owner = None
        own = {id(t) for t in (owner, quarter, *self._standing("outcome"), *self._standing("risk"))}
        _check(self.quarter, quarter is not None)
        _check(self.risk, edits.term_of(line, "risk") is not None)
        self._say_outcome()
        self.owner.setText(literal(self._owners(owner)))
        _check(self.owner, owner is not None)
        others = [t for t in line.terms if t.token.field is not None and id(t) not in own]
        self._show_terms(others)
        named = filtering.wanted.deal_ids is not None
        self.source.setVisible(named)
        self.source.say(filtering.wanted.title or "Some deals")

    def _show_terms(self, terms: Sequence[Term]) -> None:
        line, names = self.filtering.line, self.filtering.names
        told = [(chip_text(term, line.text, names), term.fault is not None) for term in terms]
        if told != self._told:
            self._told = told
            while len(self.terms) > len(told):
                self._row.removeWidget(self.terms[-1])
                self.terms.pop().deleteLater()
            while len(self.terms) < len(told):
                self._add_chip()
        for made, term, (text, wrong) in zip(self.terms, terms, told, strict=True):
            made.term = term
            made.say(text, wrong=wrong)

    def _add_chip(self) -> None:
        made = TermChip("", self)
        made.removed.connect(lambda: self._remove(made))
        self._menu_of(made.button, partial(self._fill_term, made))
        self.terms.append(made)
        # Behind the last chip of a term: what adds one more stays at the end.
        self._row.insert(self._row.count() - 2, made)
        made.show()

    def _remove(self, made: "TermChip") -> None:
        if made.term is not None:
            self.filtering.put(edits.replaced(self.filtering.line, made.term, ""))
            (self.terms[-1].button if self.terms else self.more).setFocus()

    def _fill_term(self, made: "TermChip", menu: QMenu) -> None:
        term, filtering = made.term, self.filtering
        if term is None:
            return
        if term.fault is not None:
            self._fill_nearest(menu, term)
        elif term.field is not None:
            menus.fill_field(menu, term.field, filtering, term)
            menu.addSeparator()
            turned = menu.addAction("All but these")
            turned.setCheckable(True)
            turned.setChecked(term.token.negated)
            new = edits.turned(filtering.line, term)
            turned.triggered.connect(lambda _on=False: filtering.put(new))
        menu.addSeparator()
        menu.addAction("Edit in the line").triggered.connect(lambda: filtering.go_to(term))
        menu.addAction("Remove").triggered.connect(lambda: self._remove(made))

    def _fill_nearest(self, menu: QMenu, term: Term) -> None:
        """What may have been meant by a name that is not known."""
        field, filtering = term.field, self.filtering
        if field is None or field.holding not in ("names", "codes"):
            return
        directory, said = filtering.names.directory(field), unquoted(term.token.said)
        found = [entry.label for entry in directory.beginning(said, menus.MOST)]
        for name in found or directory.near(said):
            new = edits.replaced(filtering.line, term, f"{field.name}:{values_text([name])}")
            menu.addAction(literal(name)).triggered.connect(partial(_put, filtering, new))

    def _fill_outcome(self, menu: QMenu) -> None:
        menus.fill_outcome(menu, self.filtering)

    def _fill_owner(self, menu: QMenu) -> None:
        filtering = self.filtering
        term = edits.term_of(filtering.line, "owner")
        menus.fill_names(menu, BY_ID["owner"], filtering, term)
        if term is not None:
            menu.addSeparator()
            new = edits.put(filtering.line, "owner", "")
            menu.addAction("Everyone").triggered.connect(partial(_put, filtering, new))

    def _fill_more(self, menu: QMenu) -> None:
        menus.fill_more(menu, self.filtering)

    def _toggle_quarter(self, on: bool) -> None:
        new = edits.put(self.filtering.line, "closes", THIS_QUARTER if on else "")
        self.filtering.put(new)

    def _toggle_risk(self, on: bool) -> None:
        self.filtering.put(edits.put(self.filtering.line, "risk", "is:risk" if on else ""))

    def _quarter(self) -> Term | None:
        """The term that asks for this quarter's closes, however it is spelled."""
        term = edits.term_of(self.filtering.line, "closes")
        said = "" if term is None else unquoted(term.token.said).replace("_", "-").casefold()
        return term if said == "this-quarter" else None

    def _standing(self, field: str) -> list[Term]:
        found = edits.term_of(self.filtering.line, field)
        return [] if found is None or (field == "outcome" and self.outcome.isHidden()) else [found]

    def _say_outcome(self) -> None:
        line = self.filtering.line
        term = edits.term_of(line, "outcome")
        said = "All" if term is None else chip_text(term, line.text, self.filtering.names)
        said = "All" if term is not None and not term.conditions else said
        self.outcome.setText(f"{said} ▾")
        _check(self.outcome, said != "Open")

    def _owners(self, term: Term | None) -> str:
        keys = edits.keys_of(term)
        if not keys:
            return "Owner ▾"
        if len(keys) > 1:
            return f"{len(keys)} owners ▾"
        (key,) = keys
        entries = self.filtering.names.directory(BY_ID["owner"])
        name = "Nobody’s" if key is None else entries.label(key) or "Owner"
        return f"{name} ▾"

    def _dropdown(self, text: str) -> QPushButton:
        made = chip(f"{text} ▾")
        made.setAccessibleName(text)
        return made

    def _menu_of(self, made: QPushButton, fill: "menus.Fill") -> None:
        menu = QMenu(made)
        menu.setFont(fonts.font("body"))

        def fresh() -> None:
            menu.clear()
            fill(menu)

        menu.aboutToShow.connect(fresh)
        made.setMenu(menu)


class TermChip(QFrame):
    """A condition: a click on its words changes it, × or Del takes it off."""

    removed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "chip")
        self.term: Term | None = None
        self.button = button(text, kind="plain")
        self.button.setProperty("kind", "chipped")
        self.off = IconButton("x", "Remove", self.removed.emit, 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 3, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.off)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Its words; what is wrong is marked by a word as well as by its colour."""
        shown = f"{text} ?" if wrong else text
        if self.button.text() != literal(shown):
            self.button.setText(literal(shown))
            set_tone(self, "bad" if wrong else "plain")
            restyle(self.button)
            self.button.setAccessibleName(f"Not understood: {text}" if wrong else text)
            self.button.setToolTip(tip(text))
            self.off.setAccessibleName(f"Remove {text}")
            self.off.setToolTip(tip(f"Remove {text}"))
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes it off."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)


def _put(filtering: Filtering, text: str, _checked: bool = False) -> None:
    filtering.put(text)


def _check(made: QPushButton, on: bool) -> None:
    made.blockSignals(True)
    made.setChecked(on)
    made.blockSignals(False)
