"""The forecast as plain numbers in the workspace currency, for other programs."""

from datetime import date
from typing import Any

from salesdesk_app.domain.calls import Said
from salesdesk_app.services.figures import plain_money, plain_number
from salesdesk_app.services.forecasting.gap import Gap
from salesdesk_app.services.forecasting.lines import Forecast, RepLine

CUMULATIVE = ("closed", "commit", "best_case", "open_pipeline")


def as_json(forecast: Forecast, gap: Gap) -> dict[str, Any]:
    """The forecast and everybody's gap; null where a number does not exist.

    ``unconverted`` and ``quotas_unconverted`` count, by currency, what is in no sum.
    """
    return {
        "period": forecast.period.key,
        "first": _iso(forecast.period.first),
        "last": _iso(forecast.period.last),
        "today": _iso(forecast.today),
        "currency": forecast.currency,
        "reps": [_line(line, forecast.currency) for line in forecast.lines],
        "teams": [_line(line, forecast.currency) for line in forecast.teams],
        "team": _line(forecast.team, forecast.currency),
        "freezes": [
            {"frozen_on": _iso(row.frozen_on), "calls": row.calls} for row in forecast.freezes
        ],
        "gap": _gap(gap),
        "unconverted": dict(forecast.unconverted),
        "quotas_unconverted": dict(forecast.quotas_unconverted),
    }


def _line(line: RepLine, currency: str) -> dict[str, Any]:
    rollup, made = line.rollup, line.calibrated
    sums = {name: plain_money(part.value, currency) for name, part in line.parts.items()}
    return {
        "id": line.id,
        "kind": line.kind,
        "name": line.name,
        "left": line.left,
        "quota": plain_money(line.quota, currency),
        **sums,
        "cumulative": {name: plain_money(getattr(rollup, name), currency) for name in CUMULATIVE},
        "weighted": plain_money(line.weighted, currency),
        "deals": {name: len(part.deal_ids) for name, part in line.parts.items()},
        "unvalued": sum(part.unvalued for part in line.parts.values()),
        "undated": len(line.undated),
        "rep_call": _said(line.rep, currency),
        "manager_call": _said(line.manager, currency),
        "in": plain_money(line.total_in, currency),
        "gap": plain_money(line.gap, currency),
        "attainment": plain_number(line.attainment.value),
        "calibrated": {
            "amount": plain_money(made.minor, currency),
            "ratio": plain_number(made.ratio.value),
            "n": made.n,
            "periods": made.periods,
        },
        "accuracy": plain_number(line.track.accuracy.value),
        "bias": plain_number(line.track.bias.value),
        "wape": plain_number(line.track.wape.value),
    }


def _said(call: Said | None, currency: str) -> dict[str, Any] | None:
    if call is None:
        return None
    return {
        "amount": plain_money(call.amount_minor, currency),
        "low": plain_money(call.low_minor, currency),
        "high": plain_money(call.high_minor, currency),
        "note": call.note,
        "said_on": _iso(call.said_on),
        "stale": call.stale,
        "people": call.people,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    levers, currency = gap.levers, gap.currency
    return {
        "left": plain_money(gap.left, currency),
        "closing": {
            "deals": list(gap.closing.deal_ids),
            "value": plain_money(gap.closing.minor, currency),
            "short": plain_money(gap.closing.short, currency),
        },
        "more_opportunities": gap.more,
        "more_beside_the_open": gap.more_beside,
        "open_by": _iso(gap.open_by),
        "too_late": gap.late,
        "levers": {
            "opportunities": levers.opportunities,
            "average": plain_money(levers.average.value, currency),
            "win_rate": plain_number(levers.win_rate.value),
            "cycle_days": plain_number(levers.cycle_days.value),
            "velocity_per_day": plain_money(gap.outlook.per_day.value, currency),
            "closed_in_90_days": gap.lately.closed_count,
        },
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
