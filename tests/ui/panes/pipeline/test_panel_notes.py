"""What is noted in a deal's panel: activities in a line, a coaching note, files and pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk_app.services.verbs import Store
from salesdesk_app.store.models import Activity, Deal
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.panes.pipeline.panel import DealPanel


@pytest.fixture
def panel(pane: PipelinePane) -> DealPanel:
    pane.open_deal(1)
    QApplication.processEvents()
    return pane.panel


def history(panel: DealPanel) -> list[str]:
    return [line.text + line.strong for line in panel.history.lines]


def test_a_length_in_the_line_is_logged_with_it(
    panel: DealPanel, store: Store, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.activity.text, "25 min, budget moved")
    assert panel.activity.says.text() == "Enter logs it: Call, 25 min, now"
    qtbot.keyClick(panel.activity.text, Qt.Key.Key_Return)
    assert history(panel)[0] == "Call, 25 min — Priya: budget moved"
    assert panel.activity.says.isHidden()


def test_an_activity_is_planned_in_a_line_and_removed(panel: DealPanel, qtbot: QtBot) -> None:
    panel.activity.mode.choose("plan")
    qtbot.keyClicks(panel.activity.text, "Terms tomorrow 9")
    assert panel.activity.says.text() == "Enter plans it: Call on 24 Nov 09:00"
    qtbot.keyClick(panel.activity.text, Qt.Key.Key_Return)
    assert panel.detail is not None
    planned = [row for row in panel.detail.planned if row.subject == "Terms"]
    assert [(row.kind, row.person) for row in planned] == [("call", "Priya Nair")]
    panel.activity.dropped.emit(planned[0].id)
    assert all(row.subject != "Terms" for row in panel.detail.planned)


def test_a_plan_without_words_is_not_kept(panel: DealPanel, store: Store, qtbot: QtBot) -> None:
    panel.activity.mode.choose("plan")
    qtbot.keyClick(panel.activity.text, Qt.Key.Key_Return)
    with store.read() as session:
        assert not session.scalars(select(Activity).where(Activity.subject == "")).all()


def test_a_coaching_note_is_kept_when_one_leaves_it(panel: DealPanel, store: Store) -> None:
    panel.facts.coaching.setFocus()
    panel.facts.coaching.setPlainText("Ask who else signs")
    panel.facts.note.setFocus()
    QApplication.processEvents()
    with store.read() as session:
        kept = session.execute(select(Deal.coaching_note, Deal.note).where(Deal.id == 1)).one()
    assert tuple(kept) == ("Ask who else signs", None)
    assert history(panel)[0] == "Coaching note changed"


def test_files_and_pages_are_added_opened_and_removed(
    panel: DealPanel, told: list[Notice], tmp_path: Path
) -> None:
    opened: list[str] = []
    panel.files.open_url = lambda url: opened.append(url.toString())
    offer = tmp_path / "offer.pdf"
    offer.write_text("an offer")
    panel.files.ask_file = lambda: str(offer)
    panel.files.choose.click()
    panel.files.added.emit("www.example.com/terms")
    assert [link.name for link in panel.files.shown] == ["offer.pdf", "terms · www.example.com"]
    first, second = panel.files.shown
    panel.files.opened.emit(first.id)
    panel.files.opened.emit(second.id)
    assert opened == [QUrl.fromLocalFile(str(offer)).toString(), "https://www.example.com/terms"]
    offer.unlink()
    panel.files.opened.emit(first.id)
    assert told[-1].text == f"{offer} is not there any more, or its drive is not connected."
    panel.files.removed.emit(first.id)
    assert [link.name for link in panel.files.shown] == ["terms · www.example.com"]
    panel.files.added.emit("offer")
    assert "neither a web address nor the whole path" in told[-1].text


def test_files_can_be_dropped(panel: DealPanel, tmp_path: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "a b.pdf")), QUrl("https://example.com/x")])
    event = QDropEvent(
        QPointF(1, 1),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.files.dropEvent(event)
    assert [link.name for link in panel.files.shown] == ["a b.pdf", "x · example.com"]
