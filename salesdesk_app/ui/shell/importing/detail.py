"""The row that is looked at: what is here and what the file says, side by side, and what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.services.importing import Conflict, Plan, PlanRow, Twin
from salesdesk_app.ui.shell.importing import preview
from salesdesk_app.ui.shell.importing.looking import Look
from salesdesk_app.ui.widgets.buttons import button, menu_button, menu_of
from salesdesk_app.ui.widgets.card import boxed, column, emptied, row, scrolled
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import LabelTone, label

TWIN_CHOICES = (("skip", "Skip", "S"), ("new", "Import as new", "N"), ("update", "Update", "U"))
SIDES = (("workspace", "Keep what is here", "K"), ("file", "Take the file’s", "F"))
MOST_TEXT = 4000

Line = tuple[str, str, str]
"""A field: what it is called, what is here, what the file says."""


class RowDetail(QFrame):
    """One row of the preview in full. What is decided goes out by the functions it is given."""

    def __init__(
        self,
        decide: Callable[[str, bool], object],
        settle: Callable[[Conflict, str, bool], object],
    ) -> None:
        """``decide(choice, for all)`` is told of twins, ``settle(conflict, side, for all)`` of
        fields that both sides changed."""
        super().__init__()
        self.setProperty("look", "note")
        self._decide, self._settle = decide, settle
        self.title = label("", "strong", wrap=True, select=True)
        self.pill = Pill()
        self.said = label("", "muted", wrap=True, select=True)
        self.deeds = QVBoxLayout()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(2, 1)
        head = row(self.title, self.pill)
        head.setStretch(0, 1)
        lines = column(head, self.said, self.deeds, boxed(self.grid), None, spacing=8)
        lines.setContentsMargins(0, 0, 12, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 4, 10)
        box.addWidget(scrolled(boxed(lines)))
        self.setMinimumWidth(280)
        self.setAccessibleName("The row in full")

    def show_row(self, look: Look, line: PlanRow, decided: preview.Decided) -> None:
        """Show a row of the plan."""
        plan = look.plan
        self.title.setText(plan.name(line) or f"Row {wording.count(line.number)}")
        self.pill.show_pill(*preview.state(look, decided, line)[0])
        emptied(self.deeds)
        emptied(self.grid)
        twin = look.twins.get(line.place)
        if twin is not None:
            self._show_twin(twin, decided(line.place))
        elif line.place in look.conflicts:
            self._show_conflicts(look, line)
        elif line.kind == "error":
            said = preview.full_note(look, line)
            self._say(f"Row {wording.count(line.number)} is left out. {said}")
            self._fill(("Field", "", "In the file"), _in_file(plan, line))
        elif line.changes:
            self._say(f"Row {wording.count(line.number)} changes what is here.")
            self._fill(("Field", "Here", "In the file"), _changes(plan, line))
        else:
            self._say(_kind_said(line))
            self._fill(("Field", "", "As it is read"), _stated(plan, line))

    def _say(self, text: str) -> None:
        self.said.setText(text)

    def _show_twin(self, twin: Twin, decided: str | None) -> None:
        name = twin.name or "a record that is here"
        self._say(
            f"Row {wording.count(twin.number)} is {twin.likeness} % like “{name}”. "
            "Are they the same?"
        )
        buttons: list[QWidget] = []
        for choice, text, key in TWIN_CHOICES:
            made = button(f"{text}  {key}", _bound(self._decide, choice, False), "chip")
            made.setCheckable(True)
            made.setChecked(decided == choice)
            made.setAccessibleName(text)
            buttons.append(made)
        every = [(f"{text}  ⇧{key}", _bound(self._decide, choice, True))
                 for choice, text, key in TWIN_CHOICES]  # fmt: skip
        buttons.append(menu_button("For all twins", menu_of(every, self), "chip"))
        self._offer(buttons)
        self._fill(("Field", "Here", "In the file"), twin.pairs)

    def _show_conflicts(self, look: Look, line: PlanRow) -> None:
        found = look.conflicts[line.place]
        self._say(
            f"Row {wording.count(line.number)}: these fields were changed here and in the file "
            "since it was written. Until you choose, what is here stays. K keeps, F takes all "
            "of this row."
        )
        for one in found:
            self.deeds.addWidget(label(one.heading, "strong"))
            self.deeds.addWidget(label(f"Was: {one.was or '(empty)'}", "label", wrap=True))
            self._offer([self._side(one, side, text) for side, text, _key in SIDES])
        every = [(f"{text}  ⇧{key}", lambda side=side: self._settle(found[0], side, True))
                 for side, text, key in SIDES]  # fmt: skip
        self._offer([menu_button("For all that both changed", menu_of(every, self), "chip")])
        if line.changes:
            self._fill(("Field", "Here", "In the file"), _changes(look.plan, line))

    def _offer(self, buttons: Sequence[QWidget]) -> None:
        line = Flow(spacing=6)
        for made in buttons:
            line.addWidget(made)
        self.deeds.addWidget(boxed(line))

    def _side(self, one: Conflict, side: str, text: str) -> QWidget:
        value = one.workspace if side == "workspace" else one.file
        made = button(
            f"{text}: {_cut(value, 60) or '(empty)'}",
            lambda: self._settle(one, side, False),
            "chip",
            explain=value,
        )
        made.setCheckable(True)
        made.setChecked((one.decided or "workspace") == side)
        return made

    def _fill(self, titles: Line, lines: Sequence[Line]) -> None:
        if not lines:
            return
        narrow = not titles[1]
        self.grid.setColumnStretch(1, 0 if narrow else 1)
        for place, title in enumerate(titles):
            if title:
                self.grid.addWidget(label(title, "label"), 0, place)
        for number, (field, here, said) in enumerate(lines, start=1):
            differs = not narrow and here != said
            self._put(number, 0, _text(field, "muted"))
            if not narrow:
                self._put(number, 1, _text(here or "(empty)", "muted" if differs else "plain"))
            tone: LabelTone = "accent" if differs else "plain"
            self._put(number, 2, _text(said or "(empty)", tone))

    def _put(self, line: int, place: int, made: QLabel) -> None:
        self.grid.addWidget(made, line, place, Qt.AlignmentFlag.AlignTop)


def _bound(decide: Callable[[str, bool], object], choice: str, every: bool) -> Callable[[], object]:
    return lambda: decide(choice, every)


def _text(text: str, tone: LabelTone) -> QLabel:
    return label(_cut(text, MOST_TEXT), "body", tone=tone, wrap=True, select=True)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _changes(plan: Plan, line: PlanRow) -> list[Line]:
    return [(preview.heading(plan, one.field), one.old, one.new) for one in line.changes]


def _in_file(plan: Plan, line: PlanRow) -> list[Line]:
    cells = plan.table.rows[line.place]
    return [
        (plan.table.title(match.column), "", str(cells[match.column]))
        for match in plan.table.matches
        if match.field is not None and cells[match.column] != ""
    ]


def _stated(plan: Plan, line: PlanRow) -> list[Line]:
    found = ((one, plan.shown(line, one)) for one in plan.columns)
    read = [(preview.heading(plan, one), "", text) for one, text in found if text]
    return read or _in_file(plan, line)


def _kind_said(line: PlanRow) -> str:
    number = f"Row {wording.count(line.number)}"
    if line.kind == "new":
        return f"{number} is new here."
    if line.kind == "same":
        return f"{number} says what is here already."
    other = f" as row {wording.count(line.other)}" if line.other is not None else ""
    return f"{number} is about the same record{other}, which counts."
