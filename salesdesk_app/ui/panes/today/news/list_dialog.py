"""The dialog that takes several feeds at once: pasted addresses, or another program's list."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from salesdesk_app.services.news import feed_lists, feeds
from salesdesk_app.services.news.feed_lists import FeedList
from salesdesk_app.services.news.feeds import TOPICS
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row, scrolled
from salesdesk_app.ui.widgets.fields import Picker, text_area
from salesdesk_app.ui.widgets.forms import Dialog, field
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.news.day_deeds import DayNewsDeeds

WAIT_MS = 200
TOLD = 100  # reasons for what is left out
LINES = 6  # of reasons that are in sight; the others are scrolled to
Stated = Sequence[tuple[str, str, str]]


class ListDialog(Dialog):
    """What is found is told before anything is added; all of it is one step to undo."""

    def __init__(self, parent: QWidget, deeds: "DayNewsDeeds") -> None:
        super().__init__(_("Add several feeds"), parent, width=600)
        self._deeds = deeds
        self._found = FeedList((), 0, ())
        self.ask_file: Callable[[], str] = self._ask_file
        self.text = text_area(hint=_("One address a line"), lines=6)
        self.body.addLayout(field(_("Addresses"), self.text))
        self.file = button(_("Open an OPML file…"), self.open_file)
        self.topic = Picker([(code, words.topic(code)) for code in TOPICS], search=False)
        self.topic.set_value("industry")
        self.body.addLayout(row(self.file, None))
        hint = _("For those of which the list does not say it.")
        self.body.addLayout(field(_("About"), self.topic, hint))
        self.told = label("", "body")
        self.left_out = label("", "label", wrap=True, select=True)
        # Room for what will be told, so that the dialog stays as it is while one types.
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() + 2)
        self.left_out.setAlignment(Qt.AlignmentFlag.AlignTop)
        reasons = scrolled(self.left_out)
        reasons.setFixedHeight(LINES * self.left_out.fontMetrics().lineSpacing())
        self.body.addWidget(self.told)
        self.body.addWidget(reasons)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.text.textChanged.connect(self._wait.start)
        self.add_button(_("Cancel"), self.close)
        self.add = self.add_button(_("Add"), self.save, "primary")
        self.add.setEnabled(False)
        self.text.setFocus()

    def look(self) -> None:
        """Say what the pasted addresses are."""
        self._look(feed_lists.pasted(self.text.toPlainText()))

    def open_file(self) -> None:
        """Read a list of another program."""
        path = self.ask_file()
        if path:
            doing = _("Reading the list of feeds")
            self._deeds.desk.work(feed_lists.read_file, Path(path), then=self._look, doing=doing)

    def save(self) -> None:
        """Add what was found."""
        if not self._found.found:
            return
        wanted = [
            (one.address, one.name, one.topic or self.topic.value()) for one in self._found.found
        ]
        self._deeds.desk.do(
            feeds.add_several, wanted, then=lambda _count: self._saved(), notice=True
        )

    def _saved(self) -> None:
        self.close()
        self._deeds.after_adding()

    def _look(self, stated: Stated) -> None:
        self._deeds.desk.ask(feed_lists.look, stated, then=self._show, topic="feed list")

    def _show(self, found: FeedList) -> None:
        self._found = found
        left_out = len(found.left_out)
        self.told.setText(words.list_found(len(found.found), found.known, left_out))
        reasons = list(found.left_out[:TOLD]) + (["…"] if left_out > TOLD else [])
        self.left_out.setText("\n".join(reasons))
        self.add.setEnabled(bool(found.found))

    def _ask_file(self) -> str:
        kinds = _("Lists of feeds (*.opml *.xml)")
        return QFileDialog.getOpenFileName(self, _("A list of feeds"), "", kinds)[0]
