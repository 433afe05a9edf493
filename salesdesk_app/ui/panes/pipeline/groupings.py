"""What deals of the table can be grouped by: owner, stage, and the month in which they close."""

from collections.abc import Mapping
from typing import Any

from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.widgets.groups import Grouping
from salesdesk_app.wording import periods


def _owner(row: DealRow) -> Any:
    return None if row.fact.owner_id is None else (row.owner.casefold(), row.fact.owner_id)


def _stage(row: DealRow) -> Any:
    return row.place


def _stage_name(row: DealRow) -> str:
    return row.stage


def _month(row: DealRow) -> Any:
    day = row.closes_on
    return None if day is None else (day.year, day.month)


def _month_name(row: DealRow) -> str:
    day = row.closes_on
    return "No close date" if day is None else periods.month(day)


GROUPINGS: Mapping[str, Grouping] = {
    found.id: found
    for found in (
        Grouping("owner", "Owner", _owner, lambda row: row.owner or "Nobody"),
        Grouping("stage", "Stage", _stage, _stage_name),
        Grouping("month", "Month of close", _month, _month_name),
    )
}
"""By their names in a layout, in the order of the menu."""
