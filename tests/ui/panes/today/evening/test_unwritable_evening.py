"""The evening where the workspace cannot be written."""

from salesdesk_app.services.evening import closing
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today.evening.flow import EveningFlow
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.world import TODAY, cannot_write


def test_a_day_that_cannot_be_written_stays_open_with_what_was_typed(
    evening: TodayPane, flow: EveningFlow, told: list[Notice]
) -> None:
    flow.go(flow.steps.index(flow.letter))
    flow.letter.text.setPlainText("What the board should know")
    with cannot_write(evening.desk.store):
        flow.close_day()
    assert [one.text for one in told] == [
        "sales.db cannot be written: the file or its folder is read-only. Nothing was changed."
    ]
    assert flow.isVisible()
    assert flow.letter.words == "What the board should know"
    flow.close_day()
    kept = ask(evening.desk.store, closing.closed, TODAY)
    assert kept is not None
    assert kept.note == "What the board should know"
