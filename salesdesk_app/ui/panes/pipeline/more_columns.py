"""The columns of the table of deals that are not shown before somebody chooses them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain.money import Money
from salesdesk_app.services.deals.deal_totals import weighted_minor
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.panes.pipeline.columns import is_open
from salesdesk_app.ui.widgets.rows_model import Column


def more_columns(today: Callable[[], date]) -> list[Column]:
    """What else is known of a deal."""
    return [*_columns_of_the_sale(), *_columns_of_time(today)]


def _columns_of_the_sale() -> list[Column]:
    return [
        Column(
            "account",
            "Account",
            lambda row: row.account,
            width=140,
            editor="text",
            edit=lambda row: row.account,
        ),
        Column(
            "probability",
            "Probability",
            lambda row: f"{row.fact.probability} %",
            "number",
            sort_key=lambda row: row.fact.probability,
            heading_explain="The stage’s, unless one was stated by hand. Empty it for the stage’s.",
            width=96,
            editor="percent",
            edit=lambda row: row.fact.probability,
            may_edit=is_open,
            value=lambda row: Decimal(row.fact.probability) / 100,
            value_kind="percent",
        ),
        Column(
            "weighted",
            "Weighted",
            lambda row: wording.money(weighted_minor(row), row.currency),
            "number",
            sort_key=_weighted_base,
            heading_explain="Value times probability, of open deals that are in the forecast.",
            width=96,
            value=_weighted,
            value_kind="money",
        ),
        Column(
            "source",
            "Source",
            lambda row: row.source or "",
            width=110,
            editor="text",
            edit=lambda row: row.source or "",
        ),
        Column("pipeline", "Pipeline", lambda row: row.pipeline, width=110),
    ]


def _columns_of_time(today: Callable[[], date]) -> list[Column]:
    def day(when: date | None) -> str:
        return wording.day(when, year=when is not None and when.year != today().year)

    return [
        Column(
            "created",
            "Created",
            lambda row: day(row.fact.created_on),
            sort_key=lambda row: row.fact.created_on,
            width=96,
            editor="date",
            edit=lambda row: row.fact.created_on,
            today=today,
            value=lambda row: row.fact.created_on,
            value_kind="day",
        ),
        Column(
            "next_step_on",
            "Next step on",
            lambda row: day(row.next_step_on),
            sort_key=lambda row: row.next_step_on,
            width=104,
            editor="date",
            edit=lambda row: row.next_step_on,
            may_edit=is_open,
            today=today,
            value=lambda row: row.next_step_on,
            value_kind="day",
        ),
        _days("days_in_stage", "In stage", lambda row: row.days_in_stage, IN_STAGE),
        _days("quiet_days", "Quiet", lambda row: row.quiet_days, QUIET),
        Column(
            "pushes",
            "Put off",
            _put_off,
            sort_key=lambda row: row.pushes or None,
            heading_explain="How often the close date was put off, and why it was last.",
            width=124,
        ),
        Column(
            "snoozed",
            "Snoozed until",
            lambda row: day(row.snoozed_until),
            sort_key=lambda row: row.snoozed_until,
            width=108,
            value=lambda row: row.snoozed_until,
            value_kind="day",
        ),
    ]


IN_STAGE = "Days since it came into its stage; empty where that is not known."
QUIET = "Days since the last activity, or since it was created."


def _days(name: str, title: str, days: Callable[[DealRow], int | None], explain: str) -> Column:
    def text(row: DealRow) -> str:
        found = days(row)
        return "" if found is None else f"{wording.count(found)} d"

    return Column(
        name,
        title,
        text,
        "number",
        sort_key=days,
        heading_explain=explain,
        width=76,
        value=days,
        value_kind="number",
    )


def _put_off(row: DealRow) -> str:
    if not row.pushes:
        return ""
    why = "" if row.slip_reason is None else f", {wording.term(f'slip.{row.slip_reason}').lower()}"
    return f"{row.pushes}×{why}"


def _weighted(row: DealRow) -> Money | None:
    minor = weighted_minor(row)
    return None if minor is None else Money(minor, row.currency)


def _weighted_base(row: DealRow) -> int | None:
    if weighted_minor(row) is None or row.fact.value_minor is None:
        return None
    return row.fact.value_minor * row.fact.probability
