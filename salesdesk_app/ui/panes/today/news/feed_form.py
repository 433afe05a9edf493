"""The form of one feed: its address, what it is called, and what it is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from salesdesk_app.services.news import feeds
from salesdesk_app.services.news.feeds import TOPICS, FeedRow
from salesdesk_app.ui.widgets.fields import Picker, text_field
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.wording import news as words
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.news.day_deeds import DayNewsDeeds


class FeedForm(Dialog):
    """Adds a feed, or edits the one that is given."""

    def __init__(
        self,
        parent: QWidget,
        deeds: "DayNewsDeeds",
        competitors: Sequence[str],
        row: FeedRow | None = None,
    ) -> None:
        super().__init__(_("Edit the feed") if row else _("Add a feed"), parent, width=540)
        self._deeds, self._row = deeds, row
        form = Form(2)
        self.address = text_field(row.address if row else "", _("https://example.com/feed.xml"))
        hint = _("Of an RSS or Atom feed; http and https only.")
        form.add(_("Address"), self.address, hint=hint, wide=True)
        self.name = text_field(row.own_name if row else "", _("As the feed calls itself"))
        form.add(_("Name"), self.name, wide=True)
        self.topic = Picker([(code, words.topic(code)) for code in TOPICS], search=False)
        self.topic.set_value(row.topic if row else "industry")
        form.add(_("About"), self.topic)
        whose = (row.competitor if row else None) or ""
        self.competitor = suggesting(competitors, whose, _("Whose news it is"))
        form.add(_("Competitor"), self.competitor)
        self.topic.chosen.connect(lambda _key: self._fit())
        self.body.addWidget(form)
        self.add_button(_("Cancel"), self.close)
        self.add_button(_("Save") if row else _("Add"), self.save, "primary")
        self._fit()
        self.address.setFocus()

    def save(self) -> None:
        """Keep what was stated; what is wrong with it is told, and the form stays open."""
        stated: dict[str, Any] = {
            "name": self.name.text(),
            "topic": self.topic.value(),
            "competitor": self.competitor.text() or None,
        }
        address, desk = self.address.text(), self._deeds.desk
        if self._row is None:
            desk.do(feeds.add, address, **stated, then=lambda _id: self._saved(), notice=True)
        else:
            edited = {"address": address, **stated}
            desk.do(feeds.edit, self._row.id, **edited, then=lambda _none: self._saved())

    def _saved(self) -> None:
        self.close()
        self._deeds.after_adding()

    def _fit(self) -> None:
        self.competitor.setEnabled(self.topic.value() == "competitor")
