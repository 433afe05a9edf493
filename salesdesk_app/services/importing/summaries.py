"""An import's plan in numbers and names, in the shape that the command line prints."""

from typing import Any

from salesdesk_app.services.importing.plans import Plan


def summary(plan: Plan) -> dict[str, Any]:
    """The plan as plain values that JSON can hold."""
    counts = plan.counts()
    creates = plan.creates
    return {
        "file": plan.table.file,
        "sheet": plan.table.sheet,
        "kind": plan.kind,
        "rows": len(plan.rows),
        "new": counts["new"],
        "changed": counts["changed"],
        "same": counts["same"],
        "twins": counts["twin"],
        "duplicates": counts["duplicate"],
        "overruled": len(plan.overruled),
        "dropped": plan.table.left_out,
        "errors": [
            {"row": one.row, "column": one.column, "problem": one.sentence} for one in plan.errors
        ],
        "creates": {
            "people": [*creates.people, *creates.managers],
            "accounts": list(creates.accounts),
            "products": list(creates.products),
            "contacts": list(creates.contacts),
            "competitors": list(creates.competitors),
            "pipelines": list(creates.pipelines),
            "stages": [name for name, _ in creates.stages],
            "regions": list(creates.regions),
            "currencies": list(creates.currencies),
            "fields": [name for name, _kind in creates.fields],
        },
        "notes": [note.sentence for note in plan.notes],
    }
