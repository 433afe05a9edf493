"""The import command: reads every file first, then writes them in order, one edit each."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salesdesk_app import wording
from salesdesk_app.cli import printing
from salesdesk_app.clock import Clock
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import importing, workspace
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.services.workspace import Store

TOTALS = ("rows", "new", "changed", "same", "twins", "duplicates", "dropped")
READ = ("new", "changed", "same", "twins", "duplicates")


def import_files(arguments: argparse.Namespace, clock: Clock) -> int:
    """Imports the files, or previews that; 0 where at least one row could be read, else 1."""
    with _workspace(arguments.workspace, arguments.dry_run) as (store, is_new):
        sources = [
            ask(store, importing.read, path, kind=arguments.kind, sheet=arguments.sheet)
            for path in arguments.files
        ]
        if not is_new and not arguments.dry_run:
            workspace.backup(store, at=clock.now(), reason="import")
        plans = []
        for table in importing.order(source.table for source in sources):
            plan = ask(store, importing.plan, table)
            now = clock.now()
            done = perform(store, Stamp(now, "import"), importing.apply, plan, today=clock.today())
            importing.remember(store, plan, done.result, at=now)
            plans.append(plan)
        summaries = [importing.summary(plan) for plan in plans]
        total = _total(summaries)
        if arguments.json:
            printing.json_object(total)
        else:
            for plan in plans:
                _print(plan, arguments.dry_run)
        if not any(total[kind] for kind in READ):
            raise Problem("import.nothing", names=", ".join(path.name for path in arguments.files))
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
        store, is_new = _opened(target)
        try:
            yield store, is_new
        except BaseException:
            store.close()
            if is_new:
                workspace.discard(target)
            raise
        store.close()


def _opened(path: Path) -> tuple[Store, bool]:
    """The workspace, and whether it was made here and not meanwhile by another process."""
    if not path.exists():
        try:
            return workspace.create(path), True
        except Problem as problem:
            if problem.code != "workspace.exists":
                raise
    return Store(path), False


def _total(summaries: list[dict[str, Any]]) -> dict[str, Any]:
    """All files as one: the sums, and every error with the file that it is in."""
    total: dict[str, Any] = {name: sum(one[name] for one in summaries) for name in TOTALS}
    total["errors"] = [
        {"file": one["file"], **error} for one in summaries for error in one["errors"]
    ]
    total["files"] = summaries
    return total


def _print(plan: Plan, dry_run: bool) -> None:
    summary = importing.summary(plan)
    counts = ", ".join(
        f"{wording.count(summary[name])} {name}" for name in TOTALS[1:] if summary[name]
    )
    said = "would be" if dry_run else "are"
    print(f"{summary['file']}: {wording.count(summary['rows'])} rows of {plan.kind} {said} read")
    print(f"  {counts or 'nothing to write'}, {len(plan.errors)} with errors")
    for what, names in summary["creates"].items():
        if names:
            print(f"  new {what}: {', '.join(names[:10])}{' …' if len(names) > 10 else ''}")
    for note in summary["notes"]:
        print(f"  {note}")
    for error in plan.errors:
        column = f", {error.column}" if error.column else ""
        print(f"  row {error.row}{column}: {error.sentence}")
