"""The filter of one pane: its line, what the line means, and who is told when that changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk_app import wording
from salesdesk_app.domain.filters import edits
from salesdesk_app.domain.filters.completion import offers
from salesdesk_app.domain.filters.line import Line, Term, parse
from salesdesk_app.domain.filters.names import Names
from salesdesk_app.domain.filters.wanted import DealFilter
from salesdesk_app.domain.filters.writing import filter_text
from salesdesk_app.domain.money import Rates
from salesdesk_app.ui.filters.line_edit import FilterLine

PAUSE_MS = 150
"""How long typing rests before other deals are asked for; fewer of those at hand show at once."""

NOTHING_KNOWN = Names(Rates("USD"))


class Filtering(QObject):
    """Holds the line. ``asked`` tells that other deals are wanted, ``narrowed`` that of those at
    hand fewer or more are to be shown, ``changed`` that the line is another.
    """

    asked = Signal()
    narrowed = Signal()
    changed = Signal()

    def __init__(self, today: Callable[[], date], first: str) -> None:
        """``first`` is the line to begin with and to come back to."""
        super().__init__()
        self.first = first
        self.names = NOTHING_KNOWN
        self._today = today
        self._day = today()
        self._whole: DealFilter | None = None  # a filter from elsewhere, until names are known
        self._ids: frozenset[int] | None = None
        self._title = ""
        self._ended = False  # by Enter: the term under the cursor is typed no more
        self.edit = FilterLine(lambda text, cursor: offers(text, cursor, self.names))
        self.edit.setText(f"{first} " if first else "")
        self.line: Line = parse(self.edit.text(), self.names, self._day)
        self._told = self.wanted
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)
        self.edit.textChanged.connect(self._typed)
        self.edit.escaped.connect(self.clear_words)
        self.edit.confirmed.connect(self._end)
        self.edit.left.connect(self._end)
        self.edit.cursorPositionChanged.connect(lambda _old, _new: self._mark())

    @property
    def wanted(self) -> DealFilter:
        """The filter of all that is understood."""
        if self._whole is not None:
            return self._whole
        if self._ids is None and not self._title:
            return self.line.wanted
        return replace(self.line.wanted, deal_ids=self._ids, title=self._title)

    @property
    def waits(self) -> bool:
        """Whether something is asked for in a moment."""
        return self._later.isActive()

    def renew(self) -> None:
        """Reads the line anew on another day; call it before asking."""
        if self._today() != self._day:
            self._read()
            self._told = self.wanted

    def set_names(self, names: Names) -> None:
        """What the line can name now."""
        if names == self.names:
            return
        self.names = names
        if self._whole is not None:
            whole, self._whole = self._whole, None
            self.set_filter(whole)
        else:
            self._read()
        self.changed.emit()
        self._tell(0)

    def set_filter(self, wanted: DealFilter) -> None:
        """Shows a filter from another place; its deals are for the caller to ask for."""
        self._ids, self._title = wanted.deal_ids, wanted.title
        self._whole = wanted if self.names is NOTHING_KNOWN else None
        text = filter_text(replace(wanted, deal_ids=None), self.names)
        self._show(f"{text} " if text else "")
        self._told = self.wanted

    def set_line(self, text: str) -> None:
        """Another line, asked for at once."""
        self._ids, self._title, self._whole = None, "", None
        self._show(f"{text.strip()} " if text.strip() else "")
        self._tell(0)

    def put(self, text: str) -> None:
        """The line as a click left it; deals that a figure named stay named."""
        self._title = ""
        self._show(text if not text or text.endswith(" ") else f"{text} ")
        self._tell(0)

    def put_term(self, field: str, text: str) -> None:
        """The line with this text as its one term of a field; without one for an empty text."""
        self.put(edits.put(self.line, field, text))

    def begin(self, text: str, *, instead_of: Term | None = None) -> None:
        """Begins a term, for the user to go on with, in another one's place where one is given."""
        self.edit.setFocus()
        if instead_of is not None:
            self._show(edits.replaced(self.line, instead_of, ""))
        self._show(edits.with_term(self.line, text).rstrip())
        self.edit.end(False)
        self.edit.offer()

    def begin_word(self) -> None:
        """Goes to the line; free words that stand there are chosen, to be typed over."""
        self.edit.setFocus()
        self.edit.end(False)
        words = [term for term in self.line.terms if term.token.field is None]
        if words and words[-1] is self.line.terms[-1]:
            run = len(self.line.terms)
            while run and self.line.terms[run - 1].token.field is None:
                run -= 1
            first = self.line.terms[run].first
            self.edit.setSelection(first, len(self.edit.text()) - first)

    def go_to(self, term: Term) -> None:
        """Chooses a term in the line, to be typed anew, where it still stands there."""
        self.edit.setFocus()
        if term in self.line.terms:
            self.edit.setSelection(term.first, term.last - term.first)

    def reset(self) -> None:
        """Back to the line to begin with."""
        self.set_line(self.first)

    def clear_words(self) -> None:
        """Takes the free words off; the conditions stay."""
        if self.line.wanted.text:
            self.put(edits.without_words(self.line))

    def forget_deals(self) -> None:
        """No longer just the deals that a figure named."""
        self._ids, self._title = None, ""
        if self._whole is not None:
            self._whole = replace(self._whole, deal_ids=None, title="")
        self.changed.emit()
        self._tell(0)

    def faults(self, *, being_typed: bool = False) -> list[str]:
        """What is wrong, in sentences; of the term under the cursor only with ``being_typed``."""
        terms = self._wrong(with_current=being_typed)
        return [wording.problem(t.fault.code, t.fault.facts) for t in terms if t.fault]

    def _typed(self, _text: str) -> None:
        self._ended = False
        self._whole = None
        self._title = "" if self._ids is None else self._title
        self._read()
        self.changed.emit()
        self._tell(PAUSE_MS)

    def _show(self, text: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setText(text)
        self.edit.blockSignals(False)
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        self._day = self._today()
        self.line = parse(self.edit.text(), self.names, self._day)
        self._mark()

    def _mark(self) -> None:
        self.edit.mark(self._wrong(with_current=False))

    def _wrong(self, *, with_current: bool) -> list[Term]:
        typing = self.edit.hasFocus() and not self._ended and not with_current
        at = self.edit.cursorPosition() if typing else -1
        wrong = [term for term in self.line.terms if term.fault is not None]
        return [term for term in wrong if not term.first < at <= term.last]

    def _tell(self, pause: int) -> None:
        now, told = self.wanted, self._told
        if _asked_of(now) != _asked_of(told):
            self._later.start(pause)
            if pause == 0:
                self._ask()
        elif self._later.isActive():
            self._later.stop()
        if _asked_of(now) == _asked_of(told) or now.text != told.text:
            self.narrowed.emit()

    def _end(self) -> None:
        """Typing is over: other deals are asked for at once, and what is wrong is said."""
        self._ended = True
        self._mark()
        if self.line.faults:
            self.changed.emit()
        if self._later.isActive():
            self._ask()

    def _ask(self) -> None:
        self._later.stop()
        self._told = self.wanted
        self.asked.emit()


def _asked_of(wanted: DealFilter) -> DealFilter:
    """What of a filter is asked for; its words and risk are looked for in the deals at hand."""
    return replace(wanted, text="", at_risk=False, title="")
