"""The object that every pane is given: it asks, does, undoes, and says what has changed.

A question runs on a reader thread, a verb on the one writer thread; both come back through
``then`` on the UI thread. Nothing here knows a widget.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk_app import wording
from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.progress import Cancelled
from salesdesk_app.services import history, verbs
from salesdesk_app.services.evening import closing
from salesdesk_app.services.verbs import Done, Session, Stamp, Store
from salesdesk_app.ui.calls import Call, Work, Written, call_back, ticks
from salesdesk_app.ui.lanes import Job, Lanes
from salesdesk_app.ui.notices import BugReport, Notice, report

R = TypeVar("R")
PATIENCE_MS = 400
OUTSIDE = "outside"


class Desk(QObject):
    """The two doors to one open workspace, its clock, and the signals that panes live by."""

    changed = Signal(object)  # frozenset[str]: the tables that a write touched
    noticed = Signal(object)  # Notice
    failed = Signal(object)  # BugReport
    working = Signal(object)  # Work, when it has run for 400 ms
    opened = Signal(str, object)  # the place to go to and the filter to put on it
    saving = Signal(bool)
    labels_changed = Signal()
    looked = Signal()  # another day is shown, see ``looking_at``
    wrapping_up = Signal()  # the evening of a day is begun

    def __init__(self, store: Store, clock: Clock, lanes: Lanes) -> None:
        super().__init__()
        self.store = store
        self.undo_label: str | None = None
        self.redo_label: str | None = None
        self._clock = clock
        self._lanes = lanes
        self._newest: dict[object, Call] = {}
        self.wrote = False
        self._writes = 0
        self._seen_bugs: set[str] = set()
        self._outside: int | None = None
        self.looking_at: date | None = None

    def today(self) -> date:
        """The local day; the only place to ask for it."""
        return self._clock.today()

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return self._clock.now()

    def view_day(self) -> date:
        """The day that is shown: the one looked back at, or today."""
        return self.looking_at or self.today()

    def look_at(self, day: date | None) -> None:
        """Shows how everything stood at the end of a past day, read only; None is the present.

        Every pane asks anew then. Of a day on which nothing was known that is told, and no more.
        """
        if day is None or day >= self.today():
            self._turn_to(None)
            return
        turn = partial(self._turn_to, day)
        self.ask(history.edit_as_of, day, then=lambda _edit: turn(), topic="looking back")

    def seconds(self) -> float:
        """Seconds that pass steadily, to tell how long something lasts."""
        return self._clock.seconds()

    @property
    def idle(self) -> bool:
        """Whether nothing is asked or written at the moment."""
        return self._lanes.waiting == 0

    def open(self, place: str, filter: object = None) -> None:
        """Go to a pane by its id, and let it show what the filter says."""
        self.opened.emit(place, filter)

    def notice(self, text: str, tone: Any = "plain") -> None:
        """Tell the user something that goes by itself."""
        self.noticed.emit(Notice(text, tone))

    def ask(
        self,
        question: Callable[..., R],
        *args: Any,
        then: Callable[[R], object],
        topic: object = None,
        doing: str = "Loading",
        failed: Callable[[], object] | None = None,
        travels: bool = False,
        as_closed: bool = False,
        **kwargs: Any,
    ) -> Work:
        """Answers ``question(session, *args, **kwargs)`` by ``then(result)``.

        Of several requests of one ``topic`` only the newest is answered. A question with a
        ``tick`` parameter can be stopped by the user. ``failed()`` follows what was told instead.
        One that ``travels`` is asked of the end of the day that is looked back at, or with
        ``as_closed`` of the moment in which that day was closed.
        """
        call = Call(Work(doing, ticks(question)), then, failed, topic)
        day = self.looking_at if travels else None
        door: Callable[..., R] = closing.ask_as_closed if as_closed else history.ask_as_of
        run = partial(door, self.store, day, question, *args, **kwargs)
        return self._start(call, run)

    def do(
        self,
        verb: Callable[..., R],
        *args: Any,
        then: Callable[[R], object] | None = None,
        notice: bool = False,
        doing: str = "Saving",
        origin: str = "user",
        failed: Callable[[], object] | None = None,
        **kwargs: Any,
    ) -> Work:
        """Does ``verb(session, *args, **kwargs)`` as one undo step, then ``then(result)``.

        ``notice`` shows the edit's name with *Undo*. ``failed()`` follows a Problem (already
        told), a stop or a bug, so that a form can stay open. While one looks back it is refused.
        """
        stamp = Stamp(self.now(), origin)
        call = Call(Work(doing, ticks(verb)), then, failed)
        run = partial(verbs.perform, self.store, stamp, verb, *args, **kwargs)
        return self._write(call, run, notice)

    def undo(self, then: Callable[[str], object] | None = None) -> Work:
        """Takes back the last edit; a notice names it and offers *Redo*."""
        call = Call(Work("Undoing"), partial(self._reversed, "Undone", ("Redo", self.redo), then))
        return self._write(call, partial(history.undo, self.store, self.now()))

    def redo(self, then: Callable[[str], object] | None = None) -> Work:
        """Brings back what was undone last; a notice names it and offers *Undo*."""
        told = partial(self._reversed, "Done again", ("Undo", self.undo), then)
        call = Call(Work("Redoing"), told)
        return self._write(call, partial(history.redo, self.store, self.now()))

    def work(
        self,
        function: Callable[..., R],
        *args: Any,
        then: Callable[[R], object] | None = None,
        doing: str = "Working",
        failed: Callable[[], object] | None = None,
        writes: bool = False,
        **kwargs: Any,
    ) -> Work:
        """Runs any plain function off the UI thread: a backup, an export, a file to read.

        ``writes`` puts it on the writer's lane, so that no write runs beside it.
        """
        call = Call(Work(doing, ticks(function)), then, failed)
        return self._start(call, partial(function, *args, **kwargs), writes)

    def away(
        self,
        function: Callable[..., R],
        *args: Any,
        then: Callable[[R], object] | None = None,
        doing: str = "Fetching",
        failed: Callable[[], object] | None = None,
        quiet: bool = False,
        **kwargs: Any,
    ) -> Work:
        """Runs what waits for the network, so that no question and no write waits for it.

        A ``quiet`` one is neither shown nor are its problems told: nobody asked for it.
        """
        call = Call(Work(doing, ticks(function), quiet=quiet), then, failed)
        return self._start(call, partial(function, *args, **kwargs), away=True)

    def refresh_labels(self) -> None:
        """Asks anew what Ctrl+Z and Ctrl+Y would do."""
        self.ask(_labels, then=self._set_labels, topic="labels")

    def everything_changed(self) -> None:
        """Makes every pane load again, as after a new day or a change from outside."""
        self.changed.emit(frozenset({"*"}))
        self.refresh_labels()

    def prepare(self, function: Callable[[], object]) -> None:
        """Runs on a reader thread what nobody waits for, such as importing what comes next."""
        self._start(Call(Work("Preparing", quiet=True), None), function)

    def look_outside(self) -> None:
        """Makes every pane load again where another process has written since the last look."""
        if OUTSIDE not in self._newest:
            # On the writer's lane: that connection alone does not count our own writes.
            call = Call(Work("Looking", quiet=True), self._looked, topic=OUTSIDE)
            self._start(call, self.store.outside, writes=True)

    def bug(self, error: BaseException, doing: str = "") -> None:
        """Logs a bug and, the first time at its place, shows it; on inline lanes it is raised."""
        if self._lanes.is_inline:
            raise error
        made = report(error, self.now(), doing)
        if made.place not in self._seen_bugs:
            self._seen_bugs.add(made.place)
            self.failed.emit(made)

    def close_lanes(self) -> None:
        """Ends the lanes; a running write is finished first."""
        self._lanes.close()

    def close(self) -> None:
        """Ends the lanes and closes the workspace."""
        self.close_lanes()
        self.store.close()

    @property
    def read_only(self) -> str:
        """Why nothing can be changed while one looks back; empty in the present."""
        if self.looking_at is None:
            return ""
        day = wording.day(self.looking_at, year=True)
        return f"You are looking at {day}, which is past and read only. Esc returns to today."

    def refuses(self) -> bool:
        """Whether nothing may be changed because one looks back; then that was told."""
        if self.looking_at is None:
            return False
        day = wording.day(self.looking_at, year=True)
        text = f"Nothing was changed: you are looking at {day}, which is past."
        back = ("Back to today", partial(self.look_at, None))
        self.noticed.emit(Notice(text, "warn", back, of_the_past=True))
        return True

    def _turn_to(self, day: date | None) -> None:
        self._newest.pop("looking back", None)  # a day that was asked for before
        if day != self.looking_at:
            self.looking_at = day
            self.looked.emit()
            self.changed.emit(frozenset({"*"}))

    def _write(self, call: Call, run: Callable[..., Done[Any]], notice: bool = False) -> Work:
        if self.refuses():
            call.work.over = True
            call_back(call.failed)
            return call.work
        self._writes += 1
        self.saving.emit(True)
        call.then = partial(self._written, call.then, notice)
        call.failed = partial(self._unwritten, call.failed)
        return self._start(call, partial(_perform, self.store, run), writes=True)

    def _written(
        self, then: Callable[[Any], object] | None, notice: bool, written: Written
    ) -> None:
        self._write_over()
        self._set_labels(written.labels)
        if written.done.tables:
            self.wrote = True
            self.changed.emit(written.done.tables)
        label = written.labels[0]
        if notice and written.done.edit_id is not None and label is not None:
            self.noticed.emit(Notice(label, "good", ("Undo", self.undo)))
        call_back(then, written.done.result)

    def _unwritten(self, failed: Callable[[], object] | None) -> None:
        self._write_over()
        call_back(failed)

    def _write_over(self) -> None:
        self._writes -= 1
        self.saving.emit(self._writes > 0)

    def _reversed(
        self,
        word: str,
        offer: tuple[str, Callable[[], object]],
        then: Callable[[str], object] | None,
        label: str,
    ) -> None:
        self.noticed.emit(Notice(f"{word}: {label}", "plain", offer))
        call_back(then, label)

    def _looked(self, found: int) -> None:
        before, self._outside = self._outside, found
        if before is not None and before != found:
            self.everything_changed()

    def _set_labels(self, labels: tuple[str | None, str | None]) -> None:
        self.undo_label, self.redo_label = labels
        self.labels_changed.emit()

    def _start(
        self, call: Call, run: Callable[..., Any], writes: bool = False, *, away: bool = False
    ) -> Work:
        work = call.work
        if work.can_stop:
            run = partial(run, tick=work.tick)
        job = Job(run, partial(self._finish, call), work.stopped)
        if call.topic is not None:
            older = self._newest.get(call.topic)
            if older is not None:
                older.work.stopped.set()
            self._newest[call.topic] = call
        if not self._lanes.is_inline and not work.quiet:
            QTimer.singleShot(PATIENCE_MS, self, partial(self._show_work, work))
        lanes = self._lanes
        (lanes.away if away else lanes.write if writes else lanes.read)(job)
        return work

    def _show_work(self, work: Work) -> None:
        if not work.over:
            self.working.emit(work)

    def _finish(self, call: Call, result: Any, error: BaseException | None) -> None:
        call.work.over = True
        if call.topic is not None:
            if self._newest.get(call.topic) is not call:
                return
            del self._newest[call.topic]
        try:
            if error is None:
                call_back(call.then, result)
            else:
                if not (call.work.quiet and isinstance(error, Problem | Cancelled)):
                    self._tell(error, call.work.doing)
                call_back(call.failed)
        except Exception as bug:
            # One callback's bug is shown, and the others go on.
            self.bug(bug, call.work.doing)

    def _tell(self, error: BaseException, doing: str) -> None:
        if isinstance(error, Problem):
            self.noticed.emit(Notice(wording.problem(error.code, error.facts), "bad"))
        elif isinstance(error, Cancelled):
            self.noticed.emit(Notice(f"{doing}: stopped. Nothing was changed."))
        else:
            self.bug(error, doing)


def _perform(store: Store, run: Callable[..., Done[Any]], *args: Any, **kwargs: Any) -> Written:
    done = run(*args, **kwargs)
    return Written(done, verbs.ask(store, _labels))


def _labels(session: Session) -> tuple[str | None, str | None]:
    return history.next_undo(session), history.next_redo(session)


__all__ = ["BugReport", "Desk", "Notice", "Session", "Work"]
