"""Words for codes that the database keeps: outcomes, categories, kinds, parts of the day."""

from salesdesk_app.wording.language import gettext as _

TERMS: dict[str, str] = {
    "open": "Open",
    "won": "Won",
    "lost": "Lost",
    # Forecast categories
    "pipeline": "Pipeline",
    "best_case": "Best case",
    "commit": "Commit",
    "closed": "Closed",
    "omitted": "Omitted",
    # Why a close date was put off
    "slip.wrong_date": "Wrong date",
    "slip.obstacle": "Real obstacle",
    "slip.buyer_delay": "Buyer’s delay",
    # Calls and judgements
    "call.rep": "rep’s",
    "call.manager": "manager’s",
    "call.in": "in",
    "call.out": "out",
    "call.neither": "neither in nor out",
    # Roles
    "rep": "Rep",
    "manager": "Manager",
    # Activities
    "call": "Call",
    "meeting": "Meeting",
    "mail": "Mail",
    "task": "Task",
    "note": "Note",
    "one_to_one": "1:1",
    # What became of a call or a meeting
    "outcome.held": "Held",
    "outcome.no_answer": "No answer",
    "outcome.cancelled": "Cancelled",
    "outcome.moved": "Moved",
    # Commitments
    "kept": "Kept",
    "late": "Late",
    "dropped": "Dropped",
    # Parts of the day
    "start": "Start of day",
    "day": "Through the day",
    "end": "End of day",
    # Kinds of fields of the user's own
    "own.text": "Text",
    "own.number": "Number",
    "own.day": "Date",
    "own.yes_no": "Yes or no",
    # Fields of a deal
    "deal.of_stage": "As the stage",
    "deal.name": "Name",
    "deal.account_id": "Account",
    "deal.owner_id": "Owner",
    "deal.stage_id": "Stage",
    "deal.value_minor": "Value",
    "deal.currency": "Currency",
    "deal.probability": "Probability",
    "deal.category": "Forecast",
    "deal.created_on": "Created",
    "deal.expected_close_on": "Expected close",
    "deal.slip_reason": "Put off because",
    "deal.snoozed_until": "Snoozed till",
    "deal.closed_on": "Closed",
    "deal.source": "Source",
    "deal.lost_reason": "Lost reason",
    "deal.next_step": "Next step",
    "deal.next_step_on": "Next step on",
    "deal.note": "Note",
    "deal.coaching_note": "Coaching note",
    "deal.contact": "Contact",
    "deal.competitor": "Competitor",
    "deal.product": "Product",
}


def term(code: str) -> str:
    """The word for a code that the database keeps."""
    return _(TERMS[code])
