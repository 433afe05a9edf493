"""The last step: the note to leadership, what closing ticks, and the closing itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSizePolicy

from salesdesk_app.domain.note_template import unknown
from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.ui.format import literal, tip
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.panes.today.evening.step import Step
from salesdesk_app.ui.panes.today.rows import Stack
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, row, scrolled
from salesdesk_app.ui.widgets.drawn_text import broken
from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import leadership_note as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import one_line

TICKS_WIDTH = 300
TICK = 30  # pixels that a box takes beside its words


class NoteStep(Step):
    """The note as the template fills it or as it was typed; ``ticks`` are what closing ticks."""

    def __init__(
        self,
        *,
        copy: Callable[[str], object],
        mail: Callable[[str], object],
        save: Callable[[str], object],
        edit_template: Callable[[], object],
    ) -> None:
        super().__init__(
            _("Note"), _("The note to leadership, from your template. Ctrl+Enter closes the day.")
        )
        self._drafted = ""
        self._ids: list[int] = []
        self.text = _note_text()
        self.text.textChanged.connect(self._changed)
        self.unknown = label("", "label", tone="warn", wrap=True)
        self.anew = button(
            _("Fill in anew"), self._fill_anew, "link", explain=_("Lets go of your changes")
        )
        buttons = row(
            button(_("Copy"), lambda: copy(self.words)),
            button(_("Mail draft"), lambda: mail(self.words)),
            button(_("Save…"), lambda: save(self.words)),
            button(_("Template…"), edit_template, "quiet"),
            self.anew,
            None,
        )
        self.ticks = Stack(QCheckBox, spacing=8)
        self.closing = label(_("Closing ticks"), "strong")
        note = column(self.text, self.unknown, buttons)
        side = boxed(column(self.closing, self.ticks, None, spacing=6))
        area = scrolled(side)
        area.setFixedWidth(TICKS_WIDTH)
        self.side = area
        both = row(boxed(note), area, spacing=16)
        both.setStretch(0, 1)
        self.box.addLayout(both, 1)

    def show_evening(self, evening: Evening, draft: Draft) -> None:
        """Show the note, and the items of the end of the day that are open."""
        # As the field gives it back, or it would seem to be typed by hand.
        self._drafted = evening.note.replace("\N{NO-BREAK SPACE}", " ")
        text = self._drafted if draft.note is None else draft.note
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        names = unknown(evening.template.text, words.PLACES)
        self.unknown.setText(words.unknown_places(names) if names else "")
        self.unknown.setVisible(bool(names))
        shown = [
            (item.id, (item.title, draft.ticks.get(str(item.id), on))) for item, on in evening.ends
        ]
        self.ticks.show_all(shown, self._fill)
        self._ids = [item.id for item, _on in evening.ends]
        self.side.setVisible(bool(shown))
        self._changed()

    @property
    def words(self) -> str:
        """The note."""
        return self.text.toPlainText().strip()

    def chosen(self) -> dict[int, bool]:
        """Which items closing ticks."""
        return {
            item_id: box.isChecked()
            for item_id in self._ids
            if (box := self.ticks.of(item_id)) is not None
        }

    def keep(self, draft: Draft) -> None:
        """The note where it is not the drafted one, and what is ticked."""
        text = self.text.toPlainText()
        draft.note = None if text == self._drafted else text
        draft.ticks = {str(item_id): on for item_id, on in self.chosen().items()}

    def begin(self) -> None:
        """The note."""
        self.text.setFocus()

    def _fill(self, box: QCheckBox, shown: tuple[str, bool]) -> None:
        if not box.text():
            box.toggled.connect(lambda _on: self.typed.emit())
        lines = broken(one_line(shown[0]), "body", TICKS_WIDTH - TICK)
        elide, end = box.fontMetrics().elidedText, Qt.TextElideMode.ElideRight
        box.setText("\n".join(literal(elide(line, end, TICKS_WIDTH - TICK)) for line in lines))
        box.setAccessibleName(shown[0])
        box.setToolTip(tip(shown[0]))
        box.setChecked(shown[1])

    def _changed(self) -> None:
        self.anew.setVisible(self.text.toPlainText() != self._drafted)
        self.typed.emit()

    def _fill_anew(self) -> None:
        self.text.setPlainText(self._drafted)


def _note_text() -> QPlainTextEdit:
    """A field that takes all the room there is."""
    made = text_area(lines=8)
    made.setMaximumHeight(16_777_215)
    made.setMinimumHeight(120)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    made.setAccessibleName(_("Note to leadership"))
    return made
