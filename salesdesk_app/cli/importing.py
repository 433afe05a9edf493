"""The import command: reads every file first, then writes them in order, one edit each."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from salesdesk_app.cli import answers, preview, printing, understanding
from salesdesk_app.cli.understanding import Brought
from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import KINDS
from salesdesk_app.services import importing, workspace
from salesdesk_app.services.importing import Decisions, Plan, Source, Table
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.services.workspace import Store

READ = ("new", "changed", "same", "twins", "duplicates")
NO_PLACE = ("file.other_records", "import.no_headings")
PASTED = "-"
LETTERS = 3  # what a spreadsheet calls a column is no longer than that


def import_files(arguments: argparse.Namespace, clock: Clock) -> int:
    """Imports the files, or previews that; 0 where at least one row could be read, else 1.

    Problems: those of reading and planning; import.nothing where no row could be read, and
    import.unanswered where an option would have helped.
    """
    with _workspace(arguments.workspace, arguments.dry_run) as (store, is_new):
        found, skipped = _read(store, arguments)
        if not is_new and not arguments.dry_run:
            workspace.backup(store, at=clock.now(), reason="import")
        brought = [_bring(store, one, arguments, clock) for one in found]
        left_out = 0
        if arguments.errors is not None:
            plans = [one.plan for one in brought]
            left_out = importing.write_rejects(plans, arguments.errors)
        total = understanding.total(brought, skipped)
        if arguments.json:
            printing.json_object(total)
        else:
            preview.show(brought, skipped, dry_run=arguments.dry_run)
            if arguments.errors is not None and left_out:
                print(f"The rows that were left out are in {arguments.errors}")
            elif arguments.errors is not None:
                print(f"No row was left out: {arguments.errors} holds the headings only")
        if not any(total[kind] for kind in READ):
            raise _nothing(brought)
    return 0


@contextmanager
def _workspace(path: Path, dry_run: bool) -> Iterator[tuple[Store, bool]]:
    """The workspace to import into, and whether it was made for this import.

    A preview works on a copy that is thrown away, so that later files see what earlier ones bring.
    A workspace that was made for an import that fails is taken away again.
    """
    existed = path.exists()
    with tempfile.TemporaryDirectory(prefix="SalesDesk ") as folder:
        target = Path(folder) / path.name if dry_run else path
        if dry_run and existed:
            original = Store(path)
            try:
                workspace.backup_to(original, target)
            finally:
                original.close()
        store, is_new = workspace.open_or_create(target)
        try:
            yield store, is_new
        except BaseException:
            store.close()
            if is_new:
                workspace.discard(target)
            raise
        store.close()


class _Found(NamedTuple):
    """A table that was read: what its columns were said to hold, and the seconds it took.

    ``others`` are the tables on other sheets of its file that are left out.
    """

    table: Table
    mapping: Mapping[int, str | None]
    took: float
    others: tuple[Table, ...]


def _read(
    store: Store, arguments: argparse.Namespace
) -> tuple[list[_Found], list[tuple[str, Problem]]]:
    """The tables of the files in the order in which they come in, and the files left out.

    Among several files, those without a table and lists of what has no place here are left out,
    and the others come in.
    """
    tables: list[Table] = []
    took: list[float] = []
    others: list[tuple[Table, ...]] = []
    skipped: list[tuple[str, Problem]] = []
    for name in arguments.files:
        began = time.perf_counter()
        try:
            source = _source(store, name, arguments)
        except Problem as problem:
            if problem.code not in NO_PLACE or len(arguments.files) == 1:
                raise
            skipped.append((name, problem))
            continue
        wanted = _wanted(source, all_sheets=arguments.all_sheets)
        tables += wanted
        took += [time.perf_counter() - began] * len(wanted)
        left = tuple(table for table in source.tables if table not in wanted)
        others += [left] * len(wanted)
    if not tables:
        raise skipped[0][1]
    said = answers.mapped(tables, arguments.mapping, keep=arguments.keep_columns)
    found = map(_Found, tables, said, took, others)
    return sorted(found, key=lambda one: KINDS.index(one.table.kind)), skipped


def _source(store: Store, name: str, arguments: argparse.Namespace) -> Source:
    kind, row = arguments.kind, arguments.heading_row
    if name == PASTED:
        text = sys.stdin.read()
        return ask(store, importing.read_pasted, text, kind=kind, heading_row=row)
    try:
        return ask(
            store,
            importing.read,
            Path(name),
            kind=kind,
            sheet=arguments.sheet,
            heading_row=row,
            columns=[column for column, _field in arguments.mapping if len(column) > LETTERS],
            all_columns=arguments.all_columns,
        )
    except Problem as problem:
        if problem.code != "file.no_table":
            raise
        raise Problem("import.no_headings", **problem.facts) from problem


def _wanted(source: Source, *, all_sheets: bool) -> list[Table]:
    """The table that is proposed, or all that are in sight."""
    if not all_sheets:
        return [source.table]
    return [table for table in source.tables if not table.hidden] or [source.table]


def _bring(store: Store, found: _Found, arguments: argparse.Namespace, clock: Clock) -> Brought:
    """Plans a table with all that was answered, and writes it."""
    began = time.perf_counter()
    choices, decisions = answers.choices(arguments), answers.decisions(arguments)

    def plan(decided: Decisions) -> Plan:
        return ask(
            store,
            importing.plan,
            found.table,
            found.mapping or None,
            choices=choices,
            decisions=decided,
            now=clock.now(),
        )

    planned = plan(decisions)
    more = answers.about(planned, arguments, ask(store, answers.stages))
    if more != decisions:
        planned = plan(more)
    looked = time.perf_counter()
    now = clock.now()
    stamp = Stamp(now, "import")
    done = perform(store, stamp, importing.apply, planned, today=clock.today()).result
    importing.remember(store, planned, done, at=now)
    wrote = time.perf_counter() - looked
    return Brought(planned, done, found.took, looked - began, wrote, found.others)


def _nothing(brought: Sequence[Brought]) -> Problem:
    names = ", ".join(dict.fromkeys(one.plan.table.file for one in brought))
    options = dict.fromkeys(
        asked.option for one in brought for asked in answers.asked_of_cells(one.plan)
    )
    if options:
        return Problem("import.unanswered", names=names, options=" and ".join(options))
    return Problem("import.nothing", names=names)
