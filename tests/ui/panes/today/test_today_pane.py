"""Today on screen: what it shows of the day, and what is done there by mouse and keyboard."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.clock import Clock
from salesdesk_app.services import activities, checklist, commitments, sample, today
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.search import Hit
from salesdesk_app.services.verbs import Stamp, Store, perform
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.today import SPEC, commands
from salesdesk_app.ui.panes.today.check_row import CheckRow
from salesdesk_app.ui.panes.today.item_dialog import ItemDialog, NoteDialog
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.panes.today.plan_dialog import PlanDialog
from salesdesk_app.ui.preferences import Preferences
from tests.world import NOON, TODAY, fill

Shown = Callable[..., QWidget]
DAY = timedelta(days=1)


@pytest.fixture
def pane(desk: Desk, preferences: Preferences, shown: Shown) -> TodayPane:
    """Today over the small world."""
    fill(desk.store)
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


@pytest.fixture
def full(desk: Desk, preferences: Preferences, shown: Shown) -> TodayPane:
    """Today over the sample team."""
    sample.fill(desk.store, today=TODAY, now=desk.now())
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    return made


@pytest.fixture
def gone_to(desk: Desk) -> list[tuple[str, object]]:
    """Where the desk was asked to go."""
    found: list[tuple[str, object]] = []
    desk.opened.connect(lambda place, wanted: found.append((place, wanted)))
    return found


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour)).astimezone()


def do(pane: TodayPane, verb: Any, *args: Any, **kwargs: Any) -> Any:
    result = perform(pane.desk.store, Stamp(NOON), verb, *args, **kwargs).result
    pane.refresh()
    return result


def checks(pane: TodayPane) -> dict[str, CheckRow]:
    return {row.shown.item.title: row for row in pane.checks.checks() if row.shown}


def lines(row: CheckRow) -> list[str]:
    return [line.phrase.text for line in row.evidence.widgets()]


def dialog(pane: TodayPane) -> Any:
    return next(one for one in pane.findChildren(QDialog) if one.isVisible())


def test_an_empty_workspace_offers_the_first_steps(
    desk: Desk, preferences: Preferences, shown: Shown, gone_to: list[tuple[str, object]]
) -> None:
    pane = TodayPane(SPEC, desk, preferences)
    shown(pane)
    assert pane.welcome.isVisible()
    assert not pane.figures.isVisible()
    assert list(checks(pane))[:5] == [
        "Overnight and urgent",
        "The team’s sales calls today",
        "My calendar",
        "Inbox and voicemail",
        "News",
    ]
    pane.welcome.buttons[2].click()
    assert gone_to == [("team", None)]
    pane.welcome.buttons[1].click()
    assert not pane.welcome.isVisible()
    assert pane.figures.isVisible()
    assert pane.day is not None
    assert pane.day.agenda.calls


def test_it_says_which_day_it_is(pane: TodayPane) -> None:
    assert pane.title == "Good afternoon"
    assert pane.context == "Monday 23 November · week 8 of 13 in Q4"


def test_key_figures_say_what_they_compare_with(
    pane: TodayPane, gone_to: list[tuple[str, object]]
) -> None:
    texts = [(card.value.text(), card.note.text()) for card in pane.figures.cards]
    assert texts[0] == ("21 %", "37 pts behind, pace 58 %")
    assert texts[1] == ("$90 k", "38 % of $240 k quota")
    assert texts[2][0] == "1.5×"
    assert texts[4] == ("1", "1 wants coaching")
    assert "Value won over the quota" in pane.figures.cards[0].toolTip()
    assert "1 deals" in pane.figures.cards[0].toolTip()
    for place, card in enumerate(pane.figures.cards):
        assert bool(card.property("live")) == bool(pane.figures.shown[place].leads)
    pane.figures.cards[0].clicked.emit()
    place, wanted = gone_to[-1]
    assert place == "pipeline"
    assert isinstance(wanted, DealFilter)
    assert (wanted.outcome, wanted.title) == ("won", "Won in Q4 2026")


def test_without_a_quota_the_figure_leads_to_where_it_is_set(
    desk: Desk, preferences: Preferences, shown: Shown, gone_to: list[tuple[str, object]]
) -> None:
    from salesdesk_app.domain.periods import quarter_of
    from salesdesk_app.services import quotas

    fill(desk.store)
    perform(desk.store, Stamp(NOON), quotas.clear, 2, quarter_of(TODAY))
    pane = TodayPane(SPEC, desk, preferences)
    shown(pane)
    assert "no quota yet" in pane.figures.cards[0].note.text()
    pane.figures.cards[0].clicked.emit()
    assert gone_to == [("team", None)]


def test_ticked_by_space_and_taken_back_by_undo(pane: TodayPane, qtbot: QtBot, desk: Desk) -> None:
    first = checks(pane)["Overnight and urgent"]
    assert first.shown is not None and first.shown.unfolded
    first.head.setFocus()
    qtbot.keyClick(first.head, Qt.Key.Key_Space)
    assert first.head.box.isChecked()
    assert first.head.pill.text == "12:00"
    assert pane.checks.sections["start"].note.text() == "1 of 5 done"
    second = checks(pane)["The team’s sales calls today"]
    assert second.shown is not None and second.shown.unfolded  # the next one opens
    desk.undo()
    assert not first.head.box.isChecked()
    assert desk.redo_label == "Tick “Overnight and urgent”"
    desk.redo()
    assert first.head.box.isChecked()


def test_ticked_by_mouse_and_unticked(pane: TodayPane, qtbot: QtBot) -> None:
    news = checks(pane)["News"]
    qtbot.mouseClick(news.head.box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert news.head.box.isChecked()
    qtbot.mouseClick(news.head.box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert not news.head.box.isChecked()


def test_the_arrows_walk_and_enter_unfolds(pane: TodayPane, qtbot: QtBot) -> None:
    first = pane.checks.rows()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_End)
    last = pane.checks.rows()[-1]
    assert pane.focusWidget() is last
    qtbot.keyClick(last, Qt.Key.Key_Home)
    assert pane.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert pane.focusWidget() is pane.checks.rows()[1]
    news = checks(pane)["News"]
    news.head.setFocus()
    qtbot.keyClick(news.head, Qt.Key.Key_Return)
    assert news.hint.isVisible()
    assert "cannot read news feeds yet" in news.hint.text()
    qtbot.keyClick(news.head, Qt.Key.Key_Return)
    assert not news.hint.isVisible()


def test_only_one_row_is_reached_by_tab(pane: TodayPane) -> None:
    strong = [r for r in pane.checks.rows() if r.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert len(strong) == 1


def test_the_checks_bear_their_evidence(full: TodayPane, gone_to: list[tuple[str, object]]) -> None:
    overnight = checks(full)["Overnight and urgent"]
    assert "need you" in overnight.head.phrase.text
    assert lines(overnight)[0].startswith("Halden Freight Close date pushed to")
    assert lines(overnight)[-1].endswith("more at the right")
    full.checks.unfold(checks(full)["The team’s sales calls today"].shown.item.id)  # type: ignore[union-attr]
    calls = checks(full)["The team’s sales calls today"]
    assert len(lines(calls)) == 4
    assert any("Priya → Halden Freight" in text for text in lines(calls))
    assert "more calls" in lines(calls)[-1]
    calls.evidence.widgets()[-1].opened.emit()
    assert full.day is not None
    assert len(lines(calls)) == len(full.day.agenda.calls)
    calls.evidence.widgets()[0].opened.emit()
    place, hit = gone_to[-1]
    assert place == "pipeline"
    assert isinstance(hit, Hit)
    assert hit.kind == "deal"


def test_what_needs_one_stands_in_order_and_opens(
    full: TodayPane, gone_to: list[tuple[str, object]], qtbot: QtBot
) -> None:
    entries = full.needs.entries.widgets()
    pills = [entry.pill.text for entry in entries]
    assert pills[0] == "Slipped"
    assert pills.index("Lost") < pills.index("Late") < pills.index("Overdue") < pills.index("Won")
    assert full.needs.note.text() == "since Friday 17:10"
    assert "the 2nd time" in entries[0].below.text
    won = entries[pills.index("Won")]
    assert "say well done" in won.below.text
    qtbot.keyClick(won, Qt.Key.Key_Return)
    assert gone_to[-1][0] == "pipeline"
    late = entries[pills.index("Late")]
    late.opened.emit()
    assert gone_to[-1][0] == "team"


def test_an_activity_is_done_edited_and_deleted_from_its_menu(
    pane: TodayPane, told: list[Notice]
) -> None:
    do(pane, activities.plan, kind="task", planned_at=at(TODAY, 16), subject="Call back Weiss")
    assert pane.day is not None
    row = pane.day.agenda.answers[0]
    menu = dict(pane.deeds.of_activity(row))
    menu["Done"]()
    assert pane.day.agenda.answers == ()
    assert told[-1].text == "Complete “Call back Weiss”"
    pane.desk.undo()
    menu["Edit…"]()
    shown = dialog(pane)
    assert isinstance(shown, PlanDialog)
    shown.subject.setText("Call Weiss")
    shown.time.setText("17:15")
    shown.save()
    row = pane.day.agenda.answers[0]
    assert (row.subject, row.planned_at) == ("Call Weiss", at(TODAY, 17) + timedelta(minutes=15))
    dict(pane.deeds.of_activity(row))["Delete"]()
    assert pane.day.agenda.answers == ()


def test_a_follow_up_is_noted_in_a_line_and_ticked(pane: TodayPane, qtbot: QtBot) -> None:
    field = pane.follow_ups.field
    field.setText("Answer Weiss 16:30")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ""
    line = pane.follow_ups.lines.widgets()[0]
    assert (line.phrase.text, line.pill.text) == ("Answer Weiss", "16:30")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert pane.follow_ups.lines.widgets() == []
    assert pane.follow_ups.note.text() == "1 answered"


def test_what_cannot_be_noted_stays_in_the_field(pane: TodayPane, told: list[Notice]) -> None:
    pane.follow_ups.field.setText("tomorrow 9")
    pane.follow_ups.field.returnPressed.emit()
    assert told[-1].tone == "bad"
    assert pane.follow_ups.field.text() == "tomorrow 9"


def test_something_is_planned_in_a_free_hour(pane: TodayPane, qtbot: QtBot) -> None:
    agenda = pane.agenda
    where = QPoint(agenda.width() - 20, round(agenda.top_of(14 * 60 + 20)))
    qtbot.mouseDClick(agenda, Qt.MouseButton.LeftButton, pos=where)
    shown = dialog(pane)
    assert shown.time.text() == "14:15"
    shown.subject.setText("Block for the forecast")
    shown.minutes.set_value(90)
    shown.save()
    block = agenda.blocks[0]
    assert (block.title, block.begin, block.end) == ("Block for the forecast", 855, 945)
    shown = None
    agenda.setFocus()
    agenda.chosen = 0
    qtbot.keyClick(agenda, Qt.Key.Key_Return)
    assert dialog(pane).subject.text() == "Block for the forecast"
    dialog(pane).close()


def test_the_plan_says_what_it_cannot_read(pane: TodayPane) -> None:
    pane.deeds.plan()
    shown = dialog(pane)
    shown.time.setText("soon")
    shown.save()
    assert "Say when" in shown.wrong.text()
    assert shown.isVisible()
    shown.close()


def test_items_are_added_edited_noted_moved_and_removed(
    pane: TodayPane, told: list[Notice], qtbot: QtBot
) -> None:
    pane.checks.sections["day"].add.click()
    shown = dialog(pane)
    assert isinstance(shown, ItemDialog)
    shown.save()
    assert "Say what" in shown.wrong.text()
    shown.name.setText("Pricing pages")
    shown.recurs.set_value("FREQ=WEEKLY;BYDAY=MO")
    shown.save()
    assert "Pricing pages" in checks(pane)
    row = checks(pane)["Pricing pages"]
    row.head.setFocus()
    assert pane.chosen is not None

    commands.edit(pane)
    shown = dialog(pane)
    assert shown.recurs.value() == "FREQ=WEEKLY;BYDAY=MO"
    shown.name.setText("Pricing of Kestrel")
    shown.save()
    assert "Pricing of Kestrel" in checks(pane)

    commands.note(pane)
    shown = dialog(pane)
    assert isinstance(shown, NoteDialog)
    shown.text.setPlainText("12 % down <b>now</b>")
    shown.save()
    assert checks(pane)["Pricing of Kestrel"].note.text == "Note: 12 % down <b>now</b>"

    row = checks(pane)["Pricing of Kestrel"]
    row.head.setFocus()
    qtbot.keyClick(row.head, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    titles = [title for title, r in checks(pane).items() if r.shown and r.shown.item.part == "day"]
    assert titles[-2] == "Pricing of Kestrel"

    assert COMMANDS["day.remove"].available(pane)
    commands.remove(pane)
    assert "Pricing of Kestrel" not in checks(pane)
    assert told[-1].text == "Remove “Pricing of Kestrel” from the day"
    pane.desk.undo()
    assert "Pricing of Kestrel" in checks(pane)


def test_the_menu_of_an_item(pane: TodayPane) -> None:
    row = checks(pane)["Accountability checks"]
    menu = dict(row.head.entries())
    assert list(menu) == ["Tick", "Note…", "Edit…", "Move up", "Move down", "Remove"]
    menu["Tick"]()
    assert row.head.box.isChecked()
    assert next(iter(dict(row.head.entries()))) == "Take the tick back"
    dict(row.head.entries())["Remove"]()
    assert "Accountability checks" not in checks(pane)


def test_promises_due_today_are_kept_from_here(pane: TodayPane) -> None:
    live = pane.checks.sections["day"].live.widgets()
    assert [line.phrase.text for line in live] == ["Priya promised for today Send pricing"]
    dict(live[0].entries())["Done: “Send pricing”"]()
    assert pane.checks.sections["day"].live.widgets() == []
    rows = pane.desk.store
    with rows.read() as session:
        assert commitments.of_person(session, 2)[0].outcome == "kept"


def test_a_look_of_some_seconds_starts_the_next_day(pane: TodayPane, store: Store) -> None:
    pane._looked()
    with store.read() as session:
        assert today.last_look(session, TODAY) is None
        assert today.last_look(session, TODAY + DAY) == NOON.astimezone(UTC)


class Moving(Clock):
    """A clock that a test sets."""

    moment = at(TODAY, 23)

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)


def test_the_pane_follows_the_clock_over_midnight(
    store: Store, preferences: Preferences, shown: Shown, qapp: QApplication
) -> None:
    from salesdesk_app.ui.lanes import Lanes

    clock = Moving()
    desk = Desk(store, clock, Lanes.inline())
    pane = TodayPane(SPEC, desk, preferences)
    shown(pane)
    assert pane.title == "Good evening"
    first = pane.checks.checks()[0]
    clock.moment += timedelta(minutes=70)  # ten past midnight, and not loaded again yet
    assert first.shown is not None
    pane.checks.ticked.emit(first.shown.item.id, True)
    assert pane.context.startswith("Tuesday 24 November")  # the tick itself loads again
    with store.read() as session:
        monday = checklist.standing(session, TODAY)
        assert monday[0].done_at is not None  # it belongs to the day that was seen
    assert not pane.checks.checks()[0].head.box.isChecked()
    clock.moment += DAY
    pane.heed_clock()
    assert pane.context.startswith("Wednesday 25 November")
    clock.moment += timedelta(minutes=2)
    before = pane.day
    pane.heed_clock()
    assert pane.day is before  # not old enough to load again


def test_rows_keep_their_place_and_focus_when_the_day_is_loaded_again(full: TodayPane) -> None:
    row = checks(full)["My calendar"]
    row.head.setFocus()
    entry = full.needs.entries.widgets()[2]
    full.refresh()
    assert checks(full)["My calendar"] is row
    assert full.focusWidget() is row.head
    assert full.needs.entries.widgets()[2] is entry


@pytest.mark.parametrize(("width", "height"), [(1184, 780), (936, 610)])
def test_figures_and_the_five_headings_are_in_sight(
    full: TodayPane, shown: Shown, width: int, height: int
) -> None:
    full.resize(width, height)
    QApplication.processEvents()
    bottom = full.rect().bottom()
    for card in full.figures.cards:
        assert card.geometry().bottom() < bottom
        assert card.note.fontMetrics().horizontalAdvance(card.note.text()) <= card.note.width()
    for row in full.checks.checks()[:5]:
        head = row.head
        assert head.mapTo(full, head.rect().bottomLeft()).y() < bottom
        assert not head.visibleRegion().isEmpty()


def test_user_text_is_never_html(pane: TodayPane) -> None:
    do(pane, activities.plan, kind="task", planned_at=at(TODAY, 16), subject="<b>x</b> & <img>")
    line = pane.follow_ups.lines.widgets()[0]
    assert line.phrase.text == "<b>x</b> & <img>"
    assert "&lt;b&gt;" in line.toolTip()  # Qt would take it for HTML
