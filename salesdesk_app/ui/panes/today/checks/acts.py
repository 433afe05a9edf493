"""What a line of evidence can do, and how many lines a check shows at first."""

from datetime import date, datetime, time
from typing import Protocol

from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.ui.panes.today.rows import Entries

FEW = 3  # lines under an open check


class Acts(Protocol):
    """What a line can do; the pane does it."""

    def open_deal(self, deal_id: int) -> None: ...
    def open_deals(self, wanted: DealFilter) -> None: ...
    def open_person(self, person_id: int, name: str) -> None: ...
    def edit_activity(self, row: ActivityRow) -> None: ...
    def of_activity(self, row: ActivityRow) -> Entries: ...
    def of_promise(self, row: CommitmentRow) -> Entries: ...
    def complete(self, row: ActivityRow, on: bool) -> None: ...
    def show_matters(self) -> None: ...


def at(day: date, when: time) -> datetime:
    """A moment of a local day, aware."""
    return datetime.combine(day, when).astimezone()
