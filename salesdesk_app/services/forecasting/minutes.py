"""The minutes of a forecast call: what was agreed, as commitments, and the sheet of the call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import commitments
from salesdesk_app.services.verbs import name_edit, verb


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed in the call: a text, by whom, until when, about which deal or none."""

    text: str
    owner_id: int
    due_on: date
    deal_id: int | None = None


@verb
def agree(session: Session, agreed: Sequence[Agreed]) -> list[int]:
    """Turns all that was agreed into commitments, in one step; the result is their ids.

    Problems: minutes.nothing, and those of ``commitments.add``.
    """
    if not agreed:
        raise Problem("minutes.nothing")
    made = [
        commitments.add(
            session, text=one.text, owner_id=one.owner_id, due_on=one.due_on, deal_id=one.deal_id
        )
        for one in agreed
    ]
    name_edit(session, text=agreed[0].text.strip(), count=len(made))
    return made
