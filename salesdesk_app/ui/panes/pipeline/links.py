"""What belongs to a deal, by name: contacts, competitors and products, added and taken out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from salesdesk_app.services.deals.deal_detail import ProductLine
from salesdesk_app.ui.panes.pipeline.facts import INSET, FactButton
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import boxed, emptied, row
from salesdesk_app.ui.widgets.fields import NumberEdit, PercentEdit
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.ui.widgets.text import label


@dataclass(frozen=True)
class Link:
    """One thing that belongs to the deal: its id, its name, a few words after it, and its hover."""

    id: int
    name: str
    note: str = ""
    explain: str = ""


class Links(QWidget):
    """A short list under its name. A click on an entry tells ``opened``; ``+`` adds by name."""

    added = Signal(str)
    removed = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str, says: str, offers: Callable[[], Sequence[str]]) -> None:
        """``says`` is what the add button is called, ``offers`` the names known already."""
        super().__init__()
        self.setProperty("look", "clear")
        self._offers = offers
        self._hint = says
        self.ask_by_field = True
        self.shown: tuple[Link, ...] = ()
        self.field: QLineEdit | None = None
        self.plus = IconButton("plus", says, self.add, 14)
        caption = label(name, "label")
        caption.setContentsMargins(INSET, 0, 0, 0)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.caption = row(caption, self.plus, None, spacing=2)
        self._box.addLayout(self.caption)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._box.addLayout(self._list)
        self._box.addStretch(1)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show other links."""
        if tuple(links) == self.shown and self._list.count():
            return
        self.shown = tuple(links)
        emptied(self._list)
        for link in links:
            self._list.addWidget(self._entry(link))
        if not links:
            none = label("None", "muted")
            none.setContentsMargins(INSET, 2, 0, 2)
            self._list.addWidget(none)

    def add(self) -> None:
        """Put a field for a name at the end, or let the owner ask (``opened`` with 0)."""
        if not self.ask_by_field:
            self.opened.emit(0)
            return
        if self.field is None:
            self.field = suggesting(self._offers(), hint=self._hint)
            self.field.installEventFilter(self)
            self._box.insertWidget(2, self.field)
            QWidget.setTabOrder(self.plus, self.field)
            self.field.show()
        self.field.setFocus()

    def cancel(self) -> None:
        """Take the field for a name away."""
        self._done("", focus=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds what was typed; Esc and leaving the field take it away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._done("")
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._done(self.field.text() if self.field is not None else "")
                return True
        if event.type() == QEvent.Type.FocusOut and self.field is not None:
            popup = self.field.completer().popup()
            if popup is None or not popup.isVisible():
                self._done("")
        return super().eventFilter(watched, event)

    def _done(self, text: str, *, focus: bool = True) -> None:
        field, self.field = self.field, None
        if field is None:
            return
        field.removeEventFilter(self)
        field.hide()
        self._box.removeWidget(field)
        field.deleteLater()
        if focus:
            self.plus.setFocus()
        if text.strip():
            self.added.emit(text.strip())

    def _entry(self, link: Link) -> QWidget:
        name = FactButton()
        text = f"{link.name}, {link.note}" if link.note else link.name
        name.show_text(text, "", link.explain)
        name.clicked.connect(lambda _on=False: self.opened.emit(link.id))
        remove = IconButton("x", f"Remove {link.name}", lambda: self.removed.emit(link.id), 12)
        return boxed(row(name, remove, spacing=0))


class ProductDialog(Dialog):
    """Which product, how many, and at which discount."""

    def __init__(
        self,
        offers: Sequence[str],
        line: ProductLine | None,
        accept: Callable[[str, int, int], object],
        parent: QWidget,
    ) -> None:
        """``accept`` gets name, quantity and discount in basis points."""
        super().__init__("Product" if line else "Add a product", parent, width=420)
        self._accept = accept
        self.name = suggesting(offers, line.name if line else "", "A new one is added")
        self.name.setEnabled(line is None)
        self.quantity = NumberEdit(1, 1_000_000)
        self.quantity.set_value(line.quantity if line else 1)
        self.discount = PercentEdit("No discount")
        self.discount.set_value(line.discount_bp if line and line.discount_bp else None)
        form = Form(2)
        form.add("Product", self.name, wide=True)
        form.add("Quantity", self.quantity)
        form.add("Discount in %", self.discount)
        self.body.addWidget(form)
        self.add_button("Cancel", self.reject)
        self.add_button("Save" if line else "Add", self.submit, "primary")
        (self.quantity if line else self.name).setFocus()

    def submit(self) -> None:
        """Hands on what was typed, or says what is missing."""
        wrong: Any = next((f.wrong for f in (self.quantity, self.discount) if not f.readable), "")
        if not self.name.text().strip():
            wrong = "Say which product it is."
        if wrong or self.quantity.value() is None:
            self.tell(wrong or self.quantity.wrong)
            return
        discount_bp = self.discount.value() or 0
        self._accept(self.name.text().strip(), self.quantity.value(), discount_bp)
