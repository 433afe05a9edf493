"""The chooser of recurrences: what is chosen is what is kept, and it is said in words."""

import pytest
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.panes.today.checklist.recurrence_field import RecurrenceField


@pytest.mark.parametrize(
    ("recurrence", "kind", "words"),
    [
        ("workdays", "workdays", "Every working day"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "weekly", "Mondays and Thursdays"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "weekly", "Every 2 weeks on Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "monthday", "15th of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "monthday", "Last day of the month"),
        ("FREQ=MONTHLY;BYDAY=2TU", "nth", "Second Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "nth", "Last Friday of the month"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "nth",
            "Last working day of the month",
        ),
        ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", "kept", None),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "monthday", "1st of the month, every 3 months"),
        ("FREQ=MONTHLY;BYDAY=5FR", "nth", "Fifth Friday of the month"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15;REST=FORWARD",
            "monthday",
            "15th of the month, or the next working day",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO;REST=OMIT",
            "weekly",
            "Mondays, only where it is a working day",
        ),
        ("FREQ=MONTHLY;BYMONTH=3;BYMONTHDAY=1;REST=BACKWARD", "kept", None),
        ("FREQ=DAILY;INTERVAL=2", "kept", None),
    ],
)
def test_what_is_shown_is_kept(qtbot: QtBot, recurrence: str, kind: str, words: str | None) -> None:
    field = RecurrenceField(recurrence)
    qtbot.addWidget(field)
    assert field.kind.value() == kind
    assert field.value() == recurrence
    if words is not None:
        assert field.words.text() == words


def test_choosing(qtbot: QtBot) -> None:
    field = RecurrenceField()
    qtbot.addWidget(field)
    assert field.value() == "workdays"
    field.kind.set_value("weekly")
    field._show()
    assert field.value() == "workdays"  # no weekday chosen yet
    field.days[1].click()
    field.days[3].click()
    field.weeks.set_value(3)
    assert field.value() == "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH"
    field.kind.set_value("nth")
    field.nth.set_value(4)
    field.weekday.set_value(2)
    assert field.value() == "FREQ=MONTHLY;BYDAY=4WE"
    field.weekday.set_value(7)
    assert field.value() == "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=4"


def test_a_kind_begins_with_the_weekday_of_today_and_counts_in_words(qtbot: QtBot) -> None:
    field = RecurrenceField(weekday=4)
    qtbot.addWidget(field)
    field.kind.set_value("weekly")
    field.kind.chosen.emit("weekly")
    assert field.value() == "FREQ=WEEKLY;BYDAY=FR"
    assert field._unit.text() == "week"
    field.weeks.set_value(2)
    field.weeks.value_changed.emit()
    assert field._unit.text() == "weeks"
    field.days[4].click()
    assert field.missing
    assert field.words.text() == ""


def test_the_keyboard_comes_to_what_is_chosen_first(qtbot: QtBot) -> None:
    field = RecurrenceField()
    qtbot.addWidget(field)
    assert field.focusProxy() is field.kind
    assert field.kind.accessibleName() == "When"
