"""A deal's panel: what it tells, what is edited in place, and how the keyboard gets around."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk_app.services import activities, contacts
from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Store
from salesdesk_app.store.models import Activity, Deal, DealProduct
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.panes.pipeline import SPEC
from salesdesk_app.ui.panes.pipeline.dialogs import WonDialog
from salesdesk_app.ui.panes.pipeline.facts import Fact
from salesdesk_app.ui.panes.pipeline.links import ProductDialog
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.panes.pipeline.panel import DealPanel
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, Picker
from tests.world import TODAY, fill

PROPOSAL, WON = 3, 5
Shown = Callable[..., QWidget]


@pytest.fixture
def pane(store: Store, desk: Desk, preferences: Preferences, shown: Shown) -> PipelinePane:
    fill(store)
    made = PipelinePane(SPEC, desk, preferences)
    shown(made)
    made.open_deal(1)
    QApplication.processEvents()
    return made


@pytest.fixture
def panel(pane: PipelinePane) -> DealPanel:
    return pane.panel


def deal(store: Store, deal_id: int = 1) -> dict[str, Any]:
    with store.read() as session:
        found = session.execute(select(Deal.__table__).where(Deal.id == deal_id)).mappings().one()
        return dict(found)


def history(panel: DealPanel) -> list[str]:
    return [line.text + line.strong for line in panel.history.lines]


def typed(fact: Fact, text: str, qtbot: QtBot) -> None:
    """Clicks a fact, types a text in its place and presses Enter."""
    fact.button.click()
    editor = fact.editor
    assert isinstance(editor, QLineEdit)
    assert editor.hasFocus()
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_panel_tells_the_facts(panel: DealPanel) -> None:
    assert panel.title.text() == "Halden Freight — Deal 0"
    assert panel.under.text() == (
        "Priya Nair · opened 1 Oct · 53 days, time in Qualified not known"
    )
    told = {field: fact.button.text() for field, fact in panel.facts.facts.items()}
    assert told["value"] == "$10,000"
    assert told["expected_close_on"] == "1 Dec 2026"
    assert told["category"] == "Pipeline"
    assert told["probability"] == "20 %"
    assert told["next_step"] == "No next step"
    assert told["source"] == "Unknown"
    assert not panel.facts.facts["closed_on"].isVisible()
    assert [link.name for link in panel.people.shown] == ["Dr Anna Weiss"]
    assert [link.name for link in panel.rivals.shown] == ["Kestrel"]
    assert [link.note for link in panel.sold.shown] == ["2×, 5 % off, $1,900"]


def test_facts_are_edited_in_place(panel: DealPanel, store: Store, qtbot: QtBot) -> None:
    facts = panel.facts.facts
    typed(facts["value"], "22.5k", qtbot)
    typed(facts["expected_close_on"], "12 Jan 2027", qtbot)
    typed(facts["probability"], "60", qtbot)
    typed(facts["next_step"], "Send pricing", qtbot)
    typed(facts["account"], "Kitewing", qtbot)
    typed(facts["source"], "Referral", qtbot)
    typed(facts["name"], "Pilot", qtbot)
    now = deal(store)
    assert (now["value_minor"], now["probability"]) == (2_250_000, 60)
    assert now["expected_close_on"] == date(2027, 1, 12)
    assert (now["next_step"], now["source"], now["name"]) == ("Send pricing", "Referral", "Pilot")
    assert panel.title.text() == "Kitewing — Pilot"
    assert facts["probability"].button.text() == "60 %, by hand"
    assert "Value $10,000 → $22,500" in history(panel)


def test_an_emptied_fact_is_empty(panel: DealPanel, store: Store, qtbot: QtBot) -> None:
    typed(panel.facts.facts["value"], "", qtbot)
    typed(panel.facts.facts["expected_close_on"], "", qtbot)
    assert (deal(store)["value_minor"], deal(store)["expected_close_on"]) == (None, None)
    assert panel.facts.facts["value"].button.text() == "No value"


def test_esc_takes_back_what_was_typed(panel: DealPanel, store: Store, qtbot: QtBot) -> None:
    fact = panel.facts.facts["value"]
    qtbot.keyClick(fact.button, Qt.Key.Key_Return)
    assert isinstance(fact.editor, AmountEdit)
    fact.editor.setText("99")
    qtbot.keyClick(fact.editor, Qt.Key.Key_Escape)
    assert fact.editor is None
    assert fact.button.hasFocus()
    assert panel.isVisible()
    assert deal(store)["value_minor"] == 1_000_000


def test_what_cannot_be_read_stays_in_its_field(
    panel: DealPanel, store: Store, qtbot: QtBot
) -> None:
    fact = panel.facts.facts["expected_close_on"]
    fact.button.click()
    assert isinstance(fact.editor, DayEdit)
    qtbot.keyClicks(fact.editor, "soon")
    qtbot.keyClick(fact.editor, Qt.Key.Key_Return)
    assert fact.editor is not None
    assert not fact.editor.readable
    assert deal(store)["expected_close_on"] == date(2026, 12, 1)


def test_leaving_a_field_keeps_what_was_typed(panel: DealPanel, store: Store, qtbot: QtBot) -> None:
    fact = panel.facts.facts["next_step"]
    fact.button.click()
    assert isinstance(fact.editor, QLineEdit)
    fact.editor.setText("Call back")
    panel.facts.note.setFocus()
    assert deal(store)["next_step"] == "Call back"


def test_choices_are_made_by_picking(panel: DealPanel, store: Store) -> None:
    for field, key in (("owner_id", 3), ("category", "commit")):
        fact = panel.facts.facts[field]
        fact.button.click()
        editor = fact.editor
        assert isinstance(editor, Picker)
        editor.set_value(key)
        editor.hidePopup()
        editor.chosen.emit(key)
        assert deal(store)[field] == key
    assert panel.facts.facts["category"].button.text() == "Commit, by hand"


def test_the_stage_bar_moves_by_click_and_key(
    panel: DealPanel, store: Store, qtbot: QtBot, told: list[Notice]
) -> None:
    where = panel.bar.segments()[PROPOSAL - 1].center().toPoint()
    qtbot.mouseClick(panel.bar, Qt.MouseButton.LeftButton, pos=where)
    assert deal(store)["stage_id"] == PROPOSAL
    assert told[-1].text == "Move “Halden Freight — Deal 0” to Proposal"
    assert panel.under.text().endswith("0 in Proposal")
    panel.bar.setFocus()
    qtbot.keyClick(panel.bar, Qt.Key.Key_Left)
    qtbot.keyClick(panel.bar, Qt.Key.Key_Return)
    assert deal(store)["stage_id"] == PROPOSAL - 1
    won = panel.bar.segments()[WON - 1].center().toPoint()
    qtbot.mouseClick(panel.bar, Qt.MouseButton.LeftButton, pos=won)
    assert isinstance(panel.act.dialog, WonDialog)


def test_a_closed_deal_shows_when_and_why(pane: PipelinePane, desk: Desk) -> None:
    pane.open_deal(6)
    panel = pane.panel
    assert panel.under.text() == "Jonas Lind · opened 6 Oct · lost 10 Nov 2026 · after 35 days"
    assert panel.facts.facts["lost_reason"].button.text() == "Price"
    assert panel.facts.facts["closed_on"].isVisible()
    assert not panel.facts.facts["probability"].isVisible()


def test_signals_are_explained(pane: PipelinePane, desk: Desk) -> None:
    desk.do(deals.edit, [2], expected_close_on=TODAY - timedelta(days=3))
    pane.open_deal(2)
    assert pane.panel.detail is not None
    codes = [signal.code for signal in pane.panel.detail.row.signals]
    assert codes[0] == "close_passed"
    assert pane.panel._reasons.isVisible()
    pane.open_deal(1)
    assert not pane.panel._reasons.isVisible()


def test_contacts_and_competitors_are_added_by_name(panel: DealPanel, qtbot: QtBot) -> None:
    panel.people.plus.click()
    assert panel.people.field is not None
    qtbot.keyClicks(panel.people.field, "Tom Berg, CFO")
    qtbot.keyClick(panel.people.field, Qt.Key.Key_Return)
    assert [(link.name, link.note) for link in panel.people.shown] == [
        ("Dr Anna Weiss", "COO"),
        ("Tom Berg", "CFO"),
    ]
    panel.rivals.plus.click()
    assert panel.rivals.field is not None
    qtbot.keyClicks(panel.rivals.field, "Falcon")
    qtbot.keyClick(panel.rivals.field, Qt.Key.Key_Escape)
    assert panel.rivals.field is None
    assert [link.name for link in panel.rivals.shown] == ["Kestrel"]


def test_links_are_taken_out_with_a_notice(panel: DealPanel, told: list[Notice]) -> None:
    panel.people.removed.emit(1)
    panel.rivals.removed.emit(1)
    panel.sold.removed.emit(1)
    assert (panel.people.shown, panel.rivals.shown, panel.sold.shown) == ((), (), ())
    assert all(notice.action is not None for notice in told[-3:])
    assert history(panel)[:3] == [
        "Product removed: Fleet telematics",
        "Competitor out: Kestrel",
        "Contact removed: Dr Anna Weiss",
    ] or set(history(panel)[:3]) == {
        "Product removed: Fleet telematics",
        "Competitor out: Kestrel",
        "Contact removed: Dr Anna Weiss",
    }


def test_products_have_a_quantity_and_a_discount(panel: DealPanel, store: Store) -> None:
    panel.sold.opened.emit(1)
    dialog = panel.act.dialog
    assert isinstance(dialog, ProductDialog)
    assert (dialog.quantity.value(), dialog.discount.text()) == (2, "5")
    dialog.quantity.set_value(3)
    dialog.discount.setText("120")
    dialog.submit()
    assert "from 0 to 100" in dialog.wrong.text()
    dialog.discount.setText("17,5 %")
    dialog.submit()
    with store.read() as session:
        line = session.scalars(select(DealProduct)).one()
        assert (line.quantity, line.discount_bp) == (3, 1_750)
    panel.sold.opened.emit(1)
    again = panel.act.dialog
    assert isinstance(again, ProductDialog)
    assert again.discount.text() == "17.5"  # nothing of it is lost by opening and saving
    again.submit()
    with store.read() as session:
        assert session.scalars(select(DealProduct)).one().discount_bp == 1_750
    panel.sold.plus.click()
    added = panel.act.dialog
    assert isinstance(added, ProductDialog)
    added.submit()
    assert added.wrong.text()
    added.name.setText("Onboarding")
    added.submit()
    assert [link.name for link in panel.sold.shown] == ["Fleet telematics", "Onboarding"]


def test_what_was_said_is_logged_in_one_line(panel: DealPanel, store: Store, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.activity.text, "budget moved to January")
    qtbot.keyClick(panel.activity.text, Qt.Key.Key_Return)
    assert history(panel)[0] == "Call — Priya: budget moved to January"
    assert panel.activity.text.text() == ""


def test_what_was_planned_is_ticked_off(panel: DealPanel, store: Store) -> None:
    assert panel.detail is not None
    planned = panel.detail.planned[0]
    panel.activity.done.emit(planned.id)
    with store.read() as session:
        assert session.scalar(select(Activity.done_at).where(Activity.id == planned.id))
    assert panel.detail.planned == ()
    assert history(panel)[0] == "Call — Priya: Pricing"


def test_a_note_is_kept_when_one_leaves_it(panel: DealPanel, store: Store) -> None:
    panel.facts.note.setFocus()
    panel.facts.note.setPlainText("Two lines\nof text")
    panel.facts.facts["value"].button.setFocus()
    assert deal(store)["note"] == "Two lines\nof text"
    panel.facts.note.setPlainText("")
    panel.close_panel()
    assert deal(store)["note"] is None


def test_long_histories_show_the_newest_first_and_the_rest_on_a_click(
    panel: DealPanel, desk: Desk
) -> None:
    for hours in range(20):
        at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=hours)
        desk.do(activities.log, kind="call", done_at=at, subject=f"Call {hours}", deal_id=1)
    shown = panel.history.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    panel.history.show_all()
    QApplication.processEvents()
    rows = panel.history.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert len(shown) < len(rows)
    assert len(panel.history.lines) == 21


def test_user_text_is_never_taken_for_html(panel: DealPanel, desk: Desk) -> None:
    desk.do(deals.edit, [1], name="<b>Bold</b> & co")
    desk.do(contacts.add_to_deal, 1, "<i>Eve</i>")
    assert panel.title.text() == "Halden Freight — <b>Bold</b> & co"
    assert panel.title.textFormat() == Qt.TextFormat.PlainText
    assert panel.people.shown[-1].name == "<i>Eve</i>"


def test_the_value_keeps_the_deals_own_currency(
    panel: DealPanel, desk: Desk, store: Store, qtbot: QtBot
) -> None:
    desk.do(deals.edit, [1], currency="JPY", value_minor=5_000)
    assert panel.facts.facts["value"].button.text() == "¥5,000"
    typed(panel.facts.facts["value"], "7000", qtbot)
    assert deal(store)["value_minor"] == 7_000
    assert Decimal(7000) == 7000


def test_a_day_is_picked_in_the_calendar(panel: DealPanel, store: Store) -> None:
    fact = panel.facts.facts["next_step_on"]
    fact.button.click()
    editor = fact.editor
    assert isinstance(editor, DayEdit)
    editor._open.trigger()
    calendar = editor.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(QDate(2026, 11, 30))
    assert deal(store)["next_step_on"] == date(2026, 11, 30)
    assert fact.editor is None


def test_what_is_typed_belongs_to_the_deal_it_was_typed_for(
    pane: PipelinePane, store: Store, qtbot: QtBot
) -> None:
    panel = pane.panel
    panel.facts.note.setFocus()
    panel.facts.note.setPlainText("About the first")
    fact = panel.facts.facts["next_step"]
    fact.button.click()
    assert isinstance(fact.editor, QLineEdit)
    fact.editor.setText("Send pricing")
    pane.open_deal(2)
    assert (deal(store, 1)["next_step"], deal(store, 1)["note"]) == (
        "Send pricing",
        "About the first",
    )
    assert (deal(store, 2)["next_step"], deal(store, 2)["note"]) == (None, None)
    assert fact.editor is None
    assert panel.facts.note.toPlainText() == ""
    assert panel.title.text() == "Corvid Media — Deal 1"
    panel.facts.note.setFocus()
    panel.facts.note.setPlainText("About the second")
    panel.people.add()
    pane.open_deal(3)
    assert deal(store, 2)["note"] == "About the second"
    assert panel.people.field is None


def test_what_changed_while_another_pane_was_shown_is_seen(pane: PipelinePane, desk: Desk) -> None:
    pane.hide()
    desk.do(deals.edit, [1], name="Renewal")
    assert pane.panel.title.text() == "Halden Freight — Deal 0"
    pane.show()
    assert pane.panel.title.text() == "Halden Freight — Renewal"
