"""An import from choosing files to the last one written: read all, then agree one by one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from salesdesk_app import wording
from salesdesk_app.services import importing, workspace
from salesdesk_app.services.importing import Imported, Plan, Source
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.shell.import_page import KIND_WORDS, ImportPage
from salesdesk_app.ui.widgets.buttons import button

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

PAGE = "import"
SHEETS = "Spreadsheets (*.xlsx *.csv);;All files (*)"


def begin_import(window: "Window", paths: Sequence[Path] = ()) -> None:
    """Imports files, asking for them where none are given; goes on with an import that is open."""
    if not paths and window.importing is not None:
        window.importing.show()
        return
    chosen = list(paths)
    if not chosen:
        folder = window.preferences.text("import folder") or str(Path.home())
        names, _kind = QFileDialog.getOpenFileNames(window, "Import files", folder, SHEETS)
        chosen = [Path(name) for name in names]
    if not chosen:
        return
    window.preferences.set_text("import folder", str(chosen[0].parent))
    if window.importing is not None:
        window.importing.leave()
    window.importing = ImportFlow(window, chosen)
    window.importing.read_next()


class ImportFlow:
    """The files of one import. Files that cannot be read are told and left out."""

    def __init__(self, window: "Window", paths: Sequence[Path]) -> None:
        self._window = window
        self._desk = window.desk
        self._waiting = list(paths)
        self._sources: list[Source] = []
        self._step = 0
        self._done: list[Imported] = []
        self._backed_up = False
        self.page: ImportPage | None = None

    def read_next(self) -> None:
        """Read the next file in the guarded child process; after the last one, look at them."""
        if self._waiting:
            path = self._waiting.pop(0)
            self._desk.ask(
                importing.read,
                path,
                then=self._read,
                failed=self.read_next,
                doing=f"Reading {path.name}",
            )
        elif self._sources:
            tables = [source.table for source in self._sources]
            ordered = importing.order(tables)
            self._sources = [self._sources[tables.index(table)] for table in ordered]
            self._show_step()
        else:
            self.leave()

    def show(self) -> None:
        """Come back to the page that is open."""
        if self.page is not None:
            self._window.show_page(PAGE, self.page, self.page.title, self._context())

    def agree(self) -> None:
        """Write what is looked at: a checked backup first, then one edit."""
        page = self.page
        if page is None or page.plan is None:
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
        """Leave this file out and look at the next one."""
        self._next()

    def leave(self) -> None:
        """End the import; what was agreed to before stays."""
        window = self._window
        window.importing = None
        if self.page is not None:
            window.close_page(PAGE, self.page)
            self.page = None

    def _read(self, source: Source) -> None:
        self._sources.append(source)
        self.read_next()

    def _apply(self, plan: Plan) -> None:
        self._backed_up = True
        self._desk.do(
            importing.apply,
            plan,
            today=self._desk.today(),
            origin="import",
            notice=True,
            doing=f"Importing {plan.table.file}",
            then=lambda result: self._applied(plan, result),
            failed=self._failed,
        )

    def _applied(self, plan: Plan, result: Imported) -> None:
        self._done.append(result)
        desk = self._desk
        desk.work(importing.remember, desk.store, plan, result, at=desk.now(), writes=True)
        self._window.refresh_status()
        if not result.new and not result.changed:
            kind = KIND_WORDS[result.kind].lower()
            same = wording.count(result.same)
            self._desk.notice(f"Nothing to write: {same} {kind} are the same already.")
        self._next()

    def _failed(self) -> None:
        # The workspace may have changed since: what is shown is made anew from what it is now.
        if self.page is not None:
            self.page.look()

    def _next(self) -> None:
        self._step += 1
        if self._step < len(self._sources):
            self._show_step()
            return
        kinds = {result.kind for result in self._done if result.new or result.changed}
        self.leave()
        if kinds and "pipeline" in self._window.specs and "deals" in kinds:
            self._window.go("pipeline")
        else:
            self._window.go_first()

    def _show_step(self) -> None:
        if self.page is not None:
            self._window.close_page(PAGE, self.page)
        self.page = ImportPage(self._desk, self._sources[self._step])
        self._window.header.adopt(PAGE, self._buttons(self.page))
        self.page.title_changed.connect(self.show)
        self.show()

    def _buttons(self, page: ImportPage) -> list[QWidget]:
        found: list[QWidget] = [button("Stop", self.stop)]
        if len(self._sources) > 1:
            found.append(button("Leave this file out", self.skip))
        page.agree_button.clicked.connect(lambda _on=False: self.agree())
        return [*found, page.copy_button, page.agree_button]

    def stop(self) -> None:
        """Leave the import; what is not agreed to is not written."""
        self.leave()
        done = len(self._done)
        said = "Nothing was written." if not done else "What was imported before stays."
        self._window.toasts.say(Notice(f"Import stopped. {said}"))
        self._window.go_first()

    def _context(self) -> str:
        count = len(self._sources)
        return f"file {self._step + 1} of {count}" if count > 1 else ""
