"""The pre-call card as a window: one call after another, to print, to save, and to log."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk_app.services.team_calls.call_cards import Card
from salesdesk_app.services.team_calls.card_pages import Page, page
from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.panes.today.calls.card_paint import HEIGHT, WIDTH, paint_page
from salesdesk_app.ui.widgets.buttons import IconButton, button, menu_button, menu_of
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

INSET = 16.0


class CardActs(Protocol):
    """What can be done from a card."""

    def log_card(self, card: Card, parent: QWidget) -> None: ...
    def open_card_deal(self, card: Card) -> None: ...
    def print_cards(self, cards: Sequence[Card], parent: QWidget) -> None: ...
    def save_pdf(self, cards: Sequence[Card]) -> None: ...
    def save_workbook(self, cards: Sequence[Card]) -> None: ...


class CardView(QWidget):
    """A card, painted as it is on paper; read out as plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.page: Page | None = None

    def show_page(self, shown: Page) -> None:
        """Show another card."""
        self.page = shown
        self.setAccessibleName(f"{shown.when} {shown.person} → {shown.heading}")
        self.setAccessibleDescription(shown.text)
        self.update()

    def sizeHint(self) -> QSize:
        """Half a page, as large as the text of this screen."""
        scale = _scale()
        return QSize(round((WIDTH + 2 * INSET) * scale), round((HEIGHT + 2 * INSET) * scale))

    def minimumSizeHint(self) -> QSize:
        """A card is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the card in the colours of the window, with a ring where it has the focus."""
        if self.page is None:
            return
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if self.hasFocus() else tokens.line
        painter.setPen(QPen(QColor(edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        scale = _scale()
        painter.scale(scale, scale)
        size = QRectF(0, 0, self.width() / scale, self.height() / scale)
        inner = size.adjusted(INSET, INSET, -INSET, -INSET)
        paint_page(painter, inner, self.page, tokens)
        painter.end()


class CallCard(Dialog):
    """Left and Right go from call to call, L logs, Enter opens the deal, Esc closes."""

    def __init__(self, parent: QWidget, cards: Sequence[Card], key: str, acts: CardActs) -> None:
        super().__init__(_("Before the call"), parent, width=800)
        self._acts = acts
        self.cards: Sequence[Card] = cards
        self.place = _place(cards, key)
        self.view = CardView()
        self.counter = label("", "muted")
        self.back = IconButton("chevron-left", _("The call before (Left)"), self.go_back)
        self.on = IconButton("chevron-right", _("The next call (Right)"), self.go_on)
        self.body.addWidget(self.view, 1)
        for place, widget in enumerate((self.back, self.counter, self.on)):
            self.buttons.insertWidget(place, widget)
        self._menus = [
            menu_of([(text, run) for text, run in entries], self)
            for entries in (
                [(_("This card…"), self._print_one), (_("All cards…"), self._print_all)],
                [(_("As PDF…"), self._save_pdf), (_("As a workbook…"), self._save_workbook)],
            )
        ]
        for text, menu in zip((_("Print"), _("Save all")), self._menus, strict=True):
            self.buttons.addWidget(menu_button(text, menu))
        self.log = button(_("Log…"), self._log, explain=_("Say what came of it (L)"))
        self.buttons.addWidget(self.log)
        self.deal = self.add_button(_("Open the deal"), self._open_deal, "primary")
        self._show()
        self.view.setFocus()

    @property
    def card(self) -> Card:
        """The card that is shown."""
        return self.cards[self.place]

    def renew(self, cards: Sequence[Card]) -> None:
        """Show what is known now, of the same call; without any call there is nothing to show."""
        if not cards:
            self.close()
            return
        key, place = self.card.call.key, self.place
        self.cards = cards
        keys = [card.call.key for card in cards]
        self.place = keys.index(key) if key in keys else min(place, len(cards) - 1)
        self._show()

    def go_back(self) -> None:
        """Show the card of the call before."""
        self._go(-1)

    def go_on(self) -> None:
        """Show the card of the next call."""
        self._go(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from call to call, L logs."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        runs: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Left: self.go_back,
            Qt.Key.Key_Right: self.go_on,
            Qt.Key.Key_L: self._log,
        }
        run = runs.get(Qt.Key(event.key()))
        if run is None or plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        else:
            run()

    def _go(self, step: int) -> None:
        wanted = self.place + step
        if 0 <= wanted < len(self.cards):
            self.place = wanted
            self._show()

    def _show(self) -> None:
        self.view.show_page(page(self.card))
        self.counter.setText(
            _("{place} of {count}").format(place=self.place + 1, count=len(self.cards))
        )
        self.back.setEnabled(self.place > 0)
        self.on.setEnabled(self.place + 1 < len(self.cards))
        self.deal.setEnabled(self.card.call.about.deal_id is not None)

    def _open_deal(self) -> None:
        if self.card.call.about.deal_id is None:
            return
        self.close()
        self._acts.open_card_deal(self.card)

    def _log(self) -> None:
        self._acts.log_card(self.card, self)

    def _print_one(self) -> None:
        self._acts.print_cards([self.card], self)

    def _print_all(self) -> None:
        self._acts.print_cards(self.cards, self)

    def _save_pdf(self) -> None:
        self._acts.save_pdf(self.cards)

    def _save_workbook(self) -> None:
        self._acts.save_workbook(self.cards)


def _place(cards: Sequence[Card], key: str) -> int:
    return next((n for n, card in enumerate(cards) if card.call.key == key), 0)


def _scale() -> float:
    """Pixels of this screen for one of the card's, by the size of the text."""
    return QFontInfo(fonts.font("body")).pixelSize() / fonts.SIZES["body"][0]
