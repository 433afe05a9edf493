"""Who is of the team on a day, as a condition for queries."""

from datetime import date

from sqlalchemy import ColumnElement

from salesdesk_app.store.models import Person


def here(day: date) -> ColumnElement[bool]:
    """Whether a person has not left by a day; the last day is one of work."""
    return Person.ended_on.is_(None) | (Person.ended_on >= day)
