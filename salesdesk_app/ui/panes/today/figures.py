"""The key figures in a row: hover explains each, a click leads to what is behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk_app.services.key_figures.figure import Made
from salesdesk_app.services.key_figures.figure_choice import PLACES
from salesdesk_app.services.today import Today
from salesdesk_app.ui.widgets.card import KeyFigure
from salesdesk_app.ui.widgets.text import restyle

CLICKS = {"pipeline": "Click to see the deals.", "team": "Click to go to Team."}


class FigureBar(QWidget):
    """The cards in a row; ``opened(pane, filter)`` tells where a click leads."""

    opened = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.cards = [KeyFigure("") for _place in range(PLACES)]
        self.shown: list[Made] = []
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for place, card in enumerate(self.cards):
            card.clicked.connect(lambda place=place: self.open(place))
            box.addWidget(card, 1)

    def show_day(self, day: Today) -> None:
        """Show the figures of a day."""
        self.shown = [figure.made for figure in day.figures]
        for card, figure in zip(self.cards, day.figures, strict=True):
            found = figure.made
            explain = f"{found.explain}\n{CLICKS[found.leads]}" if found.leads else found.explain
            card.title.setText(figure.title)
            card.show_figure(found.value, found.note, found.tone, explain)
            _let_click(card, bool(found.leads))

    def open(self, place: int) -> None:
        """Go to what is behind a figure."""
        found = self.shown[place] if self.shown else None
        if found is not None and found.leads:
            self.opened.emit(found.leads, found.filter)


def _let_click(card: KeyFigure, live: bool) -> None:
    """A card with nothing behind it is no button."""
    if bool(card.property("live")) == live:
        return
    card.setProperty("live", "true" if live else None)
    card.setFocusPolicy(Qt.FocusPolicy.TabFocus if live else Qt.FocusPolicy.NoFocus)
    card.setCursor(Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor)
    restyle(card)
