"""The dialog in which the template of the note is edited, with its places and a live preview."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QScrollArea, QWidget

from salesdesk_app.domain.note_template import filled, unknown
from salesdesk_app.services.evening.leadership_note import Template
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, row, scrolled
from salesdesk_app.ui.widgets.fields import text_area, text_field
from salesdesk_app.ui.widgets.forms import Dialog, field
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import leadership_note as words
from salesdesk_app.wording.language import gettext as _

LINES = 19
PLACES_WIDTH = 270


class TemplateDialog(Dialog):
    """``save(text, to)`` keeps it; ``values`` fill the preview with what stands there today."""

    def __init__(
        self,
        template: Template,
        values: Mapping[str, str],
        save: Callable[[str, str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Template of the note"), parent, width=900)
        self._values, self._save = values, save
        self.to = text_field(template.to, _("boss@example.com, others@example.com"))
        self.text = text_area(template.text, lines=LINES)
        self.preview = text_area(lines=LINES)
        self.preview.setReadOnly(True)
        self.unknown = label("", "label", tone="warn", wrap=True)
        self.places = [
            button(f"{{{name}}}", partial(self.insert, name), "link", explain=says)
            for name, says in words.PLACES.items()
        ]
        both = row(
            boxed(field(_("Template"), self.text)),
            boxed(field(_("As it reads today"), self.preview)),
        )
        texts = column(field(_("To, addresses with commas between"), self.to), both, self.unknown)
        texts.setStretch(1, 1)
        told = label(_("Places: click one to put it in"), "label")
        places = column(told, self._place_list(), spacing=4)
        whole = row(boxed(texts), boxed(places), spacing=16)
        whole.setStretch(0, 1)
        self.body.addLayout(whole)
        says = _("Puts back the template that SalesDesk came with")
        anew = button(_("Begin anew"), self._begin_anew, "quiet", explain=says)
        self.buttons.insertWidget(0, anew)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Save"), self.submit, "primary")
        self.text.textChanged.connect(self._show)
        self._show()
        self.text.setFocus()

    def _place_list(self) -> QScrollArea:
        """The places with what stands there, one below the other."""
        listed = column(spacing=2)
        for place, says in zip(self.places, words.PLACES.values(), strict=True):
            listed.addLayout(column(place, label(says, "label", wrap=True), spacing=0))
        listed.addStretch(1)
        area = scrolled(boxed(listed))
        area.setFixedWidth(PLACES_WIDTH)
        return area

    def insert(self, name: str) -> None:
        """Put a place in where one types."""
        self.text.insertPlainText(f"{{{name}}}")
        self.text.setFocus()

    def submit(self) -> None:
        """Keeps the template."""
        self._save(self.text.toPlainText(), self.to.text().strip())
        self.accept()

    def _begin_anew(self) -> None:
        self.text.setPlainText(words.TEMPLATE)

    def _show(self) -> None:
        text = self.text.toPlainText()
        self.preview.setPlainText(filled(text, self._values))
        names = unknown(text, self._values)
        told = words.unknown_places(names) if names else ""
        self.unknown.setText(told if text.strip() else words.NO_TEMPLATE)
        self._grow()
