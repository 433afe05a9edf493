"""The cards of one stage as a list model, each made when it is looked at, and what is dragged."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from salesdesk_app.ui.format import tip
from salesdesk_app.ui.theme import Tone
from salesdesk_app.wording.phrases import one_line

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
MIME = "application/x-salesdesk-cards"
CARD = Qt.ItemDataRole.UserRole
NAME, FIGURES, PILLS = 63, 21, 25  # what the parts of a card add to its height
GAP = 8


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


def card_height(figures: bool, pills: bool) -> int:
    """How high a card is, its gap included: name and second line, figures, pills."""
    return NAME + (FIGURES if figures else 0) + (PILLS if pills else 0) + GAP


def height_of(card: CardRow) -> int:
    """How high a card is, its gap included."""
    return card_height(bool(card.value or card.day), bool(card.pills))


class Cards(Sequence[CardRow]):
    """Cards in their order, each put into words only when it is asked for.

    ``ids`` and ``tops`` (where each card begins, and at the end where the last one ends) are known
    before, so that a stage of 100,000 is shown at once and needs nothing of those out of sight.
    """

    def __init__(
        self, ids: Iterable[int], heights: Iterable[int], made: Callable[[int], CardRow]
    ) -> None:
        """``made`` is asked by place."""
        self.ids = tuple(ids)
        self.tops = tuple(accumulate(heights, initial=0))
        self._made = made

    @classmethod
    def of(cls, cards: Sequence[CardRow]) -> "Cards":
        """Cards that are in words already."""
        if isinstance(cards, Cards):
            return cards
        ready = tuple(cards)
        return cls((card.id for card in ready), map(height_of, ready), ready.__getitem__)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> CardRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[CardRow]: ...
    def __getitem__(self, place: int | slice) -> CardRow | list[CardRow]:
        if isinstance(place, slice):
            return [self._made(one) for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._made(place % len(self))

    @property
    def height(self) -> int:
        """Of all of them."""
        return self.tops[-1]

    def at(self, y: int) -> int | None:
        """The place of the card at a height, None between and below cards."""
        if not 0 <= y < self.height:
            return None
        place = bisect_right(self.tops, y) - 1
        return place if y < self.tops[place + 1] - GAP else None

    def between(self, top: int, bottom: int) -> range:
        """The places of the cards that reach into a stretch of heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        return range(first, min(len(self), bisect_right(self.tops, bottom)))


NO_CARDS = Cards((), (), lambda _place: CardRow(0, ""))


@dataclass(frozen=True)
class StageCards:
    """One column of the board: a key to tell moves by, a head in ready words, and its cards.

    An ``empty`` one holds nothing whatever is searched for; it stands aside where room is short.
    One with an ``outcome`` (won or lost) closes what is put there.
    """

    key: Any
    title: str
    note: str = ""
    cards: Sequence[CardRow] = ()
    count: str = ""
    explain: str = field(default="", compare=False)
    empty: bool = False
    outcome: str = "open"

    @property
    def count_text(self) -> str:
        """How many there are, in words that were made ready or counted here."""
        return self.count or f"{len(self.cards):,}"


def dragged(ids: Iterable[int]) -> QMimeData:
    """Cards as they are dragged: their ids."""
    made = QMimeData()
    made.setData(MIME, QByteArray(",".join(map(str, ids)).encode()))
    return made


def copied(data: QMimeData) -> QMimeData:
    """The same data, to be kept: what is dropped is gone with its event."""
    made = QMimeData()
    for kind in data.formats():
        made.setData(kind, data.data(kind))
    return made


def dragged_ids(data: QMimeData) -> tuple[int, ...]:
    """The ids of the cards that are dragged; none of anything else."""
    if not data.hasFormat(MIME):
        return ()
    text = bytes(data.data(MIME).data()).decode()
    return tuple(map(int, filter(None, text.split(","))))


class CardsModel(QAbstractListModel):
    """The cards of one stage, to be shown and dragged; nothing moves by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = NO_CARDS

    def set_cards(self, cards: Cards) -> None:
        """Show other cards; where they are the same deals, they are repainted in place."""
        old, self.cards = self.cards, cards
        if old.ids == cards.ids:
            if cards.ids:
                self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.cards = old
        self.beginResetModel()
        self.cards = cards
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
        """Cards can be dragged; it is the stage that is dropped on."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled
