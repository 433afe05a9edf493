"""What the panel of a deal says in ready words: the line below its title, and of its products."""

from datetime import date

from salesdesk_app import wording
from salesdesk_app.services.deals.deal_detail import DealDetail, ProductLine


def under(detail: DealDetail, today: date) -> str:
    """``Marco Ruiz · opened 14 Oct · 40 days, 12 in Proposal``."""
    deal, fact = detail.row, detail.row.fact
    parts = [deal.owner or "Nobody’s"]
    if fact.created_on is not None:
        year = fact.created_on.year != today.year
        parts.append(f"opened {wording.day(fact.created_on, year=year)}")
    if detail.outcome != "open":
        day = wording.day(fact.closed_on, year=True)
        parts.append(f"{wording.term(detail.outcome).lower()} {day}".strip())
        if detail.days is not None:
            parts.append(f"after {_days(detail.days)}")
        return " · ".join(parts)
    lasting = [] if detail.days is None else [_days(detail.days)]
    if detail.days_in_stage is not None:
        lasting.append(f"{detail.days_in_stage} in {detail.stage.name}")
    else:
        lasting.append(f"time in {detail.stage.name} not known")
    parts.append(", ".join(lasting))
    if detail.pushes:
        parts.append(f"close put off {detail.pushes}×")
    return " · ".join(parts)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{wording.count(number)} days"


def amount(line: ProductLine) -> str:
    """How many, at which discount and for how much, where there is something to say."""
    parts = [f"{wording.count(line.quantity)}×"] if line.quantity != 1 else []
    if line.discount_bp:
        parts.append(f"{line.discount_bp / 100:g} % off")
    if line.total_minor is not None and line.currency is not None:
        parts.append(wording.money(line.total_minor, line.currency))
    return ", ".join(parts)
