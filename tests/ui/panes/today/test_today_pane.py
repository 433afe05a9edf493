"""Today on screen: what it shows of the day, and how it is walked."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.clock import Clock
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.search import Hit
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Stamp, Store, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today import SPEC
from salesdesk_app.ui.panes.today.calls.call_card import CallCard
from salesdesk_app.ui.panes.today.checklist.check_row import CheckRow
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.card import KeyFigure
from tests.world import NOON, TODAY, fill

Shown = Callable[..., QWidget]
Checks = Callable[[TodayPane], dict[str, CheckRow]]
DAY = timedelta(days=1)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour)).astimezone()


def lines(row: CheckRow) -> list[str]:
    return [line.phrase.text for line in row.evidence.widgets()]


def test_an_empty_workspace_offers_the_first_steps(
    desk: Desk,
    preferences: Preferences,
    shown: Shown,
    gone_to: list[tuple[str, object]],
    checks: Checks,
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
    assert "won in 1 deal\n" in pane.figures.cards[0].toolTip()
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


def test_ticked_by_space_and_taken_back_by_undo(
    pane: TodayPane, qtbot: QtBot, desk: Desk, checks: Checks
) -> None:
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


def test_a_click_on_what_has_no_evidence_moves_nothing(
    pane: TodayPane, qtbot: QtBot, checks: Checks
) -> None:
    plain = checks(pane)["Accountability checks"].head
    qtbot.mouseClick(plain, Qt.MouseButton.LeftButton, pos=QPoint(120, 8))
    first = checks(pane)["Overnight and urgent"]
    assert first.shown is not None and first.shown.unfolded


def test_ticked_by_mouse_and_unticked(pane: TodayPane, qtbot: QtBot, checks: Checks) -> None:
    news = checks(pane)["News"]
    qtbot.mouseClick(news.head.box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert news.head.box.isChecked()
    qtbot.mouseClick(news.head.box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert not news.head.box.isChecked()


def test_the_arrows_walk_and_enter_unfolds(pane: TodayPane, qtbot: QtBot, checks: Checks) -> None:
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
    assert "What the feeds that you read along brought" in news.hint.text()
    qtbot.keyClick(news.head, Qt.Key.Key_Return)
    assert not news.hint.isVisible()


def test_only_one_row_is_reached_by_tab(pane: TodayPane) -> None:
    strong = [r for r in pane.checks.rows() if r.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert len(strong) == 1


def test_the_checks_bear_their_evidence(
    full: TodayPane, gone_to: list[tuple[str, object]], checks: Checks
) -> None:
    overnight = checks(full)["Overnight and urgent"]
    assert "need you" in overnight.head.phrase.text
    assert lines(overnight)[0] == "Forecast call with finance begins now"
    assert lines(overnight)[1].startswith("Halden Freight Close date pushed to")
    assert lines(overnight)[-1].endswith("more at the right")
    shown = checks(full)["The team’s sales calls today"].shown
    assert shown is not None
    full.checks.unfold(shown.item.id)
    calls = checks(full)["The team’s sales calls today"]
    assert len(lines(calls)) == 4
    assert "more calls" in lines(calls)[-1]
    calls.evidence.widgets()[-1].opened.emit()
    assert full.day is not None
    assert len(lines(calls)) == len(full.day.agenda.calls)
    assert any("Priya → Halden Freight" in text for text in lines(calls))
    calls.evidence.widgets()[0].opened.emit()
    card = full.findChild(CallCard)
    assert card is not None
    card.deal.click()
    place, hit = gone_to[-1]
    assert place == "pipeline"
    assert isinstance(hit, Hit)
    assert hit.kind == "deal"


def test_what_needs_one_stands_in_order_and_opens(
    full: TodayPane, gone_to: list[tuple[str, object]], qtbot: QtBot
) -> None:
    entries = full.needs.entries.widgets()
    pills = [entry.pill.text for entry in entries]
    assert pills[:2] == ["Soon", "Slipped"]
    assert pills.index("Lost") < pills.index("Late") < pills.index("Overdue") < pills.index("Won")
    assert full.needs.note.text() == "since Friday 17:10"
    assert "the 2nd time" in entries[1].below.text
    won = entries[pills.index("Won")]
    assert "say well done" in won.below.text
    qtbot.keyClick(won, Qt.Key.Key_Return)
    assert gone_to[-1][0] == "pipeline"
    late = entries[pills.index("Late")]
    late.opened.emit()
    assert gone_to[-1][0] == "team"


def test_a_look_of_some_seconds_starts_the_next_day(pane: TodayPane, store: Store) -> None:
    pane._looked()
    with store.read() as session:
        assert today.last_look(session, TODAY) is None
        assert today.last_look(session, TODAY + DAY) == pane.desk.now()


class Moving(Clock):
    """A clock that a test sets."""

    moment = at(TODAY, 23)

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)


def test_the_pane_follows_the_clock_over_midnight(
    store: Store, preferences: Preferences, shown: Shown, qapp: QApplication, checks: Checks
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


def test_rows_keep_their_place_and_focus_when_the_day_is_loaded_again(
    full: TodayPane, checks: Checks
) -> None:
    row = checks(full)["My calendar"]
    row.head.setFocus()
    entry = full.needs.entries.widgets()[2]
    full.refresh()
    assert checks(full)["My calendar"] is row
    assert full.focusWidget() is row.head
    assert full.needs.entries.widgets()[2] is entry


@pytest.mark.parametrize(("width", "height"), [(1184, 780), (936, 610)])
def test_figures_and_the_five_headings_are_in_sight(
    full: TodayPane, shown: Shown, width: int, height: int, checks: Checks
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


def test_tab_goes_through_the_day_as_it_is_read(full: TodayPane, qtbot: QtBot) -> None:
    stops = {
        "checks": full.checks,
        "plan": full._agenda_card,
        "needs": full.needs.walk,
        "side": full.side,
    }
    full.figures.findChildren(KeyFigure)[-1].setFocus(Qt.FocusReason.TabFocusReason)
    gone = []
    for _stop in range(14):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        gone += [name for name, part in stops.items() if part.isAncestorOf(here)]
    assert list(dict.fromkeys(gone)) == ["checks", "plan", "needs", "side"]
    assert gone == sorted(gone, key=list(stops).index)
