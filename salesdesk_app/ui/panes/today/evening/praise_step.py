"""The second step: wins to praise, a drafted line for each rep, to be copied or sent as a mail."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.services.evening.praise import Praise
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.panes.today.evening.step import EnterGoesOn, Step
from salesdesk_app.ui.panes.today.rows import Stack
from salesdesk_app.ui.widgets.avatar import Avatar
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, column, line, row, scrolled
from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

Send = Callable[[Praise, str], object]


class PraiseRow(QWidget):
    """A rep with the line to say, which can be changed, and what it is sent by."""

    def __init__(self, copy: Send, mail: Send, step: Step) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.praise: Praise | None = None
        self.avatar = Avatar(size=32)
        self.name = label("", "strong")
        self.text = text_area(lines=2)
        EnterGoesOn(self.text, step.went_on.emit)
        self.text.textChanged.connect(step.typed)
        self.copy = button(_("Copy"), partial(self._send, copy))
        self.mail = button(_("Mail draft"), partial(self._send, mail))
        sides = row(self.copy, self.mail)
        middle = column(self.name, self.text, spacing=4)
        head = row(self.avatar, middle, sides, spacing=12)
        head.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 6, 4, 0)
        box.addLayout(head)
        box.addWidget(line())

    def show_praise(self, praise: Praise, text: str) -> None:
        """Show a rep with the line as drafted, or as it was typed."""
        self.praise = praise
        self.avatar.set_name(praise.person)
        self.name.setText(praise.person)
        self.text.setAccessibleName(_("Praise for {name}").format(name=praise.person))
        self.copy.setAccessibleName(_("Copy the praise for {name}").format(name=praise.person))
        self.mail.setAccessibleName(_("Mail draft for {name}").format(name=praise.person))
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)

    @property
    def changed(self) -> str | None:
        """The line where it is not the drafted one."""
        text = self.text.toPlainText()
        return text if self.praise is not None and text != self.praise.text else None

    def _send(self, by: Send) -> None:
        if self.praise is not None:
            by(self.praise, self.text.toPlainText())


class PraiseStep(Step):
    """A row for each rep who won, moved a deal on or kept a promise early."""

    def __init__(self, copy: Send, mail: Send) -> None:
        super().__init__(
            _("Praise"),
            _("Who won a deal, moved one on or kept a commitment early. Change the words at will."),
        )
        self.rows = Stack(lambda: PraiseRow(copy, mail, self))
        self.nothing = label(
            _("Nothing to praise was logged today. A word of thanks is never wrong."),
            "muted",
            wrap=True,
        )
        self.box.addWidget(self.nothing)
        self.box.addWidget(scrolled(boxed(column(self.rows, None))), 1)

    def show_evening(self, evening: Evening, draft: Draft) -> None:
        """Show the lines."""
        found = [(one.person_id, one) for one in evening.praises]
        self.rows.show_all(
            found,
            lambda shown, one: shown.show_praise(
                one, draft.praise.get(str(one.person_id), one.text)
            ),
        )
        self.nothing.setVisible(not found)

    def keep(self, draft: Draft) -> None:
        """The lines that were changed."""
        draft.praise = {
            str(one.praise.person_id): one.changed
            for one in self.rows.widgets()
            if one.praise is not None and one.changed is not None
        }

    def begin(self) -> None:
        """The first line."""
        rows = self.rows.widgets()
        (rows[0].text if rows else self).setFocus()
