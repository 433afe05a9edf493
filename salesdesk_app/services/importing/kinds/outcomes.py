"""A deal's stage, value and closing day where several columns tell of its outcome."""

from functools import cache
from typing import Any

from salesdesk_app.domain.stage_names import stage_from_name
from salesdesk_app.services.importing.columns import Values


def settle(values: Values) -> None:
    """Puts into stage, value and closing day what other columns say of a deal that is closed.

    Pipedrive and Dynamics leave a won deal in its last stage and say beside it that it was won;
    there is then a day for either outcome, and what it was won for beside what was expected.
    """
    fields = values.fields
    if "status" in fields:
        stages = fields.get("stage")
        fields["stage"] = [
            told if stages is None or _closes(told, stages[place]) else stages[place]
            for place, told in enumerate(fields["status"])
        ]
        values.columns.setdefault("stage", values.columns["status"])
    outcomes = [_outcome(stage) for stage in values.of("stage")]
    _days(values, outcomes)
    if "won_value" in fields:
        expected = fields.get("value")
        amounts: list[Any] = list(values.of("value"))
        for place, won in enumerate(fields["won_value"]):
            if won is not None and (outcomes[place] == "won" or expected is None):
                amounts[place] = won
                values.units.pop(place, None)
                if place in values.won_units:
                    values.units[place] = values.won_units[place]
        fields["value"] = amounts
        values.columns.setdefault("value", values.columns["won_value"])


def _days(values: Values, outcomes: list[str]) -> None:
    fields = values.fields
    if "won_on" not in fields and "lost_on" not in fields:
        return
    by_outcome = {"won": values.of("won_on"), "lost": values.of("lost_on")}
    closed: list[Any] = list(values.of("closed_on"))
    for place, outcome in enumerate(outcomes):
        if outcome in by_outcome and closed[place] is None:
            closed[place] = by_outcome[outcome][place]
    fields["closed_on"] = closed
    code = "won_on" if "won_on" in fields else "lost_on"
    values.columns.setdefault("closed_on", values.columns[code])


def _closes(status: str | None, stage: str | None) -> bool:
    """Whether a status says of a deal in this stage that it is won or lost."""
    return _outcome(status) != "open" and _outcome(stage) == "open"


@cache
def _outcome(name: str | None) -> str:
    return "open" if name is None else stage_from_name(name).outcome
