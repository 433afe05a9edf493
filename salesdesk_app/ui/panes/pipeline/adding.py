"""A new deal: what is asked of it, and what its stage asks for beside that."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import minor_of
from salesdesk_app.services.deals import deals, entry_rules
from salesdesk_app.services.deals.entry_rules import Asking, Lack
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.dialogs import NewDeal, NewDealDialog
from salesdesk_app.ui.panes.pipeline.entry_form import EntryDialog, EntryFields, Filled
from salesdesk_app.ui.widgets.forms import Dialog


def add(
    act: Actions, parent: QWidget, then: Callable[[int], object], pipeline_id: int | None
) -> None:
    """Asks for a new deal, first of all in a pipeline; ``then`` gets its id."""
    if act.choices is None:
        return

    def added(deal_id: int) -> None:
        dialog.accept()
        then(deal_id)

    def create(new: NewDeal, minor: int | None, also: Mapping[str, Any]) -> None:
        act.desk.do(
            deals.create,
            name=new.name,
            account=new.account,
            stage_id=new.stage_id,
            owner_id=new.owner_id,
            value_minor=minor,
            currency=new.currency,
            created_on=new.created_on,
            expected_close_on=new.expected_close_on,
            next_step=new.next_step,
            source=new.source,
            also=also,
            notice=True,
            then=added,
        )

    def accept(new: NewDeal) -> None:
        try:
            minor = minor_of(new.value, new.currency)
        except Problem as problem:
            dialog.tell(wording.problem(problem.code, problem.facts))
            return
        _ask_for_stage(act, new, dialog, partial(create, new, minor))

    dialog = NewDealDialog(act.choices, act.desk.today(), accept, parent, pipeline_id)
    act.show(dialog)


def _ask_for_stage(
    act: Actions, new: NewDeal, dialog: Dialog, create: Callable[[Mapping[str, Any]], object]
) -> None:
    """Asks for what the stage of a new deal asks for beside what was typed of it."""
    stages = () if act.choices is None else act.choices.stages
    stage = next((one for one in stages if one.id == new.stage_id), None)
    typed = new.typed()
    missing = () if stage is None else tuple(c for c in stage.required if c not in typed)
    if not missing:
        create({})
        return

    def ask(asking: Asking) -> None:
        if act.choices is None:
            return
        what = replace(asking, lacks=(Lack(0, new.name, new.currency, missing),))
        fields = EntryFields(what, act.choices, act.desk.today())

        def accept(fill: Filled) -> None:
            entry.accept()
            create(fill[0])

        entry = EntryDialog(what, fields, accept, dialog, does="Fill in and add")
        act.show(entry)

    act.desk.ask(entry_rules.asking, [], new.stage_id, then=ask)
