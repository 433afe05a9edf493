"""The checklist of the day in its three parts, with evidence beside the checks."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain import recurrence as rules
from salesdesk_app.services.checklist.checklist import Item, Part
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.checklist.check_row import (
    CheckHead,
    CheckRow,
    CheckShown,
    Evidence,
)
from salesdesk_app.ui.panes.today.checklist.item_drag import ItemDrag, Slot
from salesdesk_app.ui.panes.today.checks.acts import Acts
from salesdesk_app.ui.panes.today.evidence import evidence, promise_lines, talk_line
from salesdesk_app.ui.panes.today.lines import EvidenceLine, Shown
from salesdesk_app.ui.panes.today.rows import Stack, Walk
from salesdesk_app.ui.present_only import Entries
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.text import Elided, label, set_tone
from salesdesk_app.wording import checklist as words
from salesdesk_app.wording import recurrence as recurring
from salesdesk_app.wording.language import gettext as _

PARTS: tuple[Part, ...] = ("start", "day", "end")


class Section(QWidget):
    """One part of the day: its heading with what is done of it, live lines, and its items."""

    added = Signal()

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.part = part
        self.heading = label(wording.term(part), "heading")
        self.note = Elided("", "label")
        self.add = IconButton(
            "plus", _("Add to “{part}”").format(part=wording.term(part)), self.added.emit
        )
        self.live = Stack(EvidenceLine)
        self.items = Stack(CheckRow)
        self.nothing = label("", "label")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(2)
        head = row(self.heading, self.note, self.add)
        head.setStretch(1, 1)
        head.setContentsMargins(4, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(self.live)
        box.addWidget(self.items)
        box.addWidget(self.nothing)

    def say(self, items: Sequence[Item], live: Sequence[Shown], rest: str, opens: str = "") -> None:
        """Say how much is done, or when the part ``opens``, and what there is where nothing is."""
        done = sum(item.done_at is not None for item in items)
        left_out = sum(item.skipped_why is not None for item in items)
        tally = words.tally(done, len(items), left_out) if items else ""
        self.note.setText(opens or tally)
        set_tone(self.heading, "muted" if opens else "plain")
        self.live.show_all(list(enumerate(live)), EvidenceLine.show_line)
        self.live.setVisible(bool(live))
        self.nothing.setText(rest)
        self.nothing.setVisible(not items and bool(rest))
        self.nothing.setContentsMargins(4, 2, 4, 4)


class DayList(Walk):
    """All three parts; the arrows walk through them, Space ticks, S skips, Enter unfolds.

    An item is moved by mouse, or by Ctrl with the arrows, within its part and into another one.
    ``above`` gives lines to stand above the items of a part, ``opens`` says when the end of the
    day opens, where that is still to come.
    """

    ticked = Signal(int, bool)  # item id, on
    adding = Signal(str)  # the part
    moved = Signal(int, int, bool)  # item id, the one beside it, whether after that
    placed = Signal(int, str)  # item id, a part that shows none
    acted = Signal(str, int)  # "edit", "note", "skip" or "remove", item id

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self._day: Today | None = None
        self._unfolded: int | None = None
        self._by_hand = False
        self._whole: set[str] = set()
        self.above: Callable[[str, Today], list[Shown]] = lambda _part, _day: []
        self.opens: Callable[[Today], str] = lambda _day: ""
        self.sections = {part: Section(part) for part in PARTS}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(4)
        for part, section in self.sections.items():
            section.added.connect(partial(self.adding.emit, part))
            box.addWidget(section)
        box.addStretch(1)
        self.drag = ItemDrag(self)
        self.drag.ended.connect(self._dropped)
        self._dragged: int | None = None

    def show_day(self, day: Today) -> None:
        """Show the items of a day with their state and evidence."""
        if self._day is not None and self._day.day != day.day:
            self._by_hand, self._whole = False, set()
        self._day = day
        here = self.window().focusWidget()
        held = here.item.id if isinstance(here, CheckHead) and here.item is not None else None
        if not self._by_hand:
            self._unfolded = next(
                (
                    item.id
                    for item in day.items
                    if item.check_code and item.done_at is None and item.skipped_why is None
                ),
                None,
            )
        for part, section in self.sections.items():
            items = [item for item in day.items if item.part == part]
            shown = [(item.id, self._shown(item, day)) for item in items]
            section.items.show_all(shown, self._fill)
            opens = self.opens(day) if part == "end" else ""
            rest = words.nothing_due(working=day.working)
            section.say(items, self._live(part, day), rest, opens)
        self._hold(held, here)
        self.settle()

    def _hold(self, held: int | None, before: QWidget | None) -> None:
        """Keep the focus on an item that came into another part; end a drag of one that is gone."""
        heads = {check.head.item.id: check.head for check in self.checks() if check.head.item}
        if held in heads and heads[held] is not before:
            heads[held].setFocus()
        if self._dragged is not None and self._dragged not in heads:
            self.drag.end(False)

    def checks(self) -> list[CheckRow]:
        """The rows of the items in their order."""
        return [check for part in PARTS for check in self.sections[part].items.widgets()]

    def unfold(self, item_id: int) -> None:
        """Show the evidence of an item, or fold it where it is shown; without any all stays put."""
        if self._day is not None and not any(
            item.id == item_id and item.check_code for item in self._day.items
        ):
            return
        self._by_hand = True
        self._unfolded = None if self._unfolded == item_id else item_id
        self._again()

    def show_all(self, code: str) -> None:
        """Show all lines of a check."""
        self._whole.add(code)
        self._again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with the arrows moves an item."""
        here = self.focusWidget()
        item = here.item if isinstance(here, CheckHead) else None
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if item and step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(item, step)
        else:
            super().keyPressEvent(event)

    def _again(self) -> None:
        if self._day is not None:
            self.show_day(self._day)

    def _fill(self, check: CheckRow, shown: CheckShown) -> None:
        if check.shown is None:
            check.ticked.connect(self._tick)
            check.unfolded.connect(self.unfold)
            check.head.skipping.connect(partial(self._skip, check))
            check.head.dragged.connect(partial(self._drag, check))
            check.head.dropped.connect(self.drag.end)
        check.show_check(shown)

    def _skip(self, check: CheckRow) -> None:
        if check.shown is not None:
            self._by_hand = False
            self.acted.emit("skip", check.shown.item.id)

    def _drag(self, check: CheckRow, at: QPoint) -> None:
        if check.shown is not None:
            self._dragged = check.shown.item.id
            self.drag.move(at, self._slots())

    def _dropped(self, slot: Slot | None) -> None:
        item_id, self._dragged = self._dragged, None
        if slot is None or item_id is None or slot.beside == item_id:
            return
        if slot.beside is None:
            self.placed.emit(item_id, slot.part)
        elif not self._lies_there(item_id, slot):
            self.moved.emit(item_id, slot.beside, slot.after)

    def _lies_there(self, item_id: int, slot: Slot) -> bool:
        """Whether an item lies already where it was dropped."""
        ids = self._ids(slot.part)
        if item_id not in ids or slot.beside not in ids:
            return False
        return ids.index(item_id) - ids.index(slot.beside) == (1 if slot.after else -1)

    def _slots(self) -> list[Slot]:
        """Where an item can be dropped: between any two, or in a part that shows none."""
        found = []
        for part, section in self.sections.items():
            checks = section.items.widgets()
            if not checks:
                foot = section.heading.mapTo(self, section.heading.rect().bottomLeft())
                found.append(Slot(foot.y() + 4, part))
            for check, item_id in zip(checks, self._ids(part), strict=True):
                top = check.mapTo(self, QPoint(0, 0)).y()
                found.append(Slot(top, part, item_id))
                if check is checks[-1]:
                    found.append(Slot(top + check.height(), part, item_id, after=True))
        return found

    def _ids(self, part: Part) -> list[int]:
        checks = self.sections[part].items.widgets()
        return [check.shown.item.id for check in checks if check.shown is not None]

    def _tick(self, item_id: int, on: bool) -> None:
        self._by_hand = False  # what is open next is the next one that is not done
        self.ticked.emit(item_id, on)

    def _shown(self, item: Item, day: Today) -> CheckShown:
        found: Evidence | None = None
        if item.check_code:
            code = item.check_code
            show_all = None if code in self._whole else partial(self.show_all, code)
            found = evidence(code, day, self._acts, show_all)
        recurs = recurring.recurrence(rules.read(item.recurrence))
        entries = partial(self._entries, item)
        unfolded = found is not None and item.id == self._unfolded
        return CheckShown(item, found, unfolded, recurs, entries)

    def _entries(self, item: Item) -> Entries:
        if self.read_only:
            return ()
        done = item.done_at is not None
        ticks = partial(self._tick, item.id, not done)
        skips = _("Not skipped after all") if item.skipped_why else _("Skip…")
        made: list[tuple[str, Callable[[], object]]] = [
            (_("Take the tick back") if done else _("Tick"), ticks),
            (skips, partial(self.acted.emit, "skip", item.id)),
            (_("Note…"), partial(self.acted.emit, "note", item.id)),
            (_("Edit…"), partial(self.acted.emit, "edit", item.id)),
            (_("Move up"), partial(self._move, item, -1)),
            (_("Move down"), partial(self._move, item, 1)),
            (_("Remove"), partial(self.acted.emit, "remove", item.id)),
        ]
        return made

    def _move(self, item: Item, step: int) -> None:
        ids = self._ids(item.part)
        place = ids.index(item.id) + step if item.id in ids else -1
        if 0 <= place < len(ids):
            self.moved.emit(item.id, ids[place], step > 0)
            return
        part = PARTS.index(item.part) + step
        if 0 <= part < len(PARTS):
            beyond = self._ids(PARTS[part])
            if beyond:
                self.moved.emit(item.id, beyond[-1 if step < 0 else 0], step < 0)
            else:
                self.placed.emit(item.id, PARTS[part])

    def _live(self, part: str, day: Today) -> list[Shown]:
        if part != "day":
            return self.above(part, day)
        talks = [talk_line(talk, self._acts) for talk in day.talks]
        return [*talks, *promise_lines(day, self._acts)]
