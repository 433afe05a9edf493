"""A column of a table: how a row's text reads and sorts, how its cell looks and is edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from salesdesk_app.domain import sheets
from salesdesk_app.ui.theme import Tone

Kind = Literal["text", "number", "person", "pills", "bar", "spark", "check", "choice"]
Editor = Literal["text", "money", "decimal", "date", "choice", "number", "percent"]


@dataclass(frozen=True)
class Column:
    """A column: how a row's text reads and sorts, and how its cell looks.

    ``sort_key`` gives plain values; None sorts last in both directions, and without a key the
    text sorts. ``data`` is what the cell paints beside the text: pills ``((text, tone), ...)``,
    a ``Bar``, small bars ``(1, 5, 3)``, or a bool. ``second`` is muted text after the first.
    ``edit`` gives the value that ``editor`` starts from (a ``Decimal``, a ``date``, a key of
    ``choices``, a text, or None), for rows for which ``may_edit`` holds; ``today`` lets a date be
    typed without its year. ``value`` is what goes
    out to a file or the clipboard, of the ``value_kind``, where that is not the text.
    """

    id: str
    title: str
    text: Callable[[Any], str]
    kind: Kind = "text"
    sort_key: Callable[[Any], Any] | None = None
    width: int = 120
    stretch: bool = False
    strong: bool = False
    second: Callable[[Any], str] | None = None
    data: Callable[[Any], Any] | None = None
    tone: Callable[[Any], Tone] | None = None
    explain: Callable[[Any], str] | None = None
    heading_explain: str = ""
    editor: Editor | None = None
    edit: Callable[[Any], Any] | None = None
    may_edit: Callable[[Any], bool] | None = None
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    today: Callable[[], date] | None = None
    value: Callable[[Any], sheets.Cell] | None = None
    value_kind: sheets.Kind = "text"

    @property
    def right(self) -> bool:
        """Whether it stands at the right, as numbers do."""
        return self.kind == "number"

    def cell(self, row: Any) -> sheets.Cell:
        """What goes out for a row: its plain value, or the words that are shown."""
        if self.value is not None:
            return self.value(row)
        words = (self.text(row), self.second(row) if self.second else "")
        return " — ".join(word for word in words if word) or None

    def keys(self, rows: Sequence[Any]) -> list[Any]:
        """What each row is sorted by; None where it has no value and comes last."""
        if self.sort_key is not None:
            return list(map(self.sort_key, rows))
        return [text.casefold() or None for text in map(self.text, rows)]
