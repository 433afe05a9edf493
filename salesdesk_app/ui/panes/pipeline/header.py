"""The pipeline's buttons in the title row: those of its deals, or those of the lens that is on."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.present_only import present_only
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, row


class HeaderButtons(QWidget):
    """Shows the buttons of one view at a time; what stands in all of them is in the middle."""

    def __init__(
        self, desk: Desk, run: Callable[[str], object], new_deal: Callable[[], object]
    ) -> None:
        """``run`` runs a command by its id; nothing can be added while one looks back."""
        super().__init__()
        first = button("Import", lambda: run("file.import"), explain="Ctrl+I")
        explain = "What is in sight, as it is shown (Ctrl+Shift+E)"
        always = button("Export", lambda: run("file.export_shown"), explain=explain)
        last = button("New deal", new_deal, "primary", explain="Ctrl+N")
        present_only(desk, first, last)
        self.setProperty("look", "clear")
        self._deals = (first, last)
        self._lenses: dict[str, QWidget] = {}
        self._own: set[str] = set()
        self._row = row(first, always, last, spacing=10)
        self.setLayout(self._row)

    def adopt(self, lens: str, widgets: Sequence[QWidget]) -> None:
        """Takes the buttons of a lens in, hidden until it is shown."""
        box = boxed(row(*widgets, spacing=10))
        box.hide()
        if widgets:
            self._own.add(lens)
        self._lenses[lens] = box
        self._row.insertWidget(0, box)

    def show_for(self, view: str) -> None:
        """Shows the buttons of a view; a lens without any has those of the deals."""
        for widget in self._deals:
            widget.setVisible(view not in self._own)
        for name, box in self._lenses.items():
            box.setVisible(name == view)
