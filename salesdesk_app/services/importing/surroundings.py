"""What a plan says of the table itself: what the file hides, and what was filled in or left out."""

from collections.abc import Iterator

from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.services.importing.plans import Note

_NAMED = 6  # columns: of more of them only a few are named


def notes(table: Table) -> Iterator[Note]:
    """The notes on a table, in the order in which they matter."""
    if table.hidden:
        yield Note("import.hidden_sheet", {"sheet": table.sheet})
    if table.hidden_rows:
        yield Note("import.hidden_rows", {"count": table.hidden_rows})
    keys = {match.column for match in table.matches if match.field == "uid"}  # hidden by us
    hidden = [column for column in table.hidden_columns if column not in keys]
    if hidden:
        titles = [table.title(column) for column in hidden[:_NAMED]]
        more = ["…"] if len(hidden) > _NAMED else []
        yield Note("import.hidden_columns", {"columns": ", ".join([*titles, *more])})
    for one in table.filled:
        facts = {"field": table.title(one.column), "count": one.rows}
        yield Note(f"import.filled_{one.how}", facts)
    other = next((row.number for row in table.dropped if row.reason == "other"), None)
    if other is not None:
        yield Note("import.other_table", {"row": str(other)})
    if table.cut:
        yield Note("import.cut", {"count": table.cut})
