"""The settings: what belongs to the workspace (undoable), and this machine's look."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app.domain import calendars
from salesdesk_app.services import settings
from salesdesk_app.services.settings import Settings
from salesdesk_app.ui import fonts
from salesdesk_app.ui.shell.day_page import DayPage
from salesdesk_app.ui.shell.fields_page import FieldsPage
from salesdesk_app.ui.shell.rates_page import RatesPage
from salesdesk_app.ui.shell.signals_page import SignalsPage
from salesdesk_app.ui.shell.stages_page import StagesPage
from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import boxed, column, row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.forms import Dialog, Form
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import names

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

PAGES = (
    ("workspace", "Workspace"),
    ("day", "Day"),
    ("stages", "Pipelines"),
    ("signals", "Signals"),
    ("fields", "Fields"),
    ("rates", "Rates"),
    ("look", "Appearance"),
)


class SettingsDialog(Dialog):
    """Some pages, each made when first shown; what is changed in the workspace can be undone."""

    def __init__(self, window: "Window", page: str = "workspace") -> None:
        super().__init__("Settings", window, width=780)
        self._window = window
        self.switch = Segmented(PAGES, page)
        self.switch.changed.connect(self.show_page)
        self.pages = QStackedWidget()
        self.body.addLayout(row(self.switch, None))
        self.body.addWidget(self.pages, 1)
        self.setMinimumHeight(560)
        self.add_button("Close", self.close)
        self._save = self.add_button("Save", self.save, "primary")
        self.show_page(page)
        self.switch.focus_chosen()

    def show_page(self, key: str) -> None:
        """Show a page by its key."""
        self.switch.choose(key)
        page: QWidget = getattr(self, key)
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._save.setVisible(key == "workspace")

    def save(self) -> None:
        """Writes what was changed on the first page as one edit, and closes."""
        if self.switch.current != "workspace":
            return
        wrong = self.workspace.wrong()
        self.tell(wrong)
        if not wrong:
            self.workspace.save(self.close)

    @cached_property
    def workspace(self) -> "WorkspacePage":
        """What holds for all figures."""
        return WorkspacePage(self._window)

    @cached_property
    def day(self) -> DayPage:
        """The hours of a day."""
        return DayPage(self._window.desk)

    @cached_property
    def stages(self) -> StagesPage:
        """The pipelines."""
        return StagesPage(self._window.desk)

    @cached_property
    def signals(self) -> SignalsPage:
        """The rules of the signals."""
        return SignalsPage(self._window.desk)

    @cached_property
    def fields(self) -> FieldsPage:
        """The custom fields."""
        return FieldsPage(self._window.desk)

    @cached_property
    def rates(self) -> RatesPage:
        """The exchange rates."""
        return RatesPage(self._window.desk)

    @cached_property
    def look(self) -> QWidget:
        """Light or dark."""
        choice = Segmented(
            [("system", "As the system"), ("light", "Light"), ("dark", "Dark")],
            self._window.preferences.theme,
        )
        choice.changed.connect(self._window.choose_theme)
        said = label("Kept on this machine, not in the workspace.", "muted")
        return boxed(column(label("Appearance", "strong"), row(choice, None), said, None))


class WorkspacePage(QWidget):
    """Currency, fiscal year, working days and public holidays."""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self._desk = window.desk
        self._loaded: Settings | None = None
        form = Form(2)
        self.currency = Picker(names.currencies())
        self.fiscal = Picker([(n, names.month(n)) for n in range(1, 13)], search=False)
        self.country = Picker(none="No public holidays")
        form.add("Currency", self.currency, hint="Totals are shown in it, by the dated rates.")
        form.add("Fiscal year starts in", self.fiscal)
        form.add("Public holidays of", self.country, hint="They count neither for pace nor as due.")
        self.days = [QCheckBox(names.weekday(n)[:3]) for n in range(7)]
        for place, day in enumerate(self.days):
            day.setFont(fonts.font("body"))
            day.setAccessibleName(names.weekday(place))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(form)
        box.addLayout(column(label("Working days", "label"), row(*self.days, None, spacing=16)))
        box.addStretch()
        self._desk.ask(settings.read, then=self._show)
        self._desk.work(calendars.countries, then=self._offer_countries)

    def wrong(self) -> str:
        """What cannot be saved, in words; empty where all is well."""
        if not any(day.isChecked() for day in self.days):
            return "At least one weekday has to be a working day."
        return ""

    def save(self, done: Callable[[], object]) -> None:
        """Changes what differs, as one edit."""
        if self._loaded is None:
            return
        code = self.currency.value() or self._loaded.currency
        self._desk.do(
            settings.change,
            currency=code,
            fiscal_start_month=self.fiscal.value(),
            workdays=[n for n, day in enumerate(self.days) if day.isChecked()],
            country=self.country.value() or "",
            notice=True,
            then=lambda _nothing: done(),
        )

    def _show(self, found: Settings) -> None:
        self._loaded = found
        self.currency.set_value(found.currency)
        self.fiscal.set_value(found.fiscal_start_month)
        self.country.set_value(found.calendar.country)
        for place, day in enumerate(self.days):
            day.setChecked(place in found.calendar.workdays)

    def _offer_countries(self, codes: tuple[str, ...]) -> None:
        listed = sorted(((code, names.country(code)) for code in codes), key=lambda c: c[1])
        kept = self._loaded.calendar.country if self._loaded else None
        if kept is not None and kept not in codes:
            listed.insert(0, (kept, names.country(kept)))
        self.country.set_choices(listed)
        self.country.set_value(kept)
