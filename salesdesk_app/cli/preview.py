"""What an import understood and would do, or did, as text that a manager can read."""

from collections import Counter
from collections.abc import Iterable, Sequence

from salesdesk_app import wording
from salesdesk_app.cli import answers
from salesdesk_app.cli.understanding import Brought
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import field_of
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Plan, Twin
from salesdesk_app.wording import lists
from salesdesk_app.wording.numbers import number_of

FEW, SOME = 10, 20
_COUNTS = {
    "new": ("new", "new"),
    "changed": ("changed", "changed"),
    "same": ("same", "same"),
    "twins": ("likely twin", "likely twins"),
    "duplicates": ("duplicate", "duplicates"),
    "dropped": ("dropped", "dropped"),
}


def show(
    brought: Sequence[Brought], skipped: Sequence[tuple[str, Problem]], *, dry_run: bool
) -> None:
    """Prints every table that came in; of a preview also how it was understood.

    ``skipped`` are the files that were left out, and why.
    """
    for _name, problem in skipped:
        print(wording.problem(problem.code, problem.facts))
    for one in brought:
        for line in _lines(one, dry_run=dry_run):
            print(line)


def _lines(one: Brought, *, dry_run: bool) -> Iterable[str]:
    plan, summary = one.plan, importing.summary(one.plan)
    said = "would be" if dry_run else "now"
    sheet = f", sheet {plan.table.sheet}" if plan.table.sheet else ""
    are = "would be" if dry_run else "is" if len(plan.rows) == 1 else "are"
    yield f"{plan.table.file}{sheet}: {number_of(len(plan.rows), 'row')} of {plan.kind} {are} read"
    counts = ", ".join(number_of(summary[n], *_COUNTS[n]) for n in _COUNTS if summary[n])
    yield f"  {counts or 'nothing to write'}, {wording.count(plan.counts()['error'])} with errors"
    spent = f"read in {wording.seconds(one.reading)}, looked at in {wording.seconds(one.planning)}"
    yield f"  {spent}" + ("" if dry_run else f", written in {wording.seconds(one.writing)}")
    yield from _dropped(plan)
    if one.done.closed:
        yield f"  {number_of(one.done.closed, 'missing deal')} {said} closed"
    if dry_run:
        yield from _columns(plan)
        yield from _few("changed", [_change(plan, row) for row in _changed(plan)], FEW)
    for what, names in summary["creates"].items():
        if names:
            yield f"  new {what}: {lists.first(names, FEW)}"
    yield from (f"  {note}" for note in summary["notes"])
    yield from _few("likely twins", [_twin(twin) for twin in plan.twins], FEW)
    yield from _few(
        "changed here and in the file",
        [
            f"row {c.number}, {c.name}: {c.heading} was {c.was or '–'}, "
            f"is {c.workspace or '–'} here and {c.file or '–'} in the file"
            for c in plan.conflicts
        ],
        SOME,
    )
    missing = [", ".join(filter(None, (m.name, m.account, m.stage, m.value))) for m in plan.missing]
    yield from _few("in the last such file and not in this one", missing, SOME)
    yield from _few("not read", [_error(error) for error in plan.errors], SOME)
    for question in answers.asked(plan, one.others):
        yield f"  {question.sentence} Say {question.option}"


def _dropped(plan: Plan) -> Iterable[str]:
    """What was left out around and between the records."""
    reasons = Counter(row.reason for row in plan.table.dropped)
    reasons["blank row"] = plan.table.blank
    found = ", ".join(number_of(count, reason) for reason, count in reasons.items() if count)
    if found:
        yield f"  dropped: {found}"


def _columns(plan: Plan) -> Iterable[str]:
    yield f"  headings are in row {plan.table.heading_row}"
    for match in plan.table.matches:
        samples = "; ".join(plan.table.sample(match.column))
        if match.field:
            means = f"{field_of(plan.kind, match.field).heading} ({match.confidence} %)"
        elif samples:
            means = "is not read"
        else:
            continue
        letter = plan.table.letter(match.column)
        yield f"    {letter:2} {match.heading or '(no heading)'} → {means}  {samples[:60]}"


def _changed(plan: Plan) -> Iterable[importing.PlanRow]:
    return (row for row in plan.rows if row.kind == "changed")


def _change(plan: Plan, row: importing.PlanRow) -> str:
    fields = "; ".join(
        f"{field_of(plan.kind, c.field).heading} {c.old or '–'} → {c.new or '–'}"
        for c in row.changes
    )
    return f"row {row.number}, {plan.name(row)}: {fields}"


def _twin(twin: Twin) -> str:
    sides = "; ".join(
        f"{heading} {here or '–'} / {there or '–'}" for heading, here, there in twin.pairs
    )
    return f"row {twin.number} and {twin.name} ({twin.likeness} %): {sides}"


def _error(error: importing.RowError) -> str:
    column = f", {error.column}" if error.column else ""
    return f"row {error.row}{column}: {error.sentence}"


def _few(title: str, lines: Sequence[str], most: int) -> Iterable[str]:
    """The first of some lines under a title, and how many more there are."""
    if lines:
        yield f"  {title}:"
        yield from (f"    {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"    … and {wording.count(len(lines) - most)} more"
