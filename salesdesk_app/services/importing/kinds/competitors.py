"""How a row of competitors is understood."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import name_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.kind import Kind, Wrong
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.store.models import Competitor

COLUMNS = ("name", "website", "note", "uid")


class Rivals(Kind):
    """Rows of competitors against those of the workspace; no two have the same name."""

    record = "competitors"
    columns = COLUMNS

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        query = select(Competitor.id, *(getattr(Competitor, column) for column in COLUMNS))
        super().__init__(
            values, lookups, {row[0]: tuple(row[1:]) for row in session.execute(query)}
        )
        self._taken = {name_key(row[0]): one for one, row in self.before.items()}

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """What the row says beside the name and the key; raises Wrong."""
        name = self.name(place)
        if name is not None and self._taken.setdefault(name_key(name), target) != target:
            raise Wrong("name", Problem("import.taken", value=name))
        self.straight(said, place, ("website", "note"))
