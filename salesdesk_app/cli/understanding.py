"""What an import understood and would do, or did, as plain values for JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from salesdesk_app import wording
from salesdesk_app.cli import answers
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import field_of
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Imported, Plan, PlanRow, Table

TOTALS = ("rows", "new", "changed", "same", "twins", "duplicates", "dropped", "closed")


@dataclass(frozen=True)
class Brought:
    """A table that came in, or would: its plan, what came of it, and how long it took (seconds)."""

    plan: Plan
    done: Imported
    reading: float
    planning: float
    writing: float
    others: tuple[Table, ...] = ()


def total(brought: Sequence[Brought], skipped: Sequence[tuple[str, Problem]]) -> dict[str, Any]:
    """All tables as one: the sums, and every error with the file that it is in.

    ``skipped`` are the files that were left out, and why.
    """
    files = [_file(one) for one in brought]
    result: dict[str, Any] = {name: sum(one[name] for one in files) for name in TOTALS}
    result["errors"] = [{"file": one["file"], **error} for one in files for error in one["errors"]]
    result["files"] = files
    result["skipped"] = [
        {"file": name, "problem": wording.problem(one.code, one.facts)} for name, one in skipped
    ]
    return result


def _file(one: Brought) -> dict[str, Any]:
    plan = one.plan
    return importing.summary(plan) | {
        "closed": one.done.closed,
        "heading_row": plan.table.heading_row,
        "encoding": plan.table.encoding,
        "delimiter": plan.table.delimiter,
        "mapping": [_column(plan, match.column) for match in plan.table.matches],
        "words": [asdict(word) for word in plan.spellings],
        "changes": [_change(plan, row) for row in plan.rows if row.kind == "changed"],
        "twin_rows": [_twin(twin) for twin in plan.twins],
        "duplicate_rows": [
            {"row": row.number, "of": row.other} for row in plan.rows if row.kind == "duplicate"
        ],
        "missing": [asdict(deal) for deal in plan.missing],
        "last": plan.last and {"file": plan.last.file, "at": plan.last.at.isoformat()},
        "conflicts": [asdict(conflict) for conflict in plan.conflicts],
        "dropped_rows": [
            {"row": row.number, "reason": row.reason, "text": row.text}
            for row in plan.table.dropped
        ],
        "hidden": _hidden(plan),
        "other_sheets": [
            {"sheet": table.sheet, "kind": table.kind, "rows": len(table.rows)}
            for table in one.others
        ],
        "asked": [asdict(question) for question in answers.asked(plan, one.others)],
        "seconds": {
            "reading": round(one.reading, 3),
            "planning": round(one.planning, 3),
            "writing": round(one.writing, 3),
        },
    }


def _column(plan: Plan, column: int) -> dict[str, Any]:
    """A column: what it holds, how surely that is known, some cells, and how they were read."""
    match = plan.table.matches[column]
    reading = plan.readings.get(column)
    return {
        "column": plan.table.letter(column),
        "heading": match.heading,
        "field": match.field,
        "means": field_of(plan.kind, match.field).heading if match.field else None,
        "how": match.how,
        "confidence": match.confidence,
        "samples": list(plan.table.sample(column)),
        "reading": reading and asdict(reading),
    }


def _change(plan: Plan, row: PlanRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "id": row.record_id,
        "name": plan.name(row),
        "fields": [
            {"heading": field_of(plan.kind, change.field).heading, **change._asdict()}
            for change in row.changes
        ],
    }


def _twin(twin: importing.Twin) -> dict[str, Any]:
    pairs: Iterable[tuple[str, str, str]] = twin.pairs
    return {
        "row": twin.number,
        "id": twin.record_id,
        "name": twin.name,
        "likeness": twin.likeness,
        "decided": twin.decided,
        "sides": [{"heading": h, "workspace": here, "file": there} for h, here, there in pairs],
    }


def _hidden(plan: Plan) -> dict[str, Any]:
    """What the file does not show and was read all the same."""
    table = plan.table
    return {
        "sheet": table.hidden,
        "rows": table.hidden_rows,
        "columns": [table.letter(column) for column in table.hidden_columns],
    }
