"""How words leave the evening: by the clipboard, as a mail draft that is opened, or as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from salesdesk_app import paths
from salesdesk_app.services.evening import mail_drafts
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.wording.language import gettext as _

KINDS = (_("Mail draft (*.eml)"), _("Text (*.txt)"))
ENDINGS = (".eml", ".txt")
HANDED = _("The draft was handed to your mail program. If none opens, copy the words instead.")
NO_PROGRAM = _("No program opens mails (.eml) here. Copy the words instead.")


class Mailing:
    """Copies, opens and saves; ``open_url`` gives a file to the system's own program for it."""

    def __init__(self, desk: Desk, preferences: Preferences, parent: QWidget) -> None:
        self._desk, self._preferences, self._parent = desk, preferences, parent
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self._desk.notice(_("Copied."), "good")

    def draft(self, to: str, subject: str, text: str) -> None:
        """Write a mail draft and open it in the mail program."""
        self._desk.work(
            mail_drafts.open_draft,
            to,
            subject,
            text,
            then=self._open,
            doing=_("Writing the mail draft"),
        )

    def save(self, to: str, subject: str, text: str) -> None:
        """Let the user name a file, as a mail draft or as text, and write it."""
        start = self._preferences.text("folder") or str(Path.home())
        name = str(Path(start) / paths.safe_filename(subject, ENDINGS[0]))
        chosen, kind = QFileDialog.getSaveFileName(
            self._parent, _("Save the note"), name, ";;".join(KINDS)
        )
        if chosen:
            self.write(_ended(Path(chosen), kind), to, subject, text)

    def write(self, path: Path, to: str, subject: str, text: str) -> None:
        """Write a file and say so."""
        self._preferences.set_text("folder", str(path.parent))
        self._desk.work(
            mail_drafts.save,
            path,
            to,
            subject,
            text,
            then=self._written,
            doing=_("Writing {name}").format(name=path.name),
        )

    def _open(self, path: Path) -> None:
        if self.open_url(QUrl.fromLocalFile(str(path))):
            # Some systems say yes before they know whether a program for it is there.
            self._desk.notice(HANDED)
        else:
            self._desk.notice(NO_PROGRAM, "warn")

    def _written(self, path: Path) -> None:
        show = (_("Open"), lambda: self.open_url(QUrl.fromLocalFile(str(path))))
        said = _("The note is in {name}").format(name=path.name)
        self._desk.noticed.emit(Notice(said, "good", show))


def _ended(path: Path, kind: str) -> Path:
    """With the ending of the kind that was chosen, where none was typed."""
    if path.suffix.casefold() in ENDINGS:
        return path
    return path.with_name(path.name + ENDINGS[KINDS.index(kind) if kind in KINDS else 0])
