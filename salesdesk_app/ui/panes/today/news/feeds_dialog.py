"""The feeds that are read along: when each was fetched, what it met, and whether any is fetched."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.news import feeds
from salesdesk_app.services.news.feeds import FeedRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui import fonts
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.column import Column
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.news.day_deeds import DayNewsDeeds

SIZE = (900, 560)


class FeedTable(Table):
    """Del removes, Alt with an arrow moves; the rest is every table's."""

    def __init__(self, owner: "FeedsDialog") -> None:
        super().__init__(owner.columns(), row_height=34)
        self._owner = owner
        self.setAccessibleName(_("Feeds"))
        self.setSortingEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Here and not in the dialog: a table takes Alt+Up for a plain arrow."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if alt and step is not None:
            self._owner.move(step)
        elif event.key() == Qt.Key.Key_Delete:
            self._owner.remove()
        else:
            super().keyPressEvent(event)


class FeedsDialog(Dialog):
    """Enter edits, Del removes, Alt+Up and Alt+Down move."""

    def __init__(self, parent: QWidget, deeds: "DayNewsDeeds") -> None:
        super().__init__(_("Feeds of news"), parent, width=760)
        self._deeds, self._desk = deeds, deeds.desk
        self._today = deeds.desk.view_day()
        self.on = QCheckBox(_("Fetch the feeds once an hour while SalesDesk is open"))
        self.on.setFont(fonts.font("body"))
        self.on.clicked.connect(self._switch)
        self.now = button(_("Fetch now"), deeds.fetch_now)
        self.table = FeedTable(self)
        self.table.menu_for = lambda found: [
            (_("Edit…"), lambda: deeds.edit_feed(found, self)),
            (_("Remove"), self.remove),
        ]
        self.table.opened.connect(lambda _id: self.edit())
        self.table.chosen.connect(lambda _id: self._tell())
        self.trouble = label("", "body", tone="warn", wrap=True, select=True)
        self.trouble.setAccessibleName(_("Trouble with the feed"))
        self.trouble.setMinimumHeight(2 * self.trouble.fontMetrics().lineSpacing() + 2)
        self.trouble.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row(self.on, None, self.now))
        self.body.addWidget(self.table, 1)
        self.use = button(_("Use that address"), self.use_offered)
        self.use.hide()
        told = row(self.trouble, self.use)
        told.setStretch(0, 1)
        told.setAlignment(self.use, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(told)
        self.body.addLayout(self._tools())
        self.add_button(_("Close"), self.close)
        self._desk.changed.connect(self._changed)
        self.resize(*SIZE)
        self._ask()
        self.table.setFocus()

    def edit(self) -> None:
        """Edit the chosen feed."""
        for found in self._chosen():
            self._deeds.edit_feed(found, self)

    def use_offered(self) -> None:
        """Read the feed that a web page names instead of the page."""
        self.table.setFocus()
        for found in self._chosen():
            stated: dict[str, Any] = {
                "name": found.own_name,
                "topic": found.topic,
                "competitor": found.competitor,
            }
            self._desk.do(
                feeds.edit,
                found.id,
                address=found.offered,
                **stated,
                then=lambda _none: self._deeds.after_adding(),
            )

    def remove(self) -> None:
        """Remove the chosen feed; what was kept of it stays."""
        for found in self._chosen():
            self._desk.do(feeds.remove, found.id, notice=True)

    def move(self, by: int) -> None:  # type: ignore[override]  # QWidget's takes a place on screen
        """Move the chosen feed up or down."""
        ids = [found.id for found in self._rows()]
        for found in self._chosen():
            place = ids.index(found.id) + by
            if 0 <= place < len(ids):
                self._desk.do(feeds.move, found.id, place)

    def columns(self) -> list[Column]:
        """What is told of each feed."""
        return [
            Column("name", _("Feed"), lambda r: r.name, strong=True, width=200,
                   explain=lambda r: r.address),
            Column("topic", _("About"), lambda r: words.topic(r.topic), "pills", width=100,
                   data=lambda r: ((words.topic(r.topic), words.TONES[r.topic]),)),
            Column("competitor", _("Competitor"), lambda r: r.competitor or "", width=110),
            Column("items", _("Kept"), lambda r: count(r.items), "number", width=60),
            Column("unread", _("Unread"), lambda r: count(r.unread) if r.unread else "", "number",
                   width=70),
            Column("state", _("State"), self._state, width=200, stretch=True,
                   tone=lambda r: "warn" if r.trouble else "plain", explain=lambda r: r.trouble),
        ]  # fmt: skip

    def _state(self, found: FeedRow) -> str:
        when = words.when(local(found.fetched_at), self._today) if found.fetched_at else ""
        return words.feed_state(when, found.trouble)

    def _rows(self) -> list[FeedRow]:
        return [found for found in self.table.rows_model.rows() if isinstance(found, FeedRow)]

    def _chosen(self) -> list[FeedRow]:
        """The current feed; nothing is done with one that was only selected beside it."""
        here = self.table.current_id()
        return [found for found in self._rows() if found.id == here]

    def _tools(self) -> QHBoxLayout:
        return row(
            button(_("Add…"), lambda: self._deeds.add_feed(self)),
            button(_("Add several…"), self._several),
            button(_("Edit…"), self.edit),
            button(_("Remove"), self.remove),
            button(_("Up"), lambda: self.move(-1), explain=_("Alt+Up")),
            button(_("Down"), lambda: self.move(1), explain=_("Alt+Down")),
            None,
        )

    def _several(self) -> None:
        from salesdesk_app.ui.panes.today.news.list_dialog import ListDialog

        if not self._desk.refuses():
            ListDialog(self, self._deeds).open()

    def _switch(self, on: bool) -> None:
        if on:
            self.on.setChecked(False)  # it is only once the user has agreed
            self._deeds.ask_to_switch_on()
        else:
            self._deeds.switch(False)

    def _tell(self) -> None:
        found = self._chosen()
        self.trouble.setText(found[0].trouble if found else "")
        self.use.setVisible(bool(found and found[0].offered))

    def _ask(self) -> None:
        self._desk.ask(_found, then=self._show, topic="feeds", travels=True)

    def _show(self, found: tuple[list[FeedRow], bool]) -> None:
        rows, on = found
        known = {one.id for one in self._rows()}
        added = [one.id for one in rows if one.id not in known]
        self.on.setChecked(on)
        self.now.setEnabled(on and bool(rows))
        self.table.set_rows(rows)
        if known and added:  # so that it is seen what its first fetch came to
            self.table.choose(added[0])
        elif rows and self.table.current_id() is None:
            self.table.choose(rows[0].id)
        self._tell()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"feed", "news_item", "setting", "competitor", "*"}:
            self._ask()


def _found(session: Session) -> tuple[list[FeedRow], bool]:
    return feeds.listing(session), feeds.fetching(session)
