"""Fields for any text that offer what is known already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from salesdesk_app.ui import fonts
from salesdesk_app.ui.widgets.fields import text_field


def suggesting(offers: Sequence[str], text: str = "", hint: str = "") -> QLineEdit:
    """A field for any text that offers what is known already, by any part of it."""
    made = text_field(text, hint)
    found = QCompleter(list(offers), made)
    found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    found.setFilterMode(Qt.MatchFlag.MatchContains)
    found.setMaxVisibleItems(10)
    popup = QListView()
    popup.setProperty("look", "offers")
    popup.setFont(fonts.font("body"))
    found.setPopup(popup)
    made.setCompleter(found)
    return made
