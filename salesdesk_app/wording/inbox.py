"""Sentences of the inbox: what a follow-up is called, how a mail was read, what a line means."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day
from salesdesk_app.wording.today import clock, short_day

NOTES: dict[str, str] = {
    "cut": "The text is long; the beginning of it is kept.",
    "html": "The mail was formatted; this is its text. Pictures and links are left out.",
    "no_text": "The mail has no text.",
    "encrypted": "The mail is encrypted: its text can be read in your mail program only.",
    "signed": "The mail bears a signature, which is not checked here.",
    "tnef": "What is attached is packed in Outlook’s own way (winmail.dat) and is not read here.",
    "rtf": "The text is kept in Outlook’s own format only (RTF) and is not read here. Save the "
    "mail as .eml, or open it in Outlook.",
    "parts": "The mail is made of too many parts; not all of them were read.",
    "inner": "The text is that of the mail that is attached.",
    "headers": "The lines before the text are too long; only the first of them were read.",
    "draft": "It was saved as a draft.",
}


def answers(who: str, subject: str) -> str:
    """``Answer Anna Weiss: Re: Offer``."""
    if not who:
        return _("Answer: {subject}").format(subject=subject or _("a mail"))
    text = _("Answer {who}: {subject}") if subject else _("Answer {who}")
    return text.format(who=who, subject=subject)


def waits_for(who: str, subject: str) -> str:
    """``Answer from Anna Weiss: Offer``."""
    text = _("Answer from {who}: {subject}") if subject else _("Answer from {who}")
    return text.format(who=who, subject=subject)


def notes(codes: Sequence[str]) -> list[str]:
    """How a mail was read, a sentence each."""
    return [_(NOTES[code]) for code in codes if code in NOTES]


def moment(local: datetime, today: date) -> str:
    """``today 17:00``, ``tomorrow 09:00``, ``Thu 3 Dec 09:00``; another year is said."""
    near = {today: _("today"), today + timedelta(days=1): _("tomorrow")}
    when = local.date()
    far = day(when, year=True) if when.year != today.year else short_day(when)
    return f"{near.get(when, far)} {clock(local)}"


def kept(made: int, known: int, answered: int) -> str:
    """``3 mails noted, 1 was there already, 1 answered``: what became of mails."""
    parts = [
        ngettext("{count} mail noted", "{count} mails noted", made) if made else "",
        ngettext("{count} was there already", "{count} were there already", known) if known else "",
        ngettext("{count} answered", "{count} answered", answered) if answered else "",
    ]
    numbers = (made, known, answered)
    said = [part.format(count=count(n)) for part, n in zip(parts, numbers, strict=True) if part]
    return ", ".join(said) or _("No mail was noted")
