"""What is owed: late promises and those of today, overdue tasks, and what must be answered."""

from collections.abc import Iterable, Iterator

from salesdesk_app.clock import local_day
from salesdesk_app.domain.day import Event
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.inbox.follow_ups import KINDS, FollowUpRow
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.overnight.matter import Matter
from salesdesk_app.services.overnight.night import Night, looked_on
from salesdesk_app.services.today.agenda import MET

MEETINGS = (*MET, "one_to_one")


def of_promises(night: Night, standing: list[CommitmentRow]) -> Iterator[Matter]:
    """The commitments of everyone that are late, and those that are due today."""
    for row in standing:
        key = handled.key("promise", row.id)
        late = row.is_late(night.today)
        if (late or row.due_on == night.today) and not night.is_hidden(key, daily=late):
            event: Event = "late" if late else "due"
            fresh = night.since is not None and row.due_on >= local_day(night.since)
            yield Matter((event,), promise=row, fresh=fresh, rested=night.rested(key))


def of_tasks(
    night: Night, overdue: Iterable[ActivityRow], to_answer: Iterable[FollowUpRow]
) -> Iterator[Matter]:
    """The team's overdue tasks; of the manager's own what should have been answered on an earlier
    day, and what one has waited for until today.
    """
    own = {one.id: one for one in to_answer}
    late = [row for row in overdue if row.kind in KINDS]
    for row in late:
        if row.id not in own:
            yield from _task(night, "overdue", row)
    before = {row.id for row in late}
    for one in own.values():
        if one.state == "ask":
            yield from _task(night, "waiting", one.row)
        elif one.id in before:
            yield from _task(night, "answer", one.row)


def of_calls(night: Night, overdue: Iterable[ActivityRow]) -> Iterator[Matter]:
    """Calls and meetings of which nobody said what came of them, from the day of the last look on;
    those of today stand with today's calls.

    What was seen as not logged on the evening of that day carries over with what came later.
    """
    since = night.since
    if since is None:
        return
    first = looked_on(since)
    for row in overdue:
        if row.kind in MEETINGS and row.planned_at and row.planned_at >= first:
            key = handled.key("call", row.id)
            if not night.is_hidden(key):
                fresh = row.planned_at >= since
                yield Matter(("unlogged",), task=row, fresh=fresh, rested=night.rested(key))


def _task(night: Night, event: Event, row: ActivityRow) -> Iterator[Matter]:
    key = handled.key("task", row.id)
    if not night.is_hidden(key, daily=True):
        planned = row.planned_at
        fresh = night.since is not None and planned is not None and planned >= night.since
        yield Matter((event,), task=row, fresh=fresh, rested=night.rested(key))
