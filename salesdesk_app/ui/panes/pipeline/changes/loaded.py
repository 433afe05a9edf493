"""What the lens asks for: the waterfall since a moment, or why there is none."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.services import settings, since, waterfall, workspace
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.since import Moment, Since
from salesdesk_app.services.verbs import Session
from salesdesk_app.services.waterfall import Flow

Window = Period | Literal["quarter", "all"]


@dataclass(frozen=True)
class Loaded:
    """The answer: ``flow`` since ``moment``, or the ``problem`` that stands in its way.

    ``any_deals`` tells an empty workspace from one in which nothing changed. ``quarter`` is the
    running one of ``today``, the day that is looked at; ``by_filter`` the period in which the
    filter wants deals to close, which then is the window.
    """

    any_deals: bool
    today: date
    quarter: Period
    fiscal_start: int
    by_filter: Period | None = None
    moment: Moment | None = None
    flow: Flow | None = None
    problem: Problem | None = None


def load(
    session: Session, back_to: Since, window: Window, wanted: DealFilter, today: date
) -> Loaded:
    """Asks for what changed; what the user can mend comes back as the problem."""
    start = settings.read(session).fiscal_start_month
    quarter = quarter_of(today, start)
    any_deals = workspace.contents(session).deals > 0
    asked = wanted.expected or window
    span = quarter if asked == "quarter" else None if asked == "all" else asked
    base = Loaded(any_deals, today, quarter, start, wanted.expected)
    try:
        moment = since.moment(session, back_to, today)
    except Problem as problem:
        return replace(base, problem=problem)
    flow = waterfall.of(session, moment.edit_id, span, wanted, today=today)
    return replace(base, any_deals=any_deals or bool(flow.lines), moment=moment, flow=flow)
