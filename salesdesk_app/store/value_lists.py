"""Long lists of values within a query."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select


def each_of(values: Iterable[int | str]) -> Select[Any]:
    """Values for ``column.in_``: one JSON text, for a statement takes only so many parameters."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)
