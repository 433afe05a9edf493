"""What the call asks for in one go: the reps in their order, and what was agreed today."""

from dataclasses import dataclass
from datetime import date

from salesdesk_app.domain.periods import Period
from salesdesk_app.services import commitments
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.forecasting import agenda
from salesdesk_app.services.forecasting.agenda import Agenda, RepAgenda
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.verbs import Session


@dataclass(frozen=True)
class CallData:
    """The agenda as it stands, and today's commitments of everybody."""

    agenda: Agenda
    made: tuple[CommitmentRow, ...]

    def rep(self, line_id: int) -> RepAgenda | None:
        """The part of one rep; None where the rep is gone."""
        return next((rep for rep in self.agenda.reps if rep.line.id == line_id), None)

    def made_by(self, line_id: int) -> list[CommitmentRow]:
        """What was agreed with a rep."""
        return [one for one in self.made if one.owner_id == line_id]


def load(
    session: Session, today: date, period: Period, wanted: DealFilter | None = None
) -> CallData:
    """Asks for the call of a period."""
    called = agenda.of(session, today, period, wanted)
    return CallData(called, tuple(commitments.made_on(session, today)))
