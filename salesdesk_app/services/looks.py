"""When something was looked at: the last look before today, for what came up since."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local_day
from salesdesk_app.store.models import Mark
from salesdesk_app.store.session import Store


def last(session: Session, what: str, today: date) -> datetime | None:
    """When it was last looked at on an earlier day than today (UTC); None where never."""
    keys = (_looked(what), _since(what), _before(what))
    rows = session.execute(select(Mark.at).where(Mark.key.in_(keys)))
    # The newest one that lies before today: today's own looks do not wear the list out.
    return max((row.at for row in rows if local_day(row.at) < today), default=None)


def remember(store: Store, what: str, *, today: date, now: datetime) -> None:
    """Remembers that it was looked at (UTC); no edit, and nothing to undo."""
    with store.scratch() as session:
        looked = session.get(Mark, _looked(what))
        if looked is None:
            session.add(Mark(key=_looked(what), at=now))
        else:
            if local_day(looked.at) < today:
                since = session.get(Mark, _since(what))
                if since is not None:
                    session.merge(Mark(key=_before(what), at=since.at))
                session.merge(Mark(key=_since(what), at=looked.at))
            looked.at = now


def _looked(what: str) -> str:
    return f"{what}.looked"


def _since(what: str) -> str:
    """The key of the last look before this day's first one."""
    return f"{what}.since"


def _before(what: str) -> str:
    """The key of the one before that: it counts where a clock that was ahead is put back."""
    return f"{what}.before"
