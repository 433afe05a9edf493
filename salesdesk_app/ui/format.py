"""Text made fit for Qt: never HTML, never a hidden shortcut, on one line."""

import html

from PySide6.QtGui import Qt


def one_line(text: str) -> str:
    """Text for a cell, card or button: line breaks and control characters become spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def tip(text: str) -> str:
    """Text for a tooltip, shown literally even where Qt would take it for HTML."""
    if Qt.mightBeRichText(text):
        return "<span>" + html.escape(text).replace("\n", "<br>") + "</span>"
    return text


def literal(text: str) -> str:
    """Text for a button or menu, in which ``&`` is a letter and not a shortcut."""
    return one_line(text).replace("&", "&&")


def initials(name: str) -> str:
    """One or two capital letters for a name: ``Priya Nair`` is ``PN``."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()
