"""The button of saved views: to look through one, keep what is looked at, and put them in order."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.filters import edits
from salesdesk_app.services import saved_views
from salesdesk_app.services.saved_views import ViewRow
from salesdesk_app.ui import fonts
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.filters.filtering import Filtering
from salesdesk_app.ui.format import literal, tip
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.fields import text_field
from salesdesk_app.ui.widgets.forms import Dialog, field

NAME_WIDTH = 130  # pixels of a view's name on the button
SUGGESTED = (
    ("Closing this quarter, at risk", "is:open closes:this-quarter is:risk"),
    ("No next step", "is:open signal:no-next-step"),
    ("Quiet for two weeks", "is:open quiet>14"),
    ("Put off more than once", "is:open pushed>1"),
    ("Commit, still to come this quarter", "is:open forecast:commit closes:this-quarter"),
    ("Won this quarter", "is:won closed:this-quarter"),
    ("Lost this quarter", "is:lost closed:this-quarter"),
)
"""Lines to begin with, for who has not saved any view."""


class Laid(Protocol):
    """What has a layout that a view can keep."""

    def layout(self) -> Any: ...
    def set_layout(self, layout: Mapping[str, Any]) -> None: ...


class Views(QObject):
    """The views of the workspace beside one filter; ``button`` is what is put on screen.

    ``chosen`` tells that a view was gone to.
    """

    chosen = Signal()

    def __init__(
        self, desk: Desk, filtering: Filtering, parent: QWidget, laid: Laid | None = None
    ) -> None:
        super().__init__(parent)
        self.active: ViewRow | None = None
        self.rows: Sequence[ViewRow] = ()
        self.dialog: NameDialog | None = None
        self._desk, self._filtering, self._laid, self._parent = desk, filtering, laid, parent
        self.button = button("Views ▾", kind="chip")
        self.button.setAccessibleName("Saved views")
        self.menu = QMenu(self.button)
        self.menu.setFont(fonts.font("body"))
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)
        filtering.changed.connect(self.show_state)
        desk.changed.connect(self._on_changed)
        self.show_state()

    @property
    def differs(self) -> bool:
        """Whether what is looked at is another line or layout than the active view's."""
        if self.active is None:
            return False
        line = edits.tidied(self._filtering.line.text)
        other = self._laid is not None and bool(self.active.layout)
        return line != edits.tidied(self.active.query) or (
            other and self._layout() != dict(self.active.layout)
        )

    def ask(self) -> None:
        """Asks which views there are now."""
        self._desk.ask(saved_views.rows, then=self.show_rows, topic=("views", id(self)))

    def show_rows(self, rows: Sequence[ViewRow]) -> None:
        """Offers these views; the active one stays so while there is one of its id."""
        self.rows = rows
        if self.active is not None:
            here = self.active.id
            self.active = next((row for row in rows if row.id == here), None)
        self.show_state()

    def open(self, view: ViewRow) -> None:
        """Looks at deals through a view."""
        self.active = view
        if self._laid is not None and view.layout:
            self._laid.set_layout(view.layout)
        self._filtering.set_line(view.query)
        self.show_state()
        self.chosen.emit()

    def leave(self) -> None:
        """Looks through no view any more, at what a pane begins with."""
        self.active = None
        self._filtering.reset()
        self.show_state()

    def show_state(self) -> None:
        """Says which view is on, with a dot where what is looked at differs from it."""
        name = "Views" if self.active is None else self.active.name
        dot = " •" if self.differs else ""
        short = self.button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH)
        self.button.setText(literal(f"{short}{dot} ▾"))
        self.button.setProperty("on", self.active is not None)
        said = "Saved views" if self.active is None else f"Saved view: {name}"
        changed = ", changed" if dot else ""
        self.button.setAccessibleName(f"{said}{changed}")
        self.button.setToolTip(tip(f"{said}{changed}"))

    def fill(self) -> None:
        """Fills the menu anew."""
        menu, active = self.menu, self.active
        menu.clear()
        for view in self.rows:
            action = menu.addAction(literal(view.name), partial(self.open, view))
            action.setCheckable(True)
            action.setChecked(active is not None and active.id == view.id)
        menu.addSeparator()
        if active is not None and self.differs:
            menu.addAction(literal(f"Save changes to “{active.name}”"), self.save)
            menu.addAction(literal(f"Back to “{active.name}”"), partial(self.open, active))
        named = self._filtering.wanted.deal_ids is not None
        save = menu.addAction("Save as a new view …", self.save_as)
        save.setEnabled(not named)
        if named:
            save.setText("Save as a new view (not for deals that a figure named)")
        if active is not None:
            self._fill_active(active)
        menu.addSeparator()
        suggested = menu.addMenu("Suggestions")
        suggested.setFont(menu.font())
        for name, line in SUGGESTED:
            suggested.addAction(name, partial(self._suggest, line))
        menu.addAction("No view", self.leave)

    def save(self) -> None:
        """Keeps what is looked at under the active view's name."""
        if self.active is not None:
            view, layout = self.active, self._layout() or dict(self.active.layout)
            line = self._filtering.line.text
            self._desk.do(saved_views.change, view.id, line, layout, notice=True)

    def save_as(self) -> None:
        """Asks for a name and keeps what is looked at under it."""
        line, layout = self._filtering.line.text, self._layout()

        def keep(name: str) -> None:
            self._desk.do(saved_views.add, name, line, layout, notice=True, then=self._added)

        self._ask_name("Save as a new view", "Save", "", keep)

    def rename(self) -> None:
        """Asks for another name of the active view."""
        if self.active is not None:
            view = self.active

            def keep(name: str) -> None:
                self._desk.do(saved_views.rename, view.id, name, notice=True, then=self._closed)

            self._ask_name("Rename the view", "Rename", view.name, keep)

    def remove(self) -> None:
        """Forgets the active view; the line stays."""
        if self.active is not None:
            self._desk.do(saved_views.remove, self.active.id, notice=True)

    def move(self, step: int) -> None:
        """Puts the active view a place up or down."""
        places = [view.id for view in self.rows]
        if self.active is not None and self.active.id in places:
            place = places.index(self.active.id) + step
            self._desk.do(saved_views.move, self.active.id, max(0, place))

    def _fill_active(self, active: ViewRow) -> None:
        menu, place = self.menu, [view.id for view in self.rows].index(active.id)
        menu.addAction("Rename …", self.rename)
        up = menu.addAction("Move up", partial(self.move, -1))
        up.setEnabled(place > 0)
        down = menu.addAction("Move down", partial(self.move, 1))
        down.setEnabled(place < len(self.rows) - 1)
        menu.addAction("Delete", self.remove)

    def _suggest(self, line: str) -> None:
        self.active = None
        self._filtering.set_line(line)
        self.show_state()
        self.chosen.emit()

    def _layout(self) -> dict[str, Any]:
        return {} if self._laid is None else dict(self._laid.layout())

    def _added(self, view_id: int) -> None:
        self._closed()
        self.active = ViewRow(view_id, "", self._filtering.line.text, self._layout())
        self.ask()

    def _closed(self, _result: object = None) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _ask_name(self, title: str, does: str, name: str, keep: Callable[[str], object]) -> None:
        self.dialog = NameDialog(title, does, name, keep, self._parent)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self, _result: int) -> None:
        self.dialog = None

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "*" in tables or "saved_view" in tables:
            self.ask()


class NameDialog(Dialog):
    """Asks for a view's name; what is wrong with it is told by the desk, and it stays open."""

    def __init__(
        self, title: str, does: str, name: str, keep: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(title, parent, width=380)
        self.name = text_field(name, "Closing this month")
        self.name.setMaxLength(saved_views.LONGEST)
        self.body.addLayout(field("Name", self.name))
        self._keep = keep
        self.add_button("Cancel", self.reject)
        self.add_button(does, self.submit, "primary")
        self.name.selectAll()
        self.name.setFocus()

    def submit(self) -> None:
        """Keeps the name, if there is one."""
        name = self.name.text().strip()
        if not name:
            self.tell(wording.problem("field.empty", {"field": "Name"}))
            return
        self._keep(name)
