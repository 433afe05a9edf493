"""Words for codes that the database keeps: outcomes, categories, kinds, parts of the day."""

from gettext import gettext as _

TERMS: dict[str, str] = {
    "open": "Open",
    "won": "Won",
    "lost": "Lost",
    # Forecast categories
    "pipeline": "Pipeline",
    "best_case": "Best case",
    "commit": "Commit",
    "closed": "Closed",
    "omitted": "Omitted",
    # Roles
    "rep": "Rep",
    "manager": "Manager",
    # Activities
    "call": "Call",
    "meeting": "Meeting",
    "mail": "Mail",
    "task": "Task",
    "note": "Note",
    "one_to_one": "1:1",
    # Commitments
    "kept": "Kept",
    "late": "Late",
    "dropped": "Dropped",
    # Parts of the day
    "start": "Start of day",
    "day": "Through the day",
    "end": "End of day",
}


def term(code: str) -> str:
    """The word for a code that the database keeps."""
    return _(TERMS[code])
