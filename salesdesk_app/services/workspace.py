"""The workspace file as a whole: making and opening it, backups, restore, and its check."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain import checklist
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import stages
from salesdesk_app.services.settings import DEFAULTS
from salesdesk_app.store import backup as backups
from salesdesk_app.store import check as checks
from salesdesk_app.store import schema
from salesdesk_app.store.backup import Backup
from salesdesk_app.store.check import Finding
from salesdesk_app.store.models import (
    Account,
    ChecklistItem,
    Currency,
    Deal,
    Edit,
    Person,
    Pipeline,
    Setting,
)
from salesdesk_app.store.session import Store

__all__ = ["Backup", "Contents", "Finding", "Store"]


@dataclass(frozen=True)
class Contents:
    """How much a workspace holds, for the status line and the first start."""

    deals: int
    people: int
    accounts: int
    edits: int


def create(path: Path) -> Store:
    """Makes a new workspace with a pipeline, settings and the day's checklist, and opens it.

    Problems: workspace.exists (an existing file is never touched), .read_only, .full.
    """
    schema.create(path, _seed)
    return Store(path)


def open_or_create(path: Path) -> tuple[Store, bool]:
    """Opens a workspace, or makes it where there is no file at all, and whether it did."""
    if not path.exists():
        try:
            return create(path), True
        except Problem as problem:
            if problem.code != "workspace.exists":  # another process was faster
                raise
    return Store(path), False


def discard(path: Path) -> None:
    """Removes a closed workspace that was made for something that then failed."""
    schema.remove(path)


def contents(session: Session) -> Contents:
    """Counts what the workspace holds."""
    counts = [
        session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Deal, Person, Account, Edit)
    ]
    return Contents(*counts)


def backup(store: Store, *, at: datetime, reason: str) -> Backup:
    """Makes a checked backup beside the workspace; ``reason`` is one word such as ``exit``."""
    return backups.make(store.path, at=at, reason=reason)


def backup_to(store: Store, target: Path) -> None:
    """Writes a checked copy to a file of the user's choice. Problem: workspace.exists."""
    if target.exists():
        raise Problem("workspace.exists", name=target.name)
    backups.copy_checked(store.path, target)


def list_backups(path: Path) -> list[Backup]:
    """The checked backups of a workspace, newest first."""
    return backups.found(path)


def restore(path: Path, source: Path, *, at: datetime) -> Path | None:
    """Puts a backup in the place of a workspace that is closed; returns where that one was kept.

    Problems: those of opening the backup; then nothing was changed.
    """
    return backups.restore(path, source, at=at)


def check(session: Session) -> list[Finding]:
    """Looks at pages, links, the log's triggers, money and history, and changes nothing."""
    return checks.run(session)


def _seed(session: Session) -> None:
    session.add_all(Setting(key=key, value=value) for key, value in DEFAULTS.items())
    session.add(Currency(code=DEFAULTS["currency"]))
    pipeline = Pipeline(name="Sales", position=0)
    session.add(pipeline)
    session.flush()
    stages.add_first(session, pipeline.id)
    for position, item in enumerate(checklist.DEFAULT_ITEMS):
        session.add(
            ChecklistItem(
                part=item.part,
                position=position,
                title=item.title,
                check_code=item.check_code,
                recurrence=item.recurrence,
            )
        )
