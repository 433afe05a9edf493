"""Runs one command: opens the workspace, asks or performs, and prints what came of it."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from salesdesk_app import wording
from salesdesk_app.cli import printing
from salesdesk_app.cli.changes import changes
from salesdesk_app.cli.deals import deals
from salesdesk_app.cli.forecast import forecast
from salesdesk_app.cli.importing import import_files
from salesdesk_app.cli.today import day
from salesdesk_app.clock import Clock, local
from salesdesk_app.domain import periods
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import exporting, figures, history, reports, sample, settings, workspace
from salesdesk_app.services.verbs import ask
from salesdesk_app.services.workspace import Store


def run(arguments: argparse.Namespace) -> int:
    """Runs the command that the arguments name and returns its exit status."""
    return COMMANDS[arguments.command](arguments, Clock(arguments.today))


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """An existing workspace, closed again in the end. Problems: those of opening it."""
    store = Store(path)
    try:
        yield store
    finally:
        store.close()


def _sample(arguments: argparse.Namespace, clock: Clock) -> int:
    store = workspace.create(arguments.workspace)
    try:
        sample.fill(store, today=clock.today())
        held = ask(store, workspace.contents)
    except BaseException:
        store.close()
        workspace.discard(arguments.workspace)
        raise
    store.close()
    print(
        f"{wording.count(held.deals)} deals of a sample team of {wording.count(held.people)} "
        f"are in {arguments.workspace}"
    )
    return 0


def _figures(arguments: argparse.Namespace, _clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        day = arguments.as_of
        start = history.ask_as_of(store, day, settings.read).fiscal_start_month
        period = periods.parse(arguments.period, start) if arguments.period else None
        summary = history.ask_as_of(store, day, figures.summary, period=period, by=arguments.by)
    if arguments.json:
        printing.json_object(figures.as_json(summary))
    else:
        printing.figures(summary)
    return 0


def _report(arguments: argparse.Namespace, clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        week = periods.week_of(clock.today())
        if arguments.week:
            week = periods.parse(arguments.week, 1)
            if week.kind != "week":
                raise Problem("period.not_a_week", text=arguments.week)
        reports.write_weekly(store, week, arguments.out, today=clock.today())
    print(f"Wrote {arguments.out}")
    return 0


def _export(arguments: argparse.Namespace, _clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        count = exporting.write_records(
            store,
            arguments.name,
            arguments.out,
            for_editing=arguments.for_editing,
            csv=arguments.csv or "spreadsheets",
        )
    print(f"Wrote {wording.count(count)} {arguments.name} to {arguments.out}")
    return 0


def _undo(arguments: argparse.Namespace, clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        print(f"Undone: {history.undo(store, clock.now()).result}")
    return 0


def _redo(arguments: argparse.Namespace, clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        print(f"Redone: {history.redo(store, clock.now()).result}")
    return 0


def _history(arguments: argparse.Namespace, _clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        entries = ask(store, history.entries)
    if arguments.json:
        edits = [
            {
                "id": e.edit_id,
                "at": e.at.isoformat(),
                "label": e.label,
                "origin": e.origin,
                "undone": e.undone,
            }
            for e in entries
        ]
        printing.json_object({"edits": edits})
    else:
        for entry in entries:
            mark = "  (undone)" if entry.undone else ""
            print(f"{_local(entry.at)}  {entry.label}{mark}")
    return 0


def _check(arguments: argparse.Namespace, _clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        findings = ask(store, workspace.check)
    for finding in findings:
        print(f"{finding.code}: {'; '.join(finding.faults) or 'sound'}")
    faulty = [finding.code for finding in findings if finding.faults]
    if faulty:
        raise Problem("check.faults", names=", ".join(faulty), name=arguments.workspace.name)
    return 0


def _backup(arguments: argparse.Namespace, clock: Clock) -> int:
    with opened(arguments.workspace) as store:
        if arguments.to is not None:
            workspace.backup_to(store, arguments.to)
            print(f"A checked backup is in {arguments.to}")
        else:
            made = workspace.backup(store, at=clock.now(), reason="manual")
            print(f"A checked backup is in {made.path}")
    return 0


def _restore(arguments: argparse.Namespace, clock: Clock) -> int:
    kept = workspace.restore(arguments.workspace, arguments.file, at=clock.now())
    print(f"Restored {arguments.workspace} from {arguments.file}")
    if kept is not None:
        print(f"The file that stood there is kept as {kept}")
    return 0


def _local(moment: datetime) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}"


COMMANDS: dict[str, Callable[[argparse.Namespace, Clock], int]] = {
    "sample": _sample,
    "import": import_files,
    "today": day,
    "figures": _figures,
    "changes": changes,
    "forecast": forecast,
    "deals": deals,
    "report": _report,
    "export": _export,
    "undo": _undo,
    "redo": _redo,
    "history": _history,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
}
