"""Text made fit for Qt: never HTML, never a hidden shortcut, on one line."""

import html
import textwrap

from PySide6.QtGui import Qt

from salesdesk_app.wording.phrases import one_line

TIP_WIDTH = 90  # letters in a line of a tooltip, which Qt would let run over the whole screen


def tip(text: str) -> str:
    """Text for a tooltip in lines of a readable length, shown literally also where it looks like
    HTML to Qt.
    """
    lines = (
        textwrap.fill(line, TIP_WIDTH, break_long_words=False, break_on_hyphens=False)
        if len(line) > TIP_WIDTH
        else line
        for line in text.split("\n")
    )
    text = "\n".join(lines)
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
