"""What one can do with a free stretch: block it, and let other calendars take what is planned."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from salesdesk_app import paths
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities
from salesdesk_app.services.today import today
from salesdesk_app.services.today.agenda import Hour
from salesdesk_app.services.workspace import Store
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.today.agenda.blocks import Gap, talks_to_plan
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.trouble import Trouble
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.wording import calendars as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.problems import problem
from salesdesk_app.wording.terms import term

if TYPE_CHECKING:
    from salesdesk_app.services.purposes import Purposes
    from salesdesk_app.ui.panes.today.agenda.block_dialog import Wanted

TALKS = 3  # reps that the menu offers at once
PROJECTS = 3
SOON_MS = 400  # after a change the file is written once, however many follow
FILES = "Calendar (*.ics)"


class GapDeeds(QObject):
    """Done for the pane, over which the menu and the dialog open.

    The file of what is planned begins with the first stretch that is blocked or when it is asked
    for; from then on it follows every change.
    """

    def __init__(self, pane: QWidget, desk: Desk, preferences: Preferences) -> None:
        super().__init__(pane)
        self._pane = pane
        self._desk = desk
        self._preferences = preferences
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
        self._behind = Trouble()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._follow)
        desk.changed.connect(self._changed)

    @property
    def file(self) -> Path:
        """Where the file of what is planned lies."""
        from salesdesk_app.services.calendars import planned_file

        return planned_file.beside(self._desk.store.path)

    # Blocking

    def offer(self, gap: Gap, day: today.Today | None, at: QPoint) -> None:
        """Ask below a point of the screen what a free stretch is to be blocked for."""
        from salesdesk_app.ui.panes.today.agenda.block_dialog import TALK_MINUTES, Wanted

        if self._desk.refuses() or day is None:
            return
        talks = talks_to_plan(day)[:TALKS]
        entries: list[tuple[str, Callable[[], object]]] = [
            (
                _("1:1 with {name} · {since}").format(
                    name=talk.name, since=words.days_ago(talk.days)
                ),
                partial(self.block, Wanted("", gap.begins, TALK_MINUTES, talk.person_id)),
            )
            for talk in talks
        ]
        anybody = _("A 1:1 with somebody else…") if talks else _("A 1:1…")
        entries.append((anybody, partial(self.ask, gap, talk=True)))
        entries.append(("", _nothing))
        entries += [
            (
                _("“{text}”").format(text=row.text),
                partial(self.block, Wanted(row.text, gap.begins, gap.minutes, None, row.deal_id)),
            )
            for row in day.promised[:PROJECTS]
        ]
        entries.append((_("A project…"), partial(self.ask, gap, talk=False)))
        menu = menu_of(entries, self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(at)

    def ask(self, gap: Gap, *, talk: bool) -> None:
        """Ask for the rep or the project, and for how long."""
        from salesdesk_app.services.purposes import purposes
        from salesdesk_app.ui.panes.today.agenda.block_dialog import BlockDialog

        def show(found: "Purposes") -> None:
            BlockDialog(self._pane, self.block, gap, found, talk=talk).open()

        self._desk.ask(purposes, today=self._desk.today(), then=show, topic="purposes")

    def block(self, wanted: "Wanted") -> None:
        """Plan it, as one undo step, and write it into the file for other calendars."""
        talk = wanted.person_id is not None
        self._desk.do(
            activities.plan,
            kind="one_to_one" if talk else "meeting",
            subject=term("one_to_one") if talk else wanted.title,
            planned_at=wanted.begins,
            minutes=wanted.minutes,
            person_id=wanted.person_id,
            deal_id=wanted.deal_id,
            notice=True,
            then=lambda _id: self._begin(),
        )

    # The file

    def entries_of(self, hour: Hour) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with something planned, for other calendars."""
        if hour.activity is None or not hour.own:
            return []
        return [(_("Save as .ics…"), partial(self.save_as, hour))]

    def save_as(self, hour: Hour | None = None) -> None:
        """Write all that is planned, or one thing alone, into a file that the user names."""
        from salesdesk_app.services.calendars import planned_file

        name = _("Planned in SalesDesk") if hour is None else hour.title
        start = self._preferences.text("folder") or str(Path.home())
        suggested = str(Path(start) / paths.safe_filename(name, ".ics"))
        chosen = QFileDialog.getSaveFileName(
            self._pane, _("Save for another calendar"), suggested, FILES
        )[0]
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".ics")
        self._preferences.set_text("folder", str(path.parent))
        key = hour.activity.id if hour is not None and hour.activity is not None else None
        self._desk.work(
            planned_file.write,
            self._desk.store,
            path,
            today=self._desk.today(),
            activity_id=key,
            then=lambda _count: self._saved(path),
            doing=_("Writing {name}").format(name=path.name),
        )

    def open_file(self) -> None:
        """Write the file beside the workspace, and hand it to the system's calendar program."""
        self._write(then=lambda: self.open_url(QUrl.fromLocalFile(str(self.file))))

    def show_folder(self) -> None:
        """Show the folder in which the file lies."""
        self._write(then=lambda: self.open_url(QUrl.fromLocalFile(str(self.file.parent))))

    def _begin(self) -> None:
        """Write the file for the first time; one that is there follows the change by itself."""
        if not self.file.is_file():
            self._write()

    def _write(self, then: Callable[[], object] | None = None) -> None:
        from salesdesk_app.services.calendars import planned_file

        self._desk.work(
            planned_file.write,
            self._desk.store,
            self.file,
            today=self._desk.today(),
            then=lambda _count: then() if then is not None else None,
            doing=_("Writing {name}").format(name=self.file.name),
        )

    def _saved(self, path: Path) -> None:
        opens = (_("Open"), partial(self.open_url, QUrl.fromLocalFile(str(path))))
        said = _("Written for other calendars: {name}").format(name=path.name)
        self._desk.noticed.emit(Notice(said, "good", opens))

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"activity", "person", "*"}:
            self._soon.start()

    def _follow(self) -> None:
        self._desk.work(
            _follow_safely, self._desk.store, today=self._desk.today(), then=self._followed
        )

    def _followed(self, met: Problem | None) -> None:
        """What the file could not follow is told once, not after every change."""
        begun = self._behind.begun(met)
        if begun is not None:
            self._desk.noticed.emit(Notice(problem(begun.code, begun.facts), "bad"))


def _follow_safely(store: Store, *, today: date) -> Problem | None:
    """Brings the file up to date, or says what it met."""
    from salesdesk_app.services.calendars import planned_file

    try:
        planned_file.bring_up_to_date(store, today=today)
    except Problem as met:
        return met
    return None


def _nothing() -> None:
    """A line of the menu."""
