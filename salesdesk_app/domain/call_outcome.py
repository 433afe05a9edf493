"""What can become of a planned call or meeting, and when it then was done."""

from datetime import datetime, timedelta
from typing import Final, Literal, get_args

CallOutcome = Literal["held", "no_answer", "moved", "cancelled"]
OUTCOMES: Final[tuple[CallOutcome, ...]] = get_args(CallOutcome)
"""In the order in which they are offered."""


def done_at(
    outcome: CallOutcome, begins: datetime, minutes: int | None, now: datetime
) -> datetime | None:
    """When a call counts as done: held at its end, unanswered at its begin, never after ``now``.

    So one that is logged in the evening stays where it was. None where it was not done.
    """
    if outcome == "held":
        return min(begins + timedelta(minutes=minutes or 0), now)
    return min(begins, now) if outcome == "no_answer" else None
