"""The columns of the table of deals: how each reads, sorts, explains itself and is edited."""

from collections.abc import Callable
from datetime import date
from typing import Any

from salesdesk_app import wording
from salesdesk_app.domain.deals import BY_HAND, CATEGORIES
from salesdesk_app.domain.money import Money, to_decimal
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.panes.pipeline.cards import pills
from salesdesk_app.ui.panes.pipeline.editors import stage_choices
from salesdesk_app.ui.panes.pipeline.models import Loaded
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording import signals, titles


def columns(
    data: Callable[[], Loaded | None],
    choices: Callable[[], Choices | None],
    today: Callable[[], date],
) -> list[Column]:
    """The columns of the table; what an editor offers is looked up when it opens."""

    def currency() -> str:
        found = data()
        return "" if found is None else found.currency

    def close(row: DealRow) -> str:
        day = row.closes_on
        return wording.day(day, year=day is not None and day.year != today().year)

    def why(row: DealRow) -> str:
        rests = signals.snooze_reason(row.snoozed_until, row.snoozed_why, today())
        return rests or "\n".join(signals.reason(one, currency()) for one in row.signals)

    return [
        Column(
            "deal",
            "Deal",
            lambda row: titles.parts(row.name, row.account)[0],
            strong=True,
            second=lambda row: titles.parts(row.name, row.account)[1],
            width=220,
            stretch=True,
        ),
        Column(
            "owner",
            "Owner",
            lambda row: row.owner.split(" ")[0],
            "person",
            sort_key=lambda row: row.owner.casefold(),
            data=lambda row: row.owner,
            value=lambda row: row.owner or None,
            explain=lambda row: row.owner or "Nobody",
            width=98,
            editor="choice",
            edit=lambda row: row.fact.owner_id,
            choices=lambda: _owners(choices()),
        ),
        Column(
            "stage",
            "Stage",
            lambda row: row.stage,
            sort_key=lambda row: row.place,
            width=104,
            editor="choice",
            edit=lambda row: row.fact.stage_id,
            choices=lambda: _stages(choices()),
        ),
        Column(
            "value",
            "Value",
            lambda row: wording.money(row.own_minor, row.currency),
            "number",
            sort_key=lambda row: row.fact.value_minor,
            explain=lambda row: _converted(row, currency()),
            width=116,
            editor="money",
            edit=_decimal,
            value=lambda row: None if row.own_minor is None else Money(row.own_minor, row.currency),
            value_kind="money",
        ),
        Column(
            "close",
            "Close",
            close,
            sort_key=lambda row: row.closes_on,
            explain=lambda row: wording.day(row.closes_on, year=True),
            heading_explain="When an open deal is expected to close, or a closed one was closed.",
            width=100,
            editor="date",
            edit=lambda row: row.closes_on,
            today=today,
            value=lambda row: row.closes_on,
            value_kind="day",
        ),
        Column(
            "forecast",
            "Forecast",
            lambda row: wording.term(row.fact.category),
            sort_key=lambda row: CATEGORIES.index(row.fact.category),
            heading_explain="The forecast category: the stage’s, unless one was chosen by hand.",
            width=86,
            editor="choice",
            edit=lambda row: row.fact.category,
            may_edit=is_open,
            choices=lambda: [(code, wording.term(code)) for code in BY_HAND],
        ),
        Column(
            "next_step",
            "Next step",
            lambda row: row.next_step or "",
            explain=_next_step,
            width=150,
            editor="text",
            edit=lambda row: row.next_step or "",
            may_edit=is_open,
        ),
        Column(
            "signals",
            "Signals",
            lambda row: ", ".join(text for text, _tone in pills(row, today())),
            "pills",
            sort_key=lambda row: -_gravity(row) or None,
            data=lambda row: pills(row, today()),
            explain=why,
            heading_explain="What makes an open deal worth a look; the gravest comes first.",
            width=172,
        ),
    ]


def is_open(row: DealRow) -> bool:
    """Whether what is planned of it means anything."""
    return row.fact.outcome == "open"


def _gravity(row: DealRow) -> int:
    weight = {"bad": 100, "warn": 10, "accent": 1}
    return sum(weight[signal.tone] for signal in row.signals)


def _decimal(row: DealRow) -> Any:
    return None if row.own_minor is None else to_decimal(row.own_minor, row.currency)


def _converted(row: DealRow, currency: str) -> str:
    if row.currency == currency or row.own_minor is None:
        return ""
    if row.fact.value_minor is None:
        return f"No rate from {row.currency} to {currency} is known, so no sum holds this value."
    return f"{wording.money(row.fact.value_minor, currency)} in {currency}"


def _next_step(row: DealRow) -> str:
    if row.next_step_on is None:
        return row.next_step or ""
    return f"{row.next_step or 'Next step'} · {wording.day(row.next_step_on, year=True)}"


def _owners(found: Choices | None) -> list[tuple[Any, str]]:
    owners = [] if found is None else [(owner.id, owner.name) for owner in found.owners]
    return [(None, "Nobody"), *owners]


def _stages(found: Choices | None) -> list[tuple[Any, str]]:
    return [] if found is None else stage_choices(found)
