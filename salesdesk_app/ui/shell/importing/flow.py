"""An import from choosing files to the report: read all, then agree one by one."""

from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services import importing, workspace
from salesdesk_app.services.importing import Imported, Plan, Table
from salesdesk_app.ui.calls import Work
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.shell.importing import outcomes, steps
from salesdesk_app.ui.shell.importing.outcomes import Outcome, Times
from salesdesk_app.ui.shell.importing.page import ImportPage
from salesdesk_app.ui.shell.importing.rejects import save_rejects
from salesdesk_app.ui.shell.importing.report import show_report
from salesdesk_app.ui.shell.importing.steps import Read, Step, Way
from salesdesk_app.ui.widgets.buttons import button

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

PAGE = "import"


class ImportFlow:
    """The files of one import. Files that cannot be read are told, and listed in the report."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._desk = window.desk
        self._waiting: list[Way] = []
        self._reading: Work | None = None
        self._writing: Work | None = None
        # The first of the steps is the one that is looked at; those that are done are let go.
        self._steps: list[Step] = []
        self._done = 0
        self._since = 0.0
        self._backed_up = False
        self.outcomes: list[Outcome] = []
        self.page: ImportPage | None = None

    def add(self, ways: Sequence[Way]) -> None:
        """Read these as well, and look at them after what is open."""
        self._waiting += ways
        if self._reading is None:
            self._read_next()

    def show(self) -> None:
        """Come back to the page that is open."""
        if self.page is not None:
            self._window.show_page(PAGE, self.page, self.page.title, self._context(self.page))

    def agree(self) -> None:
        """Write what is looked at: a checked backup first, then one edit."""
        page = self.page
        if page is None or page.plan is None or self._writing is not None:
            return
        page.set_busy(True)
        plan = page.plan
        known = self._window.standing
        if self._backed_up or known is None or known.contents.edits == 0:
            self._apply(plan)
            return
        self._desk.work(
            workspace.backup,
            self._desk.store,
            at=self._desk.now(),
            reason="import",
            doing="Backing up before the import",
            writes=True,
            then=lambda _made: self._apply(plan),
            failed=lambda: page.set_busy(False),
        )

    def skip(self) -> None:
        """Leave this table out and look at the next one."""
        if self.page is not None and self._writing is None:
            self.outcomes.append(_left_out(self.page.step.table))
            self._next()

    def stop(self) -> None:
        """Leave the import; what is not agreed to is not written. A write that runs is stopped."""
        if self._writing is not None:
            self._writing.stopped.set()
            return
        self.outcomes += [_left_out(one.table) for one in self._steps]
        self._waiting.clear()
        if any(one.result is not None for one in self.outcomes):
            self._finish()
            return
        self._leave()
        self._window.toasts.say(Notice("Import stopped. Nothing was written."))
        self._window.go_first()

    def _read_next(self) -> None:
        """Read the next file in the guarded child process; after the last one, look at them."""
        self._reading = None
        if self._waiting:
            way = self._waiting.pop(0)
            # What runs at once is over before it is known here.
            started = self._desk.ask(
                steps.read,
                way,
                then=self._read,
                failed=lambda: self._unread(way),
                doing=f"Reading {way.name}",
            )
            self._reading = None if started.over else started
        elif self.page is not None:
            self.show()
        elif self._steps:
            self._show_step()
        else:
            self._finish()

    def _read(self, done: Read) -> None:
        if done.problem is not None:
            said = wording.problem(done.problem.code, done.problem.facts)
            self._window.toasts.say(Notice(said, "bad"))
            self.outcomes.append(Outcome(done.way.name, "", said))
        elif done.source is not None:
            self._insert([steps.step(done.way, done.source, done.seconds)])
        self._read_next()

    def _unread(self, way: Way) -> None:
        self.outcomes.append(Outcome(way.name, "", "Reading it was stopped."))
        self._read_next()

    def _insert(self, found: list[Step]) -> None:
        """Puts steps among those that are still to come, in the order in which tables come in."""
        fixed = 1 if self.page is not None else 0
        self._steps[fixed:] = steps.ordered([*self._steps[fixed:], *found])

    def _all_tables(self, page: ImportPage) -> None:
        """Makes a step of each table of the file that is looked at."""
        step = page.step
        tables = [one.table for one in self._steps if one.source is step.source]
        others = [table for table in step.others if table not in tables]
        made = [steps.step(step.way, step.source, step.seconds, table) for table in others]
        for one in (step, *made):
            one.others = []
        self._close_page()
        self._insert([self._steps.pop(0), *made])
        self._show_step()

    def _other_sheet(self, page: ImportPage, place: int) -> None:
        old = page.step
        self._replace(steps.step(old.way, old.source, old.seconds, old.source.tables[place]))

    def _reread(self, page: ImportPage, how: dict[str, Any]) -> None:
        """Reads the file again with another row of headings or with all its columns."""
        page.set_busy(True)
        old = page.step
        if old.table.sheet:
            how["sheet"] = old.table.sheet
        self._desk.ask(
            steps.read,
            old.way,
            kind=page.match.kind_now(),
            **how,
            then=self._read_again,
            failed=lambda: page.set_busy(False),
            topic=("read again", id(self)),
            doing=f"Reading {old.way.name}",
        )

    def _read_again(self, done: Read) -> None:
        if done.source is not None:
            self._replace(steps.step(done.way, done.source, done.seconds))
        elif done.problem is not None:
            said = wording.problem(done.problem.code, done.problem.facts)
            self._window.toasts.say(Notice(said, "bad"))
            if self.page is not None:
                self.page.set_busy(False)

    def _replace(self, step: Step) -> None:
        self._close_page()
        self._steps[0] = step
        self._show_step()

    def _apply(self, plan: Plan) -> None:
        self._backed_up = True
        self._since = perf_counter()
        page = self.page
        if page is not None:
            page.match.setEnabled(False)
            page.preview.setEnabled(False)
        started = self._desk.do(
            importing.apply,
            plan,
            today=self._desk.today(),
            origin="import",
            notice=True,
            doing=f"Importing {plan.table.file}",
            then=lambda result: self._applied(plan, result),
            failed=self._failed,
        )
        self._writing = None if started.over else started

    def _applied(self, plan: Plan, result: Imported) -> None:
        self._writing = None
        page = self.page
        if page is not None and page.shown is not None:
            spent = Times(page.step.seconds, page.shown.seconds, perf_counter() - self._since)
            self.outcomes.append(outcomes.of(plan, result, spent, self._desk.undo_label))
            self._desk.work(
                importing.remember,
                self._desk.store,
                plan,
                result,
                at=self._desk.now(),
                writes=True,
                doing="Remembering how such files are read",
            )
        self._window.refresh_status()
        self._next()

    def _failed(self) -> None:
        # The workspace may have changed since: what is shown is made anew from what it is now.
        self._writing = None
        if self.page is not None:
            self.page.match.setEnabled(True)
            self.page.preview.setEnabled(True)
            self.page.look()

    def _next(self) -> None:
        self._close_page()
        del self._steps[0]
        self._done += 1
        if self._steps:
            self._show_step()
        elif self._reading is None:
            self._finish()

    def _show_step(self) -> None:
        step = self._steps[0]
        page = self.page = ImportPage(self._desk, step)
        self._window.header.adopt(PAGE, self._buttons(page))
        page.title_changed.connect(lambda: self._titled(page))
        page.stopped.connect(self.stop)
        page.reread.connect(lambda how: self._reread(page, how))
        page.sheet_chosen.connect(lambda place: self._other_sheet(page, place))
        page.others_wanted.connect(lambda: self._all_tables(page))
        self.show()
        page.columns.setFocus()
        # Last, for two threads that work at once hinder each other.
        page.look()

    def _titled(self, page: ImportPage) -> None:
        if self._window.stack.currentWidget() is page:
            self._window.header.show_words(page.title, self._context(page))

    def _buttons(self, page: ImportPage) -> list[QWidget]:
        found: list[QWidget] = [button("Stop", self.stop)]
        if self._done + len(self._steps) > 1:
            found.append(button("Leave this out", self.skip))
        page.agree_button.clicked.connect(lambda _on=False: self.agree())
        page.rejects_button.clicked.connect(lambda _on=False: self._save_rejects(page))
        return [*found, page.rejects_button, page.agree_button]

    def _save_rejects(self, page: ImportPage) -> None:
        if page.plan is not None:
            save_rejects(self._window, page.plan)

    def _close_page(self) -> None:
        if self.page is not None:
            self.page.leave()
            self._window.close_page(PAGE, self.page)
            self.page = None

    def _leave(self) -> None:
        """End the import; what was agreed to before stays."""
        if self._reading is not None:
            self._reading.stopped.set()
        self._close_page()
        self._window.importing = None

    def _finish(self) -> None:
        """Show what it came to; of one file that could not be read, the notice has told already."""
        self._leave()
        if len(self.outcomes) > 1 or any(one.result is not None for one in self.outcomes):
            self._window.toasts.take_back({one.said for one in self.outcomes})
            show_report(self._window, self.outcomes)
        elif not self._window.shown:
            self._window.go_first()

    def _context(self, page: ImportPage) -> str:
        count = self._done + len(self._steps)
        table = f"table {self._done + 1} of {count}" if count > 1 else ""
        return " · ".join(part for part in (page.context, table) if part)


def _left_out(table: Table) -> Outcome:
    return Outcome(table.file, table.sheet, "Left out by you.")
