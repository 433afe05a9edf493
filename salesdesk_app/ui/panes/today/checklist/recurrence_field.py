"""Chooses when an item comes again, and says it in words."""

from collections.abc import Sequence
from typing import Literal

from babel.dates import get_day_names
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.recurrence import WORKDAYS, Rest, Rule, read
from salesdesk_app.ui.widgets.buttons import chip
from salesdesk_app.ui.widgets.card import boxed, row
from salesdesk_app.ui.widgets.fields import NumberEdit, Picker
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import LOCALE
from salesdesk_app.wording.recurrence import recurrence as worded

Kind = Literal["workdays", "weekly", "monthday", "nth", "kept"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("workdays", _("Every working day")),
    ("weekly", _("On weekdays that I choose")),
    ("monthday", _("Monthly on a day")),
    ("nth", _("Monthly on a weekday or working day")),
)
NTH = (
    (1, _("first")),
    (2, _("second")),
    (3, _("third")),
    (4, _("fourth")),
    (5, _("fifth")),
    (-1, _("last")),
)
WORKING_DAY = 7  # beside the seven weekdays
MONDAY_TO_FRIDAY = tuple((0, day) for day in range(5))
LAST_DAY = -1
RESTED: tuple[tuple[Rest, str], ...] = (
    ("", _("It is due all the same")),
    ("FORWARD", _("It moves to the next working day")),
    ("BACKWARD", _("It moves to the working day before")),
    ("OMIT", _("It is left out")),
)


