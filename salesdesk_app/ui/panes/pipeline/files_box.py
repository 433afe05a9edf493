"""The files and pages of a deal: opened by a click, added by path, address, choice or drop."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from salesdesk_app.services.deals.deal_files import FileLine
from salesdesk_app.ui.panes.pipeline.links import Link, Links
from salesdesk_app.ui.widgets.buttons import IconButton


class FilesBox(Links):
    """``added`` tells a path or an address; ``missing`` says of a file that it is not there."""

    missing = Signal(str)

    def __init__(self) -> None:
        super().__init__("Files and pages", "Add an address or the path of a file", lambda: ())
        self.choose = IconButton("folder-open", "Choose a file", self._choose, 14)
        self.caption.insertWidget(2, self.choose)
        self.setAcceptDrops(True)
        self.ask_file: Callable[[], str] = self._ask_file
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
        self._files: dict[int, FileLine] = {}
        self.opened.connect(self._open)

    def show_files(self, files: Sequence[FileLine]) -> None:
        """Show a deal's files and pages."""
        self._files = {file.id: file for file in files}
        self.show_links([Link(file.id, file.title, explain=file.link) for file in files])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and addresses can be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Adds what is dropped."""
        for url in event.mimeData().urls():
            self.added.emit(url.toLocalFile() if url.isLocalFile() else url.toString())
        event.acceptProposedAction()

    def _choose(self) -> None:
        path = self.ask_file()
        if path:
            self.added.emit(path)

    def _ask_file(self) -> str:
        return QFileDialog.getOpenFileName(self, "Choose a file of this deal")[0]

    def _open(self, file_id: int) -> None:
        file = self._files.get(file_id)
        if file is None:
            return
        if file.is_page:
            self.open_url(QUrl(file.link))
        elif Path(file.link).exists():
            self.open_url(QUrl.fromLocalFile(file.link))
        else:
            self.missing.emit(f"{file.link} is not there any more, or its drive is not connected.")
