"""What the options of an import answer, and what is still asked."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import name_key
from salesdesk_app.services import importing
from salesdesk_app.services import stages as services
from salesdesk_app.services.importing import Choices, Decisions, Plan, Table
from salesdesk_app.wording import lists
from salesdesk_app.wording.numbers import number_of

_ASKED_CELLS = {
    "import.day_unclear": "--date-order dmy|mdy",
    "import.day_both": "--date-order dmy|mdy",
    "import.day_year": "--date-order dmy|mdy",
    "import.number_unclear": "--decimal .|,",
    "import.number_both": "--decimal .|,",
}


@dataclass(frozen=True)
class Asked:
    """Something that a file leaves open, and the option that answers it."""

    sentence: str
    option: str


def choices(arguments: argparse.Namespace) -> Choices | None:
    """What is said of every cell of the file; None where nothing is."""
    said = Choices(
        decimal=arguments.decimal, date_order=arguments.date_order, currency=arguments.currency
    )
    return None if said == Choices() else said


def decisions(arguments: argparse.Namespace) -> Decisions:
    """What is said of rows without looking at them."""
    return Decisions(twins=arguments.twins, missing=arguments.missing)


def about(
    plan: Plan, arguments: argparse.Namespace, known: Mapping[str, tuple[int, str]]
) -> Decisions:
    """What is said of this plan's words and conflicts; ``known`` holds the stages by their key.

    Problem: import.no_stage_called.
    """
    words: dict[str, int | None] = {}
    for word, name in arguments.stages:
        if name and name_key(name) not in known:
            names = ", ".join(stage for _, stage in known.values())
            raise Problem("import.no_stage_called", name=name, names=names)
        words[name_key(word)] = known[name_key(name)][0] if name else None
    spellings = {
        ("stage", one.text): words[name_key(one.text)]
        for one in plan.spellings
        if one.kind == "stage" and name_key(one.text) in words
    }
    conflicts = {}
    if arguments.conflicts is not None:
        conflicts = {(one.place, one.column): arguments.conflicts for one in plan.conflicts}
    return replace(decisions(arguments), spellings=spellings, conflicts=conflicts)


def stages(session: Session) -> dict[str, tuple[int, str]]:
    """The stages of the pipeline that imports go to: their ids and names, by what makes a name."""
    pipeline = services.default_pipeline(session)
    return {name_key(one.name): (one.id, one.name) for one in services.rows(session, pipeline)}


def mapped(
    tables: Sequence[Table], pairs: Sequence[tuple[str, str]], *, keep: bool
) -> list[dict[int, str | None]]:
    """What the columns of each table were said to hold, by their place.

    A pair of column and field is for the tables that have both. Problems: import.no_column,
    import.columns_alike and import.no_field where there is none such.
    """
    result: list[dict[int, str | None]] = [{} for _ in tables]
    for column, field in pairs:
        refused: list[Problem] = []
        for table, said in zip(tables, result, strict=True):
            try:
                said.update([importing.named(table, column, field)])
            except Problem as problem:
                refused.append(problem)
        if len(refused) == len(tables):
            raise refused[0]
    if keep:
        for table, said in zip(tables, result, strict=True):
            unknown = [at for at in _unknown(table) if at not in said]
            said.update(importing.kept(table, unknown, said))
    return result


def _unknown(table: Table) -> list[int]:
    """The columns of deals that nobody knows and that hold something."""
    if table.kind != "deals":
        return []
    return [
        one.column
        for one in table.matches
        if one.field is None and one.heading and table.sample(one.column, 1)
    ]


def asked(plan: Plan, others: Sequence[Table] = ()) -> list[Asked]:
    """What is still open in a plan, most pressing first; ``others`` are tables beside its own."""
    found = [*asked_of_cells(plan), *_asked_rows(plan)]
    if others:
        names = ", ".join(
            f"{table.sheet} ({number_of(len(table.rows), 'row')} of {table.kind})"
            for table in others
        )
        found.append(Asked(f"Other sheets are not read: {names}.", "--sheet NAME or --all-sheets"))
    unmatched = [one.heading for one in plan.table.matches if not one.field and one.heading]
    if unmatched:
        names = lists.first(unmatched, 10)
        option = "--map COLUMN=FIELD" + (" or --keep-columns" if plan.kind == "deals" else "")
        found.append(Asked(f"Columns that are not read: {names}.", option))
    return found


def asked_of_cells(plan: Plan) -> list[Asked]:
    """Cells that have two readings, where nothing in their column tells which."""
    counts: dict[tuple[str, str], int] = {}
    for one in plan.errors:
        option = _ASKED_CELLS.get(one.problem.code)
        if option is not None:
            counts[option, one.column] = counts.get((option, one.column), 0) + 1
    return [
        Asked(f"{column}: {number_of(count, 'cell has', 'cells have')} two readings.", option)
        for (option, column), count in counts.items()
    ]


def _asked_rows(plan: Plan) -> list[Asked]:
    result = []
    twins = sum(one.decided is None for one in plan.twins)
    if twins:
        rows = number_of(twins, "row resembles a record", "rows resemble records")
        text = f"{rows} and will not be written before that is decided."
        result.append(Asked(text, "--twins skip|new|update"))
    conflicts = sum(one.decided is None for one in plan.conflicts)
    if conflicts:
        text = (
            f"{number_of(conflicts, 'field was', 'fields were')} changed here and in the file; "
            "what stands here stays."
        )
        result.append(Asked(text, "--conflicts file|workspace"))
    if plan.missing and plan.decisions.missing == "leave":
        deals = number_of(len(plan.missing), "open deal", "open deals")
        text = f"{deals} of the last such file will stay open, though not in this one."
        result.append(Asked(text, "--missing close"))
    return result