class RecurrenceField(QWidget):
    """A kind of recurrence and, beside it, what the kind leaves open; the sentence below."""

    changed = Signal()

    def __init__(self, recurrence: str = WORKDAYS, weekday: int = 0) -> None:
        """``weekday`` (0: Monday) is offered where one is to be chosen."""
        super().__init__()
        self._weekday = weekday
        self.setProperty("look", "clear")
        self._kept = recurrence
        self.kind = Picker(KINDS, search=False)
        self.kind.chosen.connect(self._begin)
        names = get_day_names("abbreviated", locale=LOCALE)
        self.days = [chip(str(names[day]), lambda _on: self._tell()) for day in range(7)]
        self.weeks = NumberEdit(1, 52)
        self.weeks.setFixedWidth(52)
        self.month_day = Picker(_month_days(), search=False)
        self.nth = Picker(NTH, search=False)
        self.weekday = Picker(_weekdays(), search=False)
        self.months = NumberEdit(1, 11)
        self.months.setFixedWidth(52)
        self.rest = Picker(RESTED, search=False)
        self.setFocusProxy(self.kind)
        self._name_editors()
        self._unit = label("")
        self._steps = boxed(row(label(_("every")), self.weeks, self.months, self._unit, None))
        self._rest = boxed(row(label(_("On a day that is not worked:")), self.rest, None))
        self.pages = QStackedWidget()
        self.words = label("", "label", wrap=True)
        self._places = {kind: place for place, kind in enumerate(self._add_pages())}
        for number in (self.weeks, self.months):
            number.value_changed.connect(self._count)
        for picker in (self.month_day, self.nth, self.weekday, self.rest):
            picker.chosen.connect(self._show)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.kind, self.pages, self._steps, self._rest, self.words):
            box.addWidget(part)
        self.set_value(recurrence)

    def _name_editors(self) -> None:
        for editor, name in (
            (self.kind, _("When")),
            (self.weeks, _("Every how many weeks")),
            (self.months, _("Every how many months")),
            (self.month_day, _("Day of the month")),
            (self.nth, _("Which one of the month")),
            (self.weekday, _("Weekday")),
            (self.rest, _("On a day that is not worked")),
        ):
            editor.setAccessibleName(name)

    @property
    def missing(self) -> str:
        """What is still to be said; empty where nothing is."""
        kind = self.kind.value()
        if kind == "weekly" and not any(one.isChecked() for one in self.days):
            return _("Choose at least one weekday.")
        steps = {"weekly": self.weeks, "monthday": self.months, "nth": self.months}.get(kind)
        return "" if steps is None or steps.readable else steps.wrong

    def value(self) -> str:
        """The recurrence as it is kept; what is incomplete falls on working days."""
        kind: Kind = self.kind.value() or "workdays"
        if kind == "kept":
            return self._kept
        rule = self._rule(kind)
        return WORKDAYS if rule is None else rule.text

    def set_value(self, recurrence: str) -> None:
        """Show a recurrence; one that the kinds do not reach is kept as it is."""
        self._kept = recurrence
        self._settle_defaults()
        kind = self._settle(read(recurrence))
        if kind == "kept":
            said = _("As it is: {words}").format(words=worded(read(recurrence)))
            self.kind.set_choices([*KINDS, ("kept", said)])
        self.kind.set_value(kind)
        self._show()

    def _rule(self, kind: Kind) -> Rule | None:
        rest: Rest = self.rest.value() or ""
        if kind == "weekly":
            chosen = tuple((0, day) for day, one in enumerate(self.days) if one.isChecked())
            every = self.weeks.value() or 1
            return Rule("WEEKLY", every, chosen, rest=rest) if chosen else None
        every = self.months.value() or 1
        if kind == "monthday":
            return Rule("MONTHLY", every, month_days=(self.month_day.value() or 1,), rest=rest)
        if kind == "nth":
            nth, weekday = self.nth.value() or 1, self.weekday.value() or 0
            if weekday == WORKING_DAY:
                return Rule("MONTHLY", every, MONDAY_TO_FRIDAY, position=nth)
            return Rule("MONTHLY", every, ((nth, weekday),), rest=rest)
        return None

    def _settle(self, rule: Rule | None) -> Kind:
        """Puts a rule into the fields; returns the kind that says it, or "kept"."""
        if rule is None:
            return "workdays"
        self.rest.set_value(rule.rest)
        if rule.freq == "WEEKLY" and rule.weekdays:
            for day, one in enumerate(self.days):
                one.setChecked((0, day) in rule.weekdays)
            self.weeks.set_value(rule.interval)
            return "weekly"
        if rule.freq != "MONTHLY" or rule.months:
            return "kept"
        self.months.set_value(rule.interval)
        if len(rule.month_days) == 1 and rule.month_days[0] >= LAST_DAY:
            self.month_day.set_value(rule.month_days[0])
            return "monthday"
        return self._settle_nth(rule)

    def _settle_nth(self, rule: Rule) -> Kind:
        if rule.counts_workdays:
            nth, weekday = rule.position, WORKING_DAY
        elif len(rule.weekdays) == 1 and not rule.position:
            nth, weekday = rule.weekdays[0]
        else:
            return "kept"
        if nth not in dict(NTH):
            return "kept"
        self.nth.set_value(nth)
        self.weekday.set_value(weekday)
        return "nth"

    def _settle_defaults(self) -> None:
        self.weeks.set_value(1)
        self.months.set_value(1)
        self.rest.set_value("")
        self.month_day.set_value(1)
        self.nth.set_value(1)
        self.weekday.set_value(self._weekday)

    def _begin(self, kind: Kind) -> None:
        """Offers the weekday of today, so that a kind says a day from its beginning."""
        if kind == "weekly" and not any(one.isChecked() for one in self.days):
            self.days[self._weekday].setChecked(True)
        self._show()

    def _show(self, _key: object = None) -> None:
        kind = self.kind.value() or "workdays"
        self.pages.setCurrentIndex(self._places.get(kind, 0))
        self.pages.setVisible(kind not in ("workdays", "kept"))
        self.weeks.setVisible(kind == "weekly")
        self.months.setVisible(kind != "weekly")
        self._steps.setVisible(kind in ("weekly", "monthday", "nth"))
        by_itself = kind == "nth" and self.weekday.value() == WORKING_DAY
        self._rest.setVisible(kind in ("weekly", "monthday", "nth") and not by_itself)
        self._count()

    def _count(self) -> None:
        weekly = self.kind.value() == "weekly"
        number = (self.weeks if weekly else self.months).value() or 1
        of_months = ngettext("month", "months", number)
        self._unit.setText(ngettext("week", "weeks", number) if weekly else of_months)
        self._tell()

    def _tell(self) -> None:
        try:
            words = "" if self.missing else worded(read(self.value()))
        except Problem:
            words = ""
        self.words.setText(words[:1].upper() + words[1:])
        self.changed.emit()

    def _add_pages(self) -> Sequence[str]:
        pages = {
            "workdays": row(),
            "weekly": row(*self.days, None, spacing=4),
            "monthday": row(self.month_day, None),
            "nth": row(label(_("On the")), self.nth, self.weekday, None),
        }
        for page in pages.values():
            self.pages.addWidget(boxed(page))
        return tuple(pages)


def _month_days() -> list[tuple[int, str]]:
    days = [(day, str(day)) for day in range(1, 32)]
    return [*days, (LAST_DAY, _("Last day"))]


def _weekdays() -> list[tuple[int, str]]:
    names = get_day_names("wide", locale=LOCALE)
    return [*((day, str(names[day])) for day in range(7)), (WORKING_DAY, _("working day"))]
