"""One column as it was read: its values, what is wrong in it, and what tells how to read it."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.exchange.texts import text_of

Remark = tuple[str, Mapping[str, object]]
"""What the reader should know of a column, as a code and facts."""

EXAMPLES = 3
NAMED = 20


@dataclass(frozen=True)
class Choices:
    """What the user says of a whole file where its columns do not tell: None asks the columns.

    ``decimal`` is ``.`` or ``,``, ``date_order`` is ``dmy`` or ``mdy``. ``currency`` is the one
    that all amounts are in, whatever marks they carry; ``dates_1904`` comes from the file.
    ``columns`` holds what is said of one column by its place, which comes before what is said of
    the file.
    """

    decimal: str | None = None
    date_order: str | None = None
    currency: str | None = None
    dates_1904: bool = False
    columns: Mapping[int, "Choices"] = field(default_factory=dict)

    def of(self, column: int) -> "Choices":
        """What holds for one column."""
        own = self.columns.get(column)
        if own is None:
            return self
        return replace(
            self,
            decimal=own.decimal or self.decimal,
            date_order=own.date_order or self.date_order,
            currency=own.currency or self.currency,
        )


@dataclass(frozen=True)
class Evidence:
    """What tells how the cells of a column are read.

    ``kind`` is what the cells are: the field's kind, for a field of the user's own what the column
    told. ``read_as`` is how cells with two readings were read: ``.`` or ``,`` is the decimal mark,
    ``dmy`` or ``mdy`` the order; None where nothing tells or cells contradict each other.
    ``proven`` counts the cells that prove that reading by themselves, ``contrary`` those that
    prove the other one (without ``read_as`` the fewer), ``open`` those that have two readings,
    ``undecided`` those of them that are listed as errors, because nothing told.
    ``examples`` are some cells with two readings, or else some that prove; ``against`` holds the
    places of the first cells that prove the contrary.
    """

    kind: str
    read_as: str | None = None
    proven: int = 0
    open: int = 0
    contrary: int = 0
    examples: tuple[str, ...] = ()
    undecided: int = 0
    against: tuple[int, ...] = ()


@dataclass
class Column:
    """The values of a column, None where blank or wrong, and what is wrong by place.

    ``decided`` says how cells with two readings were read (``decimal``, ``order``, ``shares``) and
    what a column of the user's own holds (``kind``); ``units`` holds the currency marks that
    amounts carry, by place; ``remarks`` what the reader should know, as codes and facts.
    """

    values: list[Any]
    wrong: dict[int, Problem] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    evidence: Evidence | None = None
    remarks: list[Remark] = field(default_factory=list)


class Distinct:
    """The different cells of a column, each read once: most columns repeat a few values.

    ``cells``, ``values`` and ``wrong`` go by key; ``keys`` holds the key of each place.
    """

    def __init__(self, cells: Sequence[Any], read: Callable[[Any], Any]) -> None:
        self.keys: Sequence[Hashable] = cells
        if bool in set(map(type, cells)):
            self.keys = [(type(cell), cell) for cell in cells]  # for 1 and True are equal
        self.cells: dict[Hashable, Any] = dict(zip(self.keys, cells, strict=True))
        self.values: dict[Hashable, Any] = {}
        self.wrong: dict[Hashable, Problem] = {}
        for key, cell in self.cells.items():
            try:
                if type(cell) is CellError:
                    raise _fault(cell)
                self.values[key] = None if cell == "" else read(cell)
            except Problem as problem:
                self.fail(key, problem)

    def fail(self, key: Hashable, problem: Problem) -> None:
        """Puts down what is wrong with all cells like this one."""
        self.values[key] = None
        self.wrong[key] = problem.kept()

    def texts(self, keys: Iterable[Hashable]) -> tuple[str, ...]:
        """A few of these cells as texts."""
        found: list[str] = []
        for key in keys:
            if len(found) == EXAMPLES:
                break
            found.append(text_of(self.cells[key]))
        return tuple(found)

    def counts(self) -> Counter[Hashable]:
        """How many cells there are of each."""
        return Counter(self.keys)

    def places(self, keys: frozenset[Hashable]) -> tuple[int, ...]:
        """The first places of these cells."""
        found: list[int] = []
        for place, key in enumerate(self.keys):
            if key in keys:
                found.append(place)
                if len(found) == NAMED:
                    break
        return tuple(found)

    def spread(self) -> Column:
        """The column: each value and each fault at its places."""
        column = Column(list(map(self.values.__getitem__, self.keys)))
        if self.wrong:
            wrong = self.wrong
            column.wrong = {at: wrong[key] for at, key in enumerate(self.keys) if key in wrong}
        return column

    def weigh(
        self,
        kind: str,
        proofs: Mapping[Hashable, str],
        undecided: Iterable[Hashable],
        chosen: str | None,
    ) -> Evidence:
        """The evidence of this column: what cells prove by themselves, and which have two readings.

        ``proofs`` says which reading a cell proves, ``undecided`` are the cells with two readings,
        ``chosen`` is what the user said, if anything.
        """
        counts = self.counts()
        votes: Counter[str] = Counter()
        for key, proof in proofs.items():
            votes[proof] += counts[key]
        ranked = [proof for proof, _count in votes.most_common()]
        read_as = chosen or (ranked[0] if len(ranked) == 1 else None)
        first = read_as or (ranked[0] if ranked else None)
        others = frozenset(key for key, proof in proofs.items() if proof != first)
        keys = list(undecided)
        return Evidence(
            kind,
            read_as,
            proven=votes[first] if first else 0,
            open=sum(counts[key] for key in keys),
            contrary=sum(counts[key] for key in others),
            examples=self.texts(keys or proofs),
            against=self.places(others) if others else (),
        )


def _fault(cell: CellError) -> Problem:
    """What is wrong with a cell that has no value at all."""
    if cell.code == "formula":
        return Problem("import.uncached")
    return Problem("import.error_cell", value=cell.code)
