"""Checked backups of a workspace: made beside it, thinned by age, restored whole."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from salesdesk_app import clock, paths
from salesdesk_app.domain.errors import Problem
from salesdesk_app.store import schema
from salesdesk_app.store.engine import connect, on_disk

NAME = re.compile(r"(?P<number>\d{6}) (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) (?P<reason>\w+)\.db")
KEEP_LAST = 20
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 12, 10, 9


@dataclass(frozen=True)
class Backup:
    """A checked backup: where, its number in order of making, when (local time), and why."""

    path: Path
    number: int
    at: datetime
    reason: str


def make(source: Path, *, at: datetime, reason: str) -> Backup:
    """Copies a workspace, checks the copy, and only then thins older ones.

    ``at`` is aware; ``reason`` one word. Problems: workspace.full, .read_only, .damaged, .io.
    """
    folder = paths.backups(source)
    local = clock.local(at)
    with on_disk(source):
        folder.mkdir(parents=True, exist_ok=True)
        number = max((b.number for b in found(source)), default=0) + 1
        target = folder / f"{number:06} {local:%Y-%m-%d %H.%M.%S} {reason}.db"
        copy_checked(source, target)
        for old in _superfluous(found(source)):
            old.path.unlink(missing_ok=True)
    return Backup(target, number, local, reason)


def copy_checked(source: Path, target: Path) -> None:
    """Writes a checked copy of a workspace; ``target`` is replaced only by a complete, good one."""
    draft = target.with_name(f".{target.name}.tmp")
    try:
        with on_disk(target):
            schema.remove(draft)
            schema.copy(source, draft)
            verify(draft)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.replace(target)
            paths.flush_folder(target.parent)
    finally:
        schema.remove(draft)


def verify(path: Path) -> None:
    """Reads every page and link of a closed database. Problem: workspace.damaged."""
    connection = connect(path)
    try:
        says = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    finally:
        connection.close()
    if says != "ok" or broken is not None:
        detail = says if says != "ok" else f"a broken link in {broken[0]}"
        raise Problem("workspace.damaged", name=path.name, detail=detail)


def restore(target: Path, source: Path, *, at: datetime) -> Path | None:
    """Puts a backup in a closed workspace's place; returns where the present file was kept.

    The backup is checked first; nothing is lost: the present file, good or damaged, is set aside
    with the companions that belong to it. Problems: those of ``schema.prepare`` for the backup.
    """
    schema.identify(source)
    incoming = target.with_name(f".{target.name}.incoming")
    kept: Path | None = None
    try:
        copy_checked(source, incoming)
        with on_disk(target):
            if target.exists():
                kept = _free_name(target, at)
                for companion in schema.COMPANIONS:
                    beside = target.with_name(target.name + companion)
                    if beside.exists():
                        beside.replace(kept.with_name(kept.name + companion))
                target.replace(kept)
            incoming.replace(target)
            paths.flush_folder(target.parent)
    finally:
        schema.remove(incoming)
    return kept


def found(source: Path) -> list[Backup]:
    """The backups of a workspace, newest first by their number, which no clock can disturb."""
    folder = paths.backups(source)
    backups = []
    for path in folder.glob("*.db") if folder.is_dir() else ():
        match = NAME.fullmatch(path.name)
        if match:
            at = clock.from_wall(datetime.strptime(match["at"], "%Y-%m-%d %H.%M.%S"))
            backups.append(Backup(path, int(match["number"]), at, match["reason"]))
    return sorted(backups, key=lambda b: b.number, reverse=True)


def _superfluous(backups: list[Backup]) -> list[Backup]:
    """Those that neither the last ones nor the newest of each day, week and month need."""
    keep = {b.number for b in backups[:KEEP_LAST]}
    spans: list[tuple[Callable[[Backup], object], int]] = [
        (lambda b: b.at.date(), KEEP_DAYS),
        (lambda b: b.at.date() - timedelta(days=b.at.weekday()), KEEP_WEEKS),
        (lambda b: (b.at.year, b.at.month), KEEP_MONTHS),
    ]
    for span, count in spans:
        newest: dict[object, int] = {}
        for backup in backups:
            newest.setdefault(span(backup), backup.number)
        keep.update(list(newest.values())[:count])
    return [b for b in backups if b.number not in keep]


def _free_name(target: Path, at: datetime) -> Path:
    stem = f"{target.stem} set aside {clock.local(at):%Y-%m-%d %H.%M.%S}"
    candidates = (
        target.with_name(f"{stem}{'' if n == 1 else f' {n}'}{target.suffix}")
        for n in range(1, 1000)
    )
    return next(path for path in candidates if not path.exists())
