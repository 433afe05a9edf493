"""The settings of the day: working hours, and when its end begins."""

from datetime import time

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from salesdesk_app.domain.follow_up import hour_of
from salesdesk_app.services import settings
from salesdesk_app.services.settings import Settings
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.fields import text_field
from salesdesk_app.ui.widgets.forms import Form
from salesdesk_app.ui.widgets.text import label, set_tone
from salesdesk_app.wording import problem
from salesdesk_app.wording.language import gettext as _


class DayPage(QWidget):
    """Hours by the clock on the wall; what is changed holds at once, and can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.begin, self.end, self.wrap_up = text_field(), text_field(), text_field()
        self._kept: dict[QLineEdit, time] = {}
        form = Form(3)
        form.add(_("Working day begins"), self.begin)
        form.add(_("Working day ends"), self.end)
        form.add(_("End of day opens"), self.wrap_up)
        self.wrong = label("", "body", tone="bad", wrap=True)
        self.wrong.hide()
        about = label(
            _(
                "The agenda shows what is free between these hours. From the last one on, Today "
                "offers to wrap up the day."
            ),
            "muted",
            wrap=True,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for made in (form, self.wrong, about):
            box.addWidget(made)
        box.addStretch(1)
        for field in (self.begin, self.end, self.wrap_up):
            field.editingFinished.connect(self._edited)
        desk.changed.connect(self._on_changed)
        self._load()

    def _load(self) -> None:
        self._desk.ask(settings.read, then=self._show, topic="day settings")

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"setting", "*"}:
            self._load()

    def _show(self, found: Settings) -> None:
        for field, hour in (
            (self.begin, found.hours[0]),
            (self.end, found.hours[1]),
            (self.wrap_up, found.wrap_up),
        ):
            self._kept[field] = hour
            field.setText(f"{hour:%H:%M}")

    def _edited(self) -> None:
        """Keeps all three hours, or says what is wrong until it is put right."""
        if not self._kept:
            return
        found = {field: hour_of(field.text().strip()) for field in self._kept}
        hours = {field: hour for field, hour in found.items() if hour is not None}
        wrong = [field for field in found if field not in hours]
        said = _("Write a time such as 8:30 or 17:00.") if wrong else ""
        if not wrong and hours[self.begin] >= hours[self.end]:
            wrong = [self.begin, self.end]
            begin, end = (f"{hours[field]:%H:%M}" for field in wrong)
            said = problem("hours.order", {"begin": begin, "end": end})
        elif not wrong and hours[self.wrap_up] <= hours[self.begin]:
            wrong = [self.begin, self.wrap_up]
            begin, at = (f"{hours[field]:%H:%M}" for field in wrong)
            said = problem("hours.wrap_up", {"begin": begin, "at": at})
        for field in found:
            set_tone(field, "bad" if field in wrong else "plain")
        self._tell(said)
        if wrong:
            return
        for field, hour in hours.items():
            field.setText(f"{hour:%H:%M}")
        if hours != self._kept:
            span = (hours[self.begin], hours[self.end])
            wrap_up = hours[self.wrap_up]
            self._desk.do(settings.change, hours=span, wrap_up=wrap_up, notice=True)

    def _tell(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
