"""What the window's frame has to know of the workspace: its counts, the sample, the last backup."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from salesdesk_app import wording
from salesdesk_app.services import sample, workspace
from salesdesk_app.services.verbs import Session
from salesdesk_app.services.workspace import Contents


@dataclass(frozen=True)
class Standing:
    """How a workspace stands."""

    contents: Contents
    sample: bool

    @property
    def bare(self) -> bool:
        """Whether nothing has been brought in yet."""
        held = self.contents
        return held.deals == held.people == held.accounts == 0

    def words(self, file: Path) -> str:
        """``sales.db · 412 deals · 9 people``."""
        deals, people = self.contents.deals, self.contents.people
        return " · ".join(
            (
                file.name,
                f"{wording.count(deals)} {'deal' if deals == 1 else 'deals'}",
                f"{wording.count(people)} {'person' if people == 1 else 'people'}",
            )
        )


def standing(session: Session) -> Standing:
    """How the workspace stands now."""
    return Standing(workspace.contents(session), sample.present(session))


def last_backup(path: Path) -> datetime | None:
    """When the newest checked backup was made, in local time."""
    found = workspace.list_backups(path)
    return found[0].at if found else None


def backup_words(at: datetime | None, today: date) -> str:
    """``Backed up 08:58`` today, ``Backed up 20 Nov`` before; empty where there is none yet."""
    if at is None:
        return ""
    same = at.date() == today
    return f"Backed up {at:%H:%M}" if same else f"Backed up {wording.day(at.date())}"
