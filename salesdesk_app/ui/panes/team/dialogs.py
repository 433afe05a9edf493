"""Opens the team's dialogs: each asks first for what it shows, off the window's thread."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.services import people, settings
from salesdesk_app.services.people import Holdings, PersonRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.panes.team.person_dialog import PersonDialog, RetireDialog
from salesdesk_app.ui.panes.team.quota_dialog import QuotaDialog

if TYPE_CHECKING:  # the pane opens these dialogs
    from salesdesk_app.ui.panes.team.pane import TeamPane


@dataclass(frozen=True)
class Leaving:
    """What the dialog about leaving shows; ``person`` is None where it is gone meanwhile."""

    person: PersonRow | None
    holdings: Holdings
    everybody: list[PersonRow]


def open_adding(pane: "TeamPane") -> None:
    """Adds somebody, and goes there."""
    pane.desk.ask(people.listing, then=partial(_adding, pane), topic="team dialog")


def open_editing(pane: "TeamPane") -> None:
    """Edits the person that is chosen."""
    if pane.chosen is not None:
        then = partial(_editing, pane, pane.chosen.id)
        pane.desk.ask(people.listing, then=then, topic="team dialog")


def open_retiring(pane: "TeamPane") -> None:
    """Retires the person that is chosen."""
    if pane.chosen is not None and pane.chosen.person.ended_on is None:
        then = partial(_retiring, pane)
        pane.desk.ask(leaving, pane.chosen.id, then=then, topic="team dialog")


def open_quotas(pane: "TeamPane") -> None:
    """Opens the sheet of quotas at the period that is looked at, else at the running quarter."""
    if pane.roster is not None:
        _quotas(pane, pane.roster.period)
    else:
        today = pane.desk.today()
        pane.desk.ask(running_quarter, today, then=partial(_quotas, pane), topic="team dialog")


def running_quarter(session: Session, today: date) -> Period:
    """The quarter of today by the workspace's fiscal year."""
    return quarter_of(today, settings.read(session).fiscal_start_month)


def leaving(session: Session, person_id: int) -> Leaving:
    """Who leaves, what they hold, and who could take it."""
    everybody = people.listing(session)
    person = next((p for p in everybody if p.id == person_id), None)
    return Leaving(person, people.holdings(session, person_id), everybody)


def _quotas(pane: "TeamPane", period: Period) -> None:
    QuotaDialog(pane.desk, period, pane.window()).open()


def _adding(pane: "TeamPane", everybody: list[PersonRow]) -> None:
    PersonDialog(pane.desk, everybody, parent=pane.window(), then=pane.show_added).open()


def _editing(pane: "TeamPane", person_id: int, everybody: list[PersonRow]) -> None:
    person = next((p for p in everybody if p.id == person_id), None)
    if person is not None:
        PersonDialog(pane.desk, everybody, person, parent=pane.window()).open()


def _retiring(pane: "TeamPane", found: Leaving) -> None:
    if found.person is not None:
        RetireDialog(
            pane.desk, found.person, found.holdings, found.everybody, parent=pane.window()
        ).open()
