"""The cards of one stage as a list model, with what is dragged from and dropped on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from salesdesk_app.ui.format import one_line, tip
from salesdesk_app.ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
MIME = "application/x-salesdesk-cards"
CARD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class CardRow:
    """A card in ready words; ``owner`` is a full name, painted as initials."""

    id: int
    title: str
    subtitle: str = ""
    value: str = ""
    day: str = ""
    owner: str = ""
    pills: tuple[tuple[str, Tone], ...] = ()
    explain: str = ""

    def line(self) -> str:
        """All its words in lower case, to be searched."""
        words = (self.title, self.subtitle, self.value, self.owner, *(t for t, _ in self.pills))
        return " ".join(words).lower()


@dataclass(frozen=True)
class StageCards:
    """One column of the board: a key to tell moves by, a head in ready words, and its cards.

    An ``empty`` one holds nothing whatever is searched for; it stands aside where room is short.
    """

    key: Any
    title: str
    note: str = ""
    cards: Sequence[CardRow] = ()
    count: str = ""
    explain: str = field(default="", compare=False)
    empty: bool = False

    @property
    def count_text(self) -> str:
        """How many there are, in words that were made ready or counted here."""
        return self.count or f"{len(self.cards):,}"


def _lines(card: CardRow) -> tuple[bool, bool]:
    """What makes a card as high as it is."""
    return bool(card.value or card.day), bool(card.pills)


class CardsModel(QAbstractListModel):
    """The cards of one stage. A drop tells ``dropped`` with the ids; nothing moves by itself."""

    dropped = Signal(object)  # tuple of ids

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[CardRow] = []

    def set_cards(self, cards: Sequence[CardRow]) -> None:
        """Show other cards; one that only differs in content is repainted in place."""
        old, new = self.cards, list(cards)
        if [card.id for card in old] == [card.id for card in new]:
            self.cards = new
            pairs = enumerate(zip(old, new, strict=True))
            differ = [i for i, (a, b) in pairs if a is not b and a != b]
            if any(_lines(old[i]) != _lines(new[i]) for i in differ):
                self.layoutChanged.emit()
            elif differ:
                self.dataChanged.emit(self.index(differ[0]), self.index(differ[-1]))
            return
        self.beginResetModel()
        self.cards = new
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many cards there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card for the delegate, and its words for screen readers and the hover."""
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{card.title} {card.subtitle} {card.value}")
        if role == Qt.ItemDataRole.ToolTipRole and card.explain:
            return tip(card.explain)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be dragged, the stage can be dropped on."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsDragEnabled
            | flag.ItemIsDropEnabled
        )

    def mimeTypes(self) -> list[str]:
        """What a stage takes."""
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """The ids of the cards that are dragged."""
        ids = ",".join(str(self.cards[index.row()].id) for index in indexes)
        made = QMimeData()
        made.setData(MIME, QByteArray(ids.encode()))
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        """Cards are moved, never copied."""
        return Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tells which cards were dropped; the workspace moves them and the board loads again."""
        if not data.hasFormat(MIME):
            return False
        mine = {card.id for card in self.cards}
        text = bytes(data.data(MIME).data()).decode()
        ids = tuple(i for i in map(int, filter(None, text.split(","))) if i not in mine)
        if ids:
            self.dropped.emit(ids)
        # False: the view that was dragged from must not take the rows away by itself.
        return False
