"""The key figures in a row: hover explains each, a click leads to what is behind it."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.key_figures.figure import Made
from salesdesk_app.services.key_figures.figure_choice import CATALOGUE, FIRST
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.outline import figure_row
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.card import KeyFigure
from salesdesk_app.ui.widgets.text import restyle
from salesdesk_app.wording.language import gettext as _

CLICKS = {"pipeline": "Click to see the deals.", "team": "Click to go to Team."}
OTHER = "Right-click to show another figure here."


class FigureBar(QWidget):
    """The cards in a row; ``opened(pane, filter)`` tells where a click leads."""

    opened = Signal(str, object)
    choosing = Signal(int)  # the place for which another figure is wanted

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.cards = [KeyFigure(CATALOGUE[code].title) for code in FIRST]
        self.shown: list[Made] = []
        self.read_only = False  # as while one looks back
        for place, card in enumerate(self.cards):
            card.clicked.connect(lambda place=place: self.open(place))
            card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            card.customContextMenuRequested.connect(partial(self._offer, place))
        self.setLayout(figure_row(self.cards))

    def show_day(self, day: Today) -> None:
        """Show the figures of a day."""
        self.shown = [figure.made for figure in day.figures]
        for card, figure in zip(self.cards, day.figures, strict=True):
            found = figure.made
            hints = [CLICKS[found.leads]] if found.leads else []
            others = [] if self.read_only else [OTHER]
            explain = "\n".join([found.explain, *hints, *others])
            card.title.brief = CATALOGUE[figure.code].brief
            card.title.setText(figure.title)
            card.show_figure(found.value, found.note, found.tone, explain, brief=found.brief)
            _let_click(card, bool(found.leads))

    def _offer(self, place: int, at: QPoint) -> None:
        if self.read_only:
            return
        choose = partial(self.choosing.emit, place)
        menu = menu_of([(_("Show another figure…"), choose)], self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.cards[place].mapToGlobal(at))

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
