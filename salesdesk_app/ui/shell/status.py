"""The status line: saved, last checked backup, file and counts, and what Ctrl+Z would undo."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from salesdesk_app.ui import fonts
from salesdesk_app.ui.format import literal, tip
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from salesdesk_app.ui.desk import Desk


class Status(QFrame):
    """What the window says about itself, in one line at its foot."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(28)
        self._desk: Desk | None = None
        self.saved = label("", "label")
        self.backup = label("", "label")
        self.backup.hide()
        self.file = Elided("", "label")
        self.undo = button("", undo, "link")
        self.undo.setFont(fonts.font("label"))
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 0, 14, 0)
        box.setSpacing(18)
        for part in (self.saved, self.backup):
            box.addWidget(part)
        box.addWidget(self.file, 1)
        box.addWidget(self.undo)
        self.undo.hide()

    def follow(self, desk: "Desk") -> None:
        """Say from now on what a desk does."""
        self._desk = desk
        desk.saving.connect(self._on_saving)
        desk.labels_changed.connect(self._on_labels)
        self._on_saving(False)
        self._on_labels()

    def say_backup(self, words: str) -> None:
        """Say when the last checked backup was made; nothing where there is none."""
        self.backup.setText(words)
        self.backup.setVisible(bool(words))

    def _on_saving(self, saving: bool) -> None:
        self.saved.setText("Saving…" if saving else "All changes saved")

    def _on_labels(self) -> None:
        found = None if self._desk is None else self._desk.undo_label
        self.undo.setVisible(found is not None)
        if found is not None:
            text = found if len(found) <= 70 else found[:69] + "…"
            self.undo.setText(literal(f"Undo: {text} (Ctrl Z)"))
            self.undo.setToolTip(tip(found))
