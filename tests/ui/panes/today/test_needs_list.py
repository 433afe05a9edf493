"""What needs the manager is seen to, snoozed, turned into something and handed on."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk_app.services import activities, commitments, people
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Activity, CalendarEvent, CalendarSource, Deal
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today import growing
from salesdesk_app.ui.panes.today.checklist.check_row import CheckRow
from salesdesk_app.ui.panes.today.entry import Entry
from salesdesk_app.ui.panes.today.lines import Button, Shown
from salesdesk_app.ui.panes.today.needs import matter_commands
from salesdesk_app.ui.panes.today.needs.order_dialog import OrderDialog
from salesdesk_app.ui.panes.today.needs.pass_dialog import PassDialog
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.widgets.snooze_dialog import SnoozeDialog
from salesdesk_app.wording.phrases import Said, muted, strong
from tests.world import TODAY

Checks = Callable[[TodayPane], dict[str, CheckRow]]
FRIDAY = TODAY + timedelta(days=4)


def entry(pane: TodayPane, pill: str, place: int = 0) -> Entry:
    """An entry by its pill, with the focus."""
    made = [one for one in pane.needs.entries.widgets() if one.pill.text == pill][place]
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def pills(pane: TodayPane) -> list[str]:
    return [one.pill.text for one in pane.needs.entries.widgets()]


def dialog(pane: TodayPane) -> Any:
    return next(one for one in pane.findChildren(QDialog) if one.isVisible())


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_Space])
def test_done_by_key_says_so_and_is_undone(
    full: TodayPane, qtbot: QtBot, told: list[Notice], checks: Checks, key: Qt.Key
) -> None:
    before = pills(full)
    slipped = entry(full, "Slipped")
    place = full.needs.entries.widgets().index(slipped)
    qtbot.keyClick(slipped, key)
    assert pills(full) == before[:place] + before[place + 1 :]
    assert told[-1].text == "See to “Halden Freight — Fleet telematics”"
    assert full.focusWidget() is full.needs.entries.widgets()[place]  # the next one
    assert full.needs.dealt.text() == "1 done today"
    assert "1 handled" in checks(full)["Overnight and urgent"].head.phrase.text
    full.desk.undo()
    assert pills(full) == before
    assert full.needs.dealt.isHidden()


def test_the_ticked_check_says_how_many_were_handled(
    full: TodayPane, qtbot: QtBot, checks: Checks
) -> None:
    qtbot.keyClick(entry(full, "Slipped"), Qt.Key.Key_D)
    qtbot.keyClick(entry(full, "Lost"), Qt.Key.Key_D)
    first = checks(full)["Overnight and urgent"]
    first.head.setFocus()
    qtbot.keyClick(first.head, Qt.Key.Key_Space)
    first = checks(full)["Overnight and urgent"]
    assert first.head.phrase.text == "Overnight and urgent 2 items handled"
    assert first.head.pill.text == "12:00"


def test_done_by_mouse_on_the_button_that_hovering_shows(full: TodayPane, qtbot: QtBot) -> None:
    lost = next(one for one in full.needs.entries.widgets() if one.pill.text == "Lost")
    height = lost.height()
    assert lost.tools.isHidden()
    lost._hover(True)
    assert not lost.tools.isHidden()
    assert lost.sizeHint().height() == height  # nothing jumps
    done = lost.button("check")
    assert done is not None and lost.button("ellipsis") is not None
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert "Lost" not in pills(full)


def test_a_late_promise_is_closed_as_it_is_done(full: TodayPane, qtbot: QtBot) -> None:
    late = entry(full, "Late")
    text = late.heading.text
    qtbot.keyClick(late, Qt.Key.Key_D)
    assert full.day is not None
    assert text not in [m.promise.text for m in full.day.matters if m.promise]
    standing = ask(full.desk.store, commitments.standing)
    assert text not in [row.text for row in standing]


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Z])
def test_a_quiet_deal_is_snoozed_as_in_the_pipeline(
    full: TodayPane, qtbot: QtBot, told: list[Notice], key: Qt.Key
) -> None:
    quiet = entry(full, "Gone quiet")
    heading = quiet.heading.text
    qtbot.keyClick(quiet, key)
    shown = dialog(full)
    assert isinstance(shown, SnoozeDialog)
    assert [one.text() for one in shown.picks] == ["Tomorrow", "Monday"]
    shown.day.set_value(TODAY)
    shown.submit()
    assert told[-1].tone == "bad"  # and the dialog stays
    shown.day.set_value(FRIDAY)
    shown.why.setText("On leave")
    shown.submit()
    assert heading not in [one.heading.text for one in full.needs.entries.widgets()]
    assert told[-1].text.startswith("Snooze “Corvid Media")
    with full.desk.store.read() as session:
        rows = session.execute(select(Deal.snoozed_why).where(Deal.snoozed_until == FRIDAY))
        assert [row.snoozed_why for row in rows] == ["On leave"]


def test_what_happened_is_snoozed_without_the_pipeline(full: TodayPane, qtbot: QtBot) -> None:
    qtbot.keyClick(entry(full, "Lost"), Qt.Key.Key_S)
    dialog(full).submit()
    assert "Lost" not in pills(full)
    with full.desk.store.read() as session:
        assert session.scalar(select(Deal.id).where(Deal.snoozed_until.is_not(None))) is None


def test_a_commitment_of_the_deals_owner_is_made_of_it(
    full: TodayPane, qtbot: QtBot, told: list[Notice]
) -> None:
    qtbot.keyClick(entry(full, "Slipped"), Qt.Key.Key_C)
    shown = dialog(full)
    assert isinstance(shown, PassDialog)
    assert shown.text.text().startswith("Halden Freight — Fleet telematics: close date pushed to")
    assert shown.person.currentText() == "Priya Nair"
    assert shown.day.value() == TODAY + timedelta(days=1)
    shown.text.setText("")
    shown.save()
    assert shown.wrong.text() == "Say what is to be done."
    shown.text.setText("Get the date from legal")
    shown.day.set_value(FRIDAY)
    shown.save()
    assert "Slipped" not in pills(full)
    made = [r for r in ask(full.desk.store, commitments.standing) if r.text.startswith("Get the")]
    assert [(row.owner, row.due_on) for row in made] == [("Priya Nair", FRIDAY)]
    assert made[0].deal_id is not None
    assert told[-1].text == (
        "Turn “Halden Freight — Fleet telematics” into a commitment of Priya Nair, due 27 Nov"
    )
    full.desk.undo()
    assert "Slipped" in pills(full)


def test_a_task_for_me_stands_among_the_follow_ups(full: TodayPane, qtbot: QtBot) -> None:
    qtbot.keyClick(entry(full, "Slipped"), Qt.Key.Key_T)
    assert "Slipped" not in pills(full)
    assert full.day is not None
    due = full.day.follow_ups.to_answer
    assert any(one.row.subject.startswith("Halden Freight") for one in due)


def test_handed_to_a_rep_and_taken_back(full: TodayPane, qtbot: QtBot, told: list[Notice]) -> None:
    before = pills(full)
    qtbot.keyClick(entry(full, "Slipped"), Qt.Key.Key_H)
    shown = dialog(full)
    shown.person.set_value(None)
    shown.save()
    assert shown.wrong.text() == "Choose whose it is."
    tom = {row.name: row.id for row in ask(full.desk.store, people.listing)}["Tom Becker"]
    shown.person.set_value(tom)
    shown.day.set_value(FRIDAY)
    shown.note.setPlainText("Ask for <b>their</b> date")
    shown.save()
    assert told[-1].text == "Hand “Halden Freight — Fleet telematics” to Tom Becker, due 27 Nov"
    assert "Slipped" not in pills(full)
    full.needs.dealt.click()
    past = full.needs.past.widgets()[0]
    assert past.heading.text == "Halden Freight — Fleet telematics"
    assert past.below.text == "Handed to Tom Becker, due 27 Nov"
    past.setFocus()
    qtbot.keyClick(past, Qt.Key.Key_B)
    assert pills(full) == before
    left = ask(full.desk.store, activities.of_person, tom)
    assert not [row for row in left if row.note and "their" in row.note]


def test_the_menu_names_the_letters(full: TodayPane) -> None:
    names = [name for name, _run in entry(full, "Slipped").entries() if name]
    assert names == [
        "Done\tD",
        "Snooze…\tS",
        "Commitment…\tC",
        "Task for me\tT",
        "Hand to a rep…\tH",
        "Open",
    ]
    assert "Delete" in dict(entry(full, "Overdue").entries())


@pytest.mark.parametrize("code", ["snooze", "promise", "hand"])
def test_the_palette_asks_about_the_matter_with_the_focus(full: TodayPane, code: str) -> None:
    command = COMMANDS[f"matter.{code}"]
    full.checks.rows()[0].setFocus()
    assert not command.available(full)
    entry(full, "Slipped")
    assert command.available(full)
    getattr(matter_commands, code)(full)
    dialog(full).close()


def test_the_palette_sees_to_the_matter_with_the_focus(full: TodayPane) -> None:
    entry(full, "Slipped")
    matter_commands.done(full)
    entry(full, "Lost")
    matter_commands.task(full)
    assert {"Slipped", "Lost"}.isdisjoint(pills(full))
    matter_commands.order(full)
    assert isinstance(dialog(full), OrderDialog)
    dialog(full).close()


def test_how_it_is_ordered_is_said(full: TodayPane, qtbot: QtBot) -> None:
    qtbot.mouseClick(full.needs.order, Qt.MouseButton.LeftButton)
    shown = dialog(full)
    assert isinstance(shown, OrderDialog)
    shown.close()


def test_many_lines_are_shown_step_by_step(
    full: TodayPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pills(full)
    monkeypatch.setattr(growing, "STEP", 4)
    full.needs.entries.begin()
    full.refresh()
    assert len(pills(full)) == 4
    more = full.needs.entries.more
    assert more.text() == f"{len(whole) - 4} more at risk, late or new"
    more.click()
    assert pills(full) == whole[:8]
    assert full.focusWidget() is full.needs.entries.widgets()[4]


def test_an_import_opens_its_deals(
    full: TodayPane, qtbot: QtBot, gone_to: list[tuple[str, object]]
) -> None:
    store, now = full.desk.store, full.desk.now()
    with store.write("importing.apply", at=now, origin="import") as (session, written):
        deal = session.get_one(Deal, 1)
        deal.note = "From the other system"
        written.facts.update(file="north.xlsx", kind="deals", count=1)
    full.refresh()
    qtbot.keyClick(entry(full, "Import", 1), Qt.Key.Key_Return)
    place, wanted = gone_to[-1]
    assert place == "pipeline"
    assert isinstance(wanted, DealFilter)
    assert (wanted.deal_ids, wanted.title) == ({1}, "Imported north.xlsx")


def test_a_name_is_not_cut_by_the_buttons_beside_it(qtbot: QtBot) -> None:
    said = Said((strong("Halden Freight"), muted("Fleet")), "Pushed", "Slipped", "bad")
    buttons = (Button("check", "Done", int), Button("clock", "Rest", int))
    made, window = Entry(), QWidget()
    qtbot.addWidget(window)
    made.setParent(window)
    made.show_line(Shown(said, buttons=buttons))
    window.show()
    for width in (400, 230):
        made.resize(width, 60)
        made._hover(False)
        assert made.pill.isVisible()
        made._hover(True)
        QApplication.processEvents()
        assert made.tools.isVisible()
        assert made.heading.width() >= made.heading.name_width
        assert made.pill.isVisible() is (width == 400)


def test_the_place_is_kept_while_another_window_is_in_front(
    pane: TodayPane, told: list[Notice], qtbot: QtBot
) -> None:
    rows = pane.needs.entries.widgets()
    rows[1].setFocus(Qt.FocusReason.TabFocusReason)
    other = QDialog()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not rows[1].hasFocus())
    pane.deeds.matters.done(pane.day.matters[1])
    assert pane.window().focusWidget() is pane.needs.entries.widgets()[1]


def test_a_line_of_several_promises_is_unfolded_and_folded(
    pane: TodayPane, qtbot: QtBot, told: list[Notice]
) -> None:
    for n in range(12):
        day = TODAY - timedelta(days=20 - n)
        pane.desk.do(commitments.add, text=f"Promise {n}", owner_id=2, due_on=day)
    whole = pills(pane)
    several = entry(pane, "Late", 5)
    assert several.heading.text == "7 more commitments are late"
    assert next(name for name, _run in several.entries()) == "All done\tD"
    qtbot.keyClick(several, Qt.Key.Key_Return)
    assert len(pills(pane)) == len(whole) + 7
    assert pane.focusWidget() is several
    qtbot.keyClick(several, Qt.Key.Key_Down)
    one = pane.focusWidget()
    assert isinstance(one, Entry)
    text = one.heading.text
    assert text.startswith("Promise 5")
    assert pane.matter is not None and pane.matter.promise is not None
    qtbot.keyClick(one, Qt.Key.Key_D)
    assert told[-1].text == f"See to “{text}”"
    assert len(pills(pane)) == len(whole) + 6
    several.setFocus()
    unfold = several.button("chevron-down")
    assert unfold is not None
    qtbot.mouseClick(unfold, Qt.MouseButton.LeftButton)
    assert not [one for one in pane.needs.entries.widgets() if one.heading.text == "Promise 6"]


@pytest.fixture
def met(full: TodayPane) -> Entry:
    """Yesterday's call of a rep's that only a calendar holds, among what needs the manager."""
    sunday = datetime.combine(TODAY - timedelta(days=1), time(16)).astimezone()
    with full.desk.store.write("calendars.add", at=sunday) as (session, opened):
        opened.facts["calendar"] = "Priya"
        facts = {"name": "Priya", "kind": "file", "place": "x.ics", "position": 9, "shown": True}
        session.add(source := CalendarSource(person_id=2, **facts))
        session.flush()
        source_id = source.id
    with full.desk.store.scratch() as session:
        ends = sunday + timedelta(minutes=30)
        facts = {"uid": "1", "title": "Corvid Media call", "people": [], "busy": True}
        session.add(CalendarEvent(source_id=source_id, begins_at=sunday, ends_at=ends, **facts))
    full.refresh()
    (found,) = [
        one for one in full.needs.entries.widgets() if one.heading.text == "Corvid Media call"
    ]
    found.setFocus()
    return found


def test_a_call_that_only_a_calendar_holds_is_logged_next_morning(
    full: TodayPane, qtbot: QtBot, met: Entry
) -> None:
    before, found = len(pills(full)), met
    assert [name for name, _run in found.entries()][-1] == "Log…"
    qtbot.keyClick(found, Qt.Key.Key_Return)
    shown = dialog(full)
    assert shown.heading.text() == "Log Priya Nair’s call: Corvid Media"
    shown.save()
    assert len(pills(full)) == before - 1


def test_done_logs_a_call_that_only_a_calendar_holds_as_held(
    full: TodayPane, qtbot: QtBot, met: Entry
) -> None:
    def logged() -> list[tuple[str, str | None, int | None]]:
        calls = select(Activity).where(Activity.subject == "Corvid Media call")
        with full.desk.store.read() as session:
            return [(row.kind, row.outcome, row.person_id) for row in session.scalars(calls)]

    before = len(pills(full))
    qtbot.keyClick(met, Qt.Key.Key_D)
    assert len(pills(full)) == before - 1
    assert logged() == [("call", "held", 2)]
    full.desk.undo()
    assert (logged(), len(pills(full))) == ([], before)


def test_a_task_made_of_a_call_in_a_calendar_is_about_its_customer(
    full: TodayPane, qtbot: QtBot, met: Entry
) -> None:
    calls = [one.hours[0].call for one in full.day.matters if one.hours]
    call = next(one for one in calls if one is not None)
    assert call.about.account_id is not None
    qtbot.keyClick(met, Qt.Key.Key_T)
    with full.desk.store.read() as session:
        made = session.scalars(select(Activity).order_by(Activity.id.desc())).first()
        assert made is not None and made.kind == "task"
        assert (made.deal_id, made.account_id) == (call.about.deal_id, call.about.account_id)
