"""The dialog in which the key figures are chosen, each with its definition."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from salesdesk_app.services.key_figures.figure_choice import CATALOGUE, PLACES
from salesdesk_app.ui.format import literal
from salesdesk_app.ui.widgets.card import column
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric


class FiguresDialog(Dialog):
    """One picker a place, from left to right; ``save(codes)`` keeps them.

    A figure that is chosen for one place and stands in another trades places with it. Those that
    the arrow keys pass over on the way go back to theirs.
    """

    def __init__(
        self,
        parent: QWidget,
        save: Callable[[Sequence[str]], object],
        codes: Sequence[str],
        place: int = 0,
    ) -> None:
        super().__init__(_("Key figures"), parent, width=560)
        self._save = save
        self.codes = list(codes)
        self._changed, self._before = place, list(codes)  # the place, and all as they were then
        offered = [(code, kind.title) for code, kind in CATALOGUE.items()]
        self.pickers = [Picker(offered, search=False) for _n in range(PLACES)]
        self.said: list[QLabel] = [label("", "label", wrap=True) for _n in range(PLACES)]
        self.body.addWidget(label(_("From left to right."), "muted"))
        for at, picker in enumerate(self.pickers):
            picker.setAccessibleName(_("Key figure {place} from the left").format(place=at + 1))
            picker.chosen.connect(partial(self._choose, at))
            self.said[at].setAlignment(Qt.AlignmentFlag.AlignTop)
            self.said[at].setMinimumHeight(2 * self.said[at].fontMetrics().lineSpacing())
            self.body.addLayout(column(picker, self.said[at], spacing=4))
        self._show()
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save"), self.save, "primary")
        self.pickers[place].setFocus()

    def save(self) -> None:
        """Hands over what was chosen, from left to right."""
        self._save(self.codes)
        self.close()

    def _choose(self, place: int, code: str) -> None:
        if place != self._changed:
            self._changed, self._before = place, self.codes
        self.codes = list(self._before)
        if code in self.codes:
            self.codes[self.codes.index(code)] = self.codes[place]
        self.codes[place] = code
        self._show()

    def _show(self) -> None:
        for code, picker, said in zip(self.codes, self.pickers, self.said, strict=True):
            picker.set_value(code)
            said.setText(literal(metric(CATALOGUE[code].defined).text))
