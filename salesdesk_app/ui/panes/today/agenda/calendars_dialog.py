"""The list of calendars that are read along: whose, how the last reading went, and new ones."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.calendars.calendars import SourceRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import literal
from salesdesk_app.ui.panes.today.agenda.calendar_deeds import CalendarDeeds
from salesdesk_app.ui.panes.today.agenda.gap_deeds import GapDeeds
from salesdesk_app.ui.widgets.buttons import button, menu_of
from salesdesk_app.ui.widgets.card import column, emptied, frame, row, scrolled
from salesdesk_app.ui.widgets.fields import Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import calendars as words
from salesdesk_app.wording.language import gettext as _

FILES = "Calendars (*.ics *.ical *.ifb *.icalendar);;All files (*)"
LIST_HEIGHT = 250


class CalendarsDialog(Dialog):
    """``deeds`` reads them, ``gaps`` writes the file of what is planned here."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        deeds: CalendarDeeds,
        gaps: GapDeeds,
        reps: list[tuple[int, str]],
    ) -> None:
        super().__init__(_("Calendars"), parent, width=640)
        self._desk = desk
        self._deeds = deeds
        self._gaps = gaps
        self._reps = reps
        self.sources: list[SourceRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        inner = QWidget()
        inner.setProperty("look", "clear")
        inner.setLayout(column(self._list, None))
        self._area = scrolled(inner)
        self._area.setMinimumHeight(LIST_HEIGHT)
        self._to_last = False
        self._area.verticalScrollBar().rangeChanged.connect(self._grown)
        self._area.verticalScrollBar().actionTriggered.connect(self._scrolled)
        self.body.addWidget(self._area, 1)
        self._new()
        self._planned()
        self.again = self.add_button(_("Read all again"), self.read_again)
        self.add_button(_("Close"), self.close)
        desk.changed.connect(self._changed)
        deeds.refreshed.connect(self._refreshed)
        self.reload()

    def reload(self) -> None:
        """Ask anew what there is."""
        self._desk.ask(calendars.sources, then=self.show_sources, topic="calendar sources")

    def show_sources(self, found: list[SourceRow]) -> None:
        """Show the calendars."""
        self._to_last |= bool(self.sources) and len(found) > len(self.sources)
        self.sources = found
        here = self.focusWidget()
        focused = here.objectName() if here is not None else ""
        emptied(self._list)
        if not found:
            self._list.addWidget(label(words.NONE, "muted", wrap=True))
        for source in found:
            self._list.addWidget(_SourceCard(self._desk, self._deeds, source, self._reps, self))
        again = self.findChild(QWidget, focused) if focused else None
        if again is not None:
            again.setFocus()

    def read_again(self) -> None:
        """Read all calendars again now."""
        self.again.setEnabled(False)
        self._deeds.refresh()

    def choose_file(self) -> None:
        """Let the user choose an .ics file, and read it along."""
        name = QFileDialog.getOpenFileName(self, _("Choose a calendar"), str(Path.home()), FILES)[0]
        if name:
            self._deeds.add("file", name, self.whose.value(), then=self.reload)

    def add_address(self) -> None:
        """Read what stands at the typed address along."""
        place = self.address.text().strip()
        if not place:
            self.tell(_("Type or paste the address of a calendar, or choose a file."))
            self.address.setFocus()
            return
        self.tell("")
        self.add.setEnabled(False)
        self._deeds.add(
            "address", place, self.whose.value(), then=self._added, failed=self._not_added
        )

    def _refreshed(self) -> None:
        self.again.setEnabled(True)
        self.reload()

    def _grown(self, _least: int, most: int) -> None:
        """The list was laid out: what was added last is shown, until the user scrolls."""
        if self._to_last:
            self._area.verticalScrollBar().setValue(most)

    def _scrolled(self, _action: int) -> None:
        self._to_last = False

    def _added(self) -> None:
        self.address.clear()
        self.add.setEnabled(True)
        self.address.setFocus()
        self.reload()

    def _not_added(self) -> None:
        self.add.setEnabled(True)
        self.address.setFocus()

    def _new(self) -> None:
        self.address = text_field("", "https://calendar.example.com/team.ics")
        self.address.setAccessibleName(_("Address of a calendar"))
        self.address.returnPressed.connect(self.add_address)
        self.whose = Picker(self._reps, none=_("My own"))
        self.whose.set_value(None)
        self.whose.setAccessibleName(_("Whose calendar"))
        self.add = button(_("Add the address"), self.add_address)
        self.file = button(_("Choose a file…"), self.choose_file)
        self.body.addWidget(label(_("Read another calendar along"), "strong"))
        line = row(self.address, self.whose)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addLayout(row(self.add, self.file, None))
        self.body.addWidget(label(words.KEPT, "muted", wrap=True))

    def _planned(self) -> None:
        self.body.addWidget(label(_("For other calendars"), "strong"))
        said = words.planned_file(str(self._gaps.file))
        self.body.addWidget(label(said, "muted", wrap=True))
        self.body.addLayout(
            row(
                button(_("Open it"), self._gaps.open_file),
                button(_("Show the folder"), self._gaps.show_folder),
                button(_("Save a copy…"), self._gaps.save_as),
                None,
            )
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"calendar_source", "calendar_event", "person", "*"}:
            self.reload()


class _SourceCard(QWidget):
    """One calendar: whether it is shown, whose it is, its state, and what can be done with it."""

    def __init__(
        self,
        desk: Desk,
        deeds: CalendarDeeds,
        source: SourceRow,
        reps: list[tuple[int, str]],
        dialog: CalendarsDialog,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._deeds = deeds
        self._source = source
        self._dialog = dialog
        self.shown = QCheckBox(literal(source.name))
        self.shown.setChecked(source.shown)
        self.shown.setObjectName(f"shown {source.id}")
        self.shown.setAccessibleDescription(_("Whether its events are shown"))
        self.shown.toggled.connect(partial(desk.do, calendars.show, source.id))
        self.whose = Picker(reps, none=_("My own"), search=False)
        self.whose.set_value(source.person_id)
        self.whose.setObjectName(f"whose {source.id}")
        self.whose.setAccessibleName(_("Whose calendar “{name}” is").format(name=source.name))
        self.whose.chosen.connect(partial(desk.do, calendars.give, source.id))
        self.more = button("…", self.open_menu)
        self.more.setObjectName(f"more {source.id}")
        self.more.setAccessibleName(_("More about “{name}”").format(name=source.name))
        head = row(self.shown, None, self.whose, self.more)
        lines = column(head, Elided(source.place, "label"), self._state(), spacing=4)
        box = frame("sunken")
        inner = column(lines, spacing=0)
        inner.setContentsMargins(12, 8, 12, 8)
        box.setLayout(inner)
        outer = column(box, spacing=0)
        self.setLayout(outer)

    def open_menu(self) -> None:
        """Offer what can be done with it."""
        source = self._source
        entries: list[tuple[str, Callable[[], object]]] = [
            (_("Rename…"), self.rename),
            (_("Read again"), partial(self._deeds.refresh, frozenset({source.id}))),
            (_("Remove"), partial(self._desk.do, calendars.remove, source.id, notice=True)),
        ]
        menu = menu_of(entries, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def rename(self) -> None:
        """Ask for another name."""
        RenameDialog(self._dialog, self._desk, self._source).open()

    def _state(self) -> QVBoxLayout:
        source = self._source
        read_at = None if source.read_at is None else local(source.read_at)
        made = column(label(words.read_at(read_at, source.events), "muted"), spacing=2)
        if source.problem is not None and source.tried_at is not None:
            said = words.failed(*source.problem, local(source.tried_at), kept=read_at is not None)
            made.addWidget(label(said, tone="warn", wrap=True))
        passed = words.passed_over(source.left_out)
        if passed:
            made.addWidget(label(passed, "muted", wrap=True))
        return made


class RenameDialog(Dialog):
    """A name for a calendar."""

    def __init__(self, parent: QWidget, desk: Desk, source: SourceRow) -> None:
        super().__init__(_("Rename the calendar"), parent, width=380)
        self._desk = desk
        self._source = source
        self.name = text_field(source.name)
        self.name.setAccessibleName(_("Name"))
        self.body.addWidget(self.name)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save"), self.save, "primary")
        self.name.selectAll()
        self.name.setFocus()

    def save(self) -> None:
        """Keep the name."""
        self._desk.do(
            calendars.rename, self._source.id, self.name.text(), then=lambda _none: self.close()
        )
