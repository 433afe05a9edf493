"""Sentences of days that were closed or left open, and of what the next one begins from."""

from datetime import date, datetime

from babel.dates import format_date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import LOCALE, day
from salesdesk_app.wording.today import weekday


def left_open(when: date) -> str:
    """``Friday 20 November was not closed``."""
    return _("{day} was not closed").format(day=weekday(when))


def is_closed(at: datetime, note: str) -> str:
    """``The day is closed, 17:42: Two won.``; a local moment."""
    text = _("The day is closed, {time}").format(time=f"{at:%H:%M}")
    return f"{text}: {note}" if note else text


def day_note(note: str) -> str:
    """``Note of the day: Two won.``"""
    return _("Note of the day: {note}").format(note=note)


def for_next_day(text: str) -> str:
    """``For the next day: First call 09:15``: what a closing left."""
    return _("For the next day: {text}").format(text=text)


def from_closing(when: date, today: date, meant: date) -> str:
    """``From yesterday’s close``, or, for another day, ``From Friday’s close, for Mon 30 Nov``.

    ``meant`` is the working day for which the words were written.
    """
    if (today - when).days == 1:
        said = _("From yesterday’s close")
    elif (today - when).days < 7:
        said = _("From {day}’s close").format(day=format_date(when, "EEEE", locale=LOCALE))
    else:
        said = _("From the close of {day}").format(day=day(when))
    if meant == today:
        return said
    return _("{said}, for {day}").format(
        said=said, day=format_date(meant, "EEE d MMM", locale=LOCALE)
    )


def state(closed: bool, *, late: bool, at: datetime | None, of: date) -> str:
    """``closed 17:42``, or that a past day is shown as it stood at its end; ``at`` is local."""
    if not closed or at is None:
        return _("not closed · as it stood at its end")
    if late:
        return _("closed on {day} · as it stood at its end").format(day=day(at.date()))
    if at.date() == of:
        return _("closed {time}").format(time=f"{at:%H:%M}")
    return _("closed {time} on {day}").format(time=f"{at:%H:%M}", day=day(at.date()))
