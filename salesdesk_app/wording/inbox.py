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
    "sealed": "The text is packed into its signature (S/MIME): it can be read in your mail program "
    "only.",
    "report": "It has no text for people; this is what it says for programs.",
    "automatic": "A program sent it by itself, such as a receipt or a note of absence: it counts "
    "as no answer.",
}


ASK_AGAIN = _("Ask again")
NOTHING_SAID = _("say what is to be done")


def answers(who: str, subject: str) -> str:
    """``Answer Anna Weiss: Re: Offer``."""
    if not who:
        return _("Answer: {subject}").format(subject=subject or _("a mail"))
    text = _("Answer {who}: {subject}") if subject else _("Answer {who}")
    return text.format(who=who, subject=subject)


def sent_by_itself(who: str, subject: str) -> str:
    """``Automatic mail from Anna Weiss: I am away``."""
    text = _("Automatic mail from {who}: {subject}") if who else _("Automatic mail: {subject}")
    return text.format(who=who, subject=subject or _("without a subject"))


def calls_back(who: str, subject: str) -> str:
    """``Call back Anna Weiss: Voicemail from +41 44 555 12 34``."""
    text = _("Call back {who}: {subject}") if who else _("Call back: {subject}")
    return text.format(who=who, subject=subject or _("a voicemail"))


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
    there = ngettext("{count} was there already", "{count} were there already", known)
    if not made:
        there = ngettext(
            "{count} mail was there already", "{count} mails were there already", known
        )
    parts = [
        ngettext("{count} mail noted", "{count} mails noted", made) if made else "",
        there if known else "",
        ngettext("{count} answered", "{count} answered", answered) if answered else "",
    ]
    numbers = (made, known, answered)
    said = [part.format(count=count(n)) for part, n in zip(parts, numbers, strict=True) if part]
    return ", ".join(said) or _("No mail was noted")


def waits_since(when: str) -> str:
    """``Answered Thu 19 Nov, and nothing came back``."""
    return _("Answered {day}, and nothing came back").format(day=when)


def until(when: str) -> str:
    """``till Thu 26 Nov``."""
    return _("till {day}").format(day=when)


def summary(due: int, before_noon: int, again: int, waiting: int, answered: int) -> str:
    """``2 to answer before noon, 1 waiting``: what the inbox holds on a day."""
    text = _("{count} to answer")
    if before_noon == due:
        text = _("{count} to answer before noon")
    elif before_noon:
        text = _("{count} to answer, {noon} before noon")
    parts = (
        text.format(count=count(due), noon=count(before_noon)) if due else "",
        _("{count} to ask again").format(count=count(again)) if again else "",
        _("{count} waiting").format(count=count(waiting)) if waiting else "",
    )
    said = ", ".join(part for part in parts if part)
    if not said and answered:
        return _("{count} answered").format(count=count(answered))
    return said or _("nothing noted to answer")


def means(
    kind: str, whom: str, rep: str, when: str, *, passed: bool, unclear: str = "", nobody: str = ""
) -> str:
    """``Call · Anna Weiss, Halden Freight · by tomorrow 09:00``: what a typed line will become.

    ``unclear`` is what can be read in two ways, ``nobody`` an @ that names no one of the team.
    """
    parts = [kind, whom, _("for {rep}").format(rep=rep) if rep else ""]
    parts.append(_("by {when}").format(when=when))
    if passed:
        parts.append(_("already past"))
    if unclear:
        parts.append(unclear)
    if nobody:
        parts.append(_("“@{name}” names nobody on the team alone").format(name=nobody))
    return " · ".join(part for part in parts if part)


def two_days(one: date, other: date) -> str:
    """``the day can be 3 Dec or 12 Mar 2027: write the month’s name``."""
    days = (day(one), day(other, year=other.year != one.year))
    return _("the day can be {one} or {other}: write the month’s name").format(
        one=days[0], other=days[1]
    )


def left_out(more: int) -> str:
    """``4 more mails of the mailbox were left out: at most 200 are read of one file.``"""
    return ngettext(
        "{count} more mail of the mailbox was left out: at most 200 are read of one file.",
        "{count} more mails of the mailbox were left out: at most 200 are read of one file.",
        more,
    ).format(count=count(more))


def wrote(who: str, when: datetime | None) -> str:
    """``On 23 Nov 2026 09:15, Anna Weiss wrote:``; a local moment."""
    if when is None:
        return _("{who} wrote:").format(who=who)
    moment = f"{day(when.date(), year=True)} {clock(when)}"
    return _("On {moment}, {who} wrote:").format(moment=moment, who=who)
