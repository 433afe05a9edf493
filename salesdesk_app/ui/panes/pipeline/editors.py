"""Editors that the dialogs of the pipeline share: choices, and lists that take any text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox

from salesdesk_app.services.accounts import Choice
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.ui import fonts
from salesdesk_app.ui.widgets.suggestions import suggesting
from salesdesk_app.wording.phrases import one_line


def any_of(offers: Sequence[str], hint: str = "") -> QComboBox:
    """A list to choose from that takes any other text as well."""
    made = QComboBox()
    made.setFont(fonts.font("body"))
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setLineEdit(suggesting(offers, hint=hint))
    made.addItems([one_line(offer) for offer in offers])
    made.setMaxVisibleItems(14)
    made.setCurrentIndex(-1)
    return made


def owner_choices(owners: Sequence[Choice]) -> list[tuple[Any, str]]:
    """People as a picker takes them."""
    return [(owner.id, owner.name) for owner in owners]


def stage_choices(found: Choices, *, only_open: bool = False) -> list[tuple[Any, str]]:
    """Stages as a picker takes them, under their pipeline's name where there are several."""
    stages = [stage for stage in found.stages if stage.outcome == "open" or not only_open]
    if len(found.pipelines) < 2:
        return [(stage.id, stage.name) for stage in stages]
    return [(one.id, f"{found.pipelines[one.pipeline_id]}: {one.name}") for one in stages]
