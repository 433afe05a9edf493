"""The settings' page of pipelines: adding, naming, ordering, removing, and what stages ask for."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QToolButton, QWidget

from salesdesk_app.services import custom_fields, pipelines, stages
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.shell.settings_dialog import SettingsDialog
from salesdesk_app.ui.shell.stage_dialogs import AskedFields, MoveDeals, NameDialog
from salesdesk_app.ui.shell.stages_page import StagesPage
from salesdesk_app.ui.shell.window import Window
from tests.world import fill


@pytest.fixture
def page(desk: Desk, shown: Callable[..., QWidget]) -> StagesPage:
    fill(desk.store)
    made = StagesPage(desk)
    shown(made, 720, 420)
    return made


def names(desk: Desk) -> list[str]:
    return [row.name for row in ask(desk.store, pipelines.rows)]


def named(page: StagesPage, name: str) -> None:
    dialog = page.findChildren(NameDialog)[-1]
    dialog.name.setText(name)
    dialog.submit()


def test_a_pipeline_is_added_renamed_ordered_and_removed(
    page: StagesPage, desk: Desk, told: list[Notice]
) -> None:
    page.remove_pipeline()
    assert "only pipeline" in told[-1].text
    page.add_pipeline()
    named(page, "Renewals")
    assert names(desk) == ["Sales", "Renewals"]
    assert page.pipeline.currentText() == "Renewals"
    assert [stage.deals for stage in page.rows] == [0] * 6
    page.add()
    assert "New stage" in [stage.name for stage in page.rows]
    page.rename_pipeline()
    named(page, "Upsell")
    page.step_pipeline(-1)
    assert names(desk) == ["Upsell", "Sales"]
    page.pipeline.set_value(1)
    page.pipeline.chosen.emit(1)
    page.remove_pipeline()
    dialog = page.findChildren(MoveDeals)[-1]
    assert dialog.target.currentText() == "Upsell"
    dialog.accept()
    assert names(desk) == ["Upsell"]
    assert sum(stage.deals for stage in page.rows) == 9
    desk.undo()
    assert names(desk) == ["Upsell", "Sales"]


def test_a_name_that_is_taken_is_told_and_can_be_mended(
    page: StagesPage, desk: Desk, told: list[Notice]
) -> None:
    page.add_pipeline()
    named(page, "sales")
    assert "in use already" in told[-1].text
    assert page.findChildren(NameDialog)[-1].isVisible()
    named(page, " ")
    assert page.findChildren(NameDialog)[-1].wrong.text()
    named(page, "Renewals")
    assert names(desk) == ["Sales", "Renewals"]


def test_what_a_stage_asks_for_is_ticked_and_shown(
    page: StagesPage, desk: Desk, told: list[Notice]
) -> None:
    page.table.clearSelection()
    desk.do(custom_fields.add, "Segment", "text")
    page.table.choose(3)
    page.ask_for()
    dialog = page.findChildren(AskedFields)[-1]
    assert dialog.ticks["own:1"].text() == "Segment"
    assert "lost_reason" not in dialog.ticks
    dialog.ticks["value_minor"].setChecked(True)
    dialog.ticks["own:1"].setChecked(True)
    dialog.submit()
    found = next(row for row in ask(desk.store, stages.rows) if row.id == 3)
    assert found.required == ("value_minor", "own:1")
    shown_as = page.table.rows_model.columns[5].text(page.rows[2])
    assert shown_as == "Value, Segment"
    page.table.choose(6)
    page.ask_for()
    lost = page.findChildren(AskedFields)[-1]
    assert "lost_reason" in lost.ticks
    assert "next_step" not in lost.ticks
    lost.reject()


@pytest.mark.parametrize("page_name", ["stages", "fields"])
def test_the_settings_open_with_the_keyboard_on_the_page_that_is_shown(
    window: Window, page_name: str
) -> None:
    dialog = SettingsDialog(window, page_name)
    dialog.show()
    focus = dialog.focusWidget()
    assert isinstance(focus, QToolButton)
    assert focus.isChecked()
    assert dialog.switch.current == page_name
    dialog.close()
