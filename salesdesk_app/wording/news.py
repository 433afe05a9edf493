"""Sentences about news: topics, how the feeds are, and what fetching them means."""

from collections.abc import Sequence
from datetime import date, datetime

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day
from salesdesk_app.wording.phrases import Tone

TOPICS = {"company": "Company", "competitor": "Competitor", "industry": "Industry"}
SHORT = {"company": "company", "competitor": "competitors", "industry": "industry"}
TONES: dict[str, Tone] = {"company": "good", "competitor": "accent", "industry": "plain"}
STILL_HERE = _("What was fetched before is still here.")
CONSENT = (
    "From now on SalesDesk would ask the addresses of your feeds once an hour while it is open, "
    "and at no other time. Their servers then see the internet address of this computer, as with "
    "a web page that you open. Nothing that you keep in SalesDesk is sent, pictures are not "
    "loaded, and you can switch it off at any time."
)


def topic(code: str) -> str:
    """``Competitor``."""
    return _(TOPICS[code])


def summary(unread: Sequence[int], feeds: int, *, on: bool) -> str:
    """``company 1 · competitors 3 · industry 5``; what there is to say where nothing is new."""
    named = zip(SHORT.values(), unread, strict=True)
    parts = [f"{_(name)} {count(number)}" for name, number in named if number]
    if parts:
        return " · ".join(parts)
    if not feeds:
        return _("no feed is read along yet")
    return _("nothing new") if on else _("nothing new, fetching is switched off")


def untitled(title: str) -> str:
    """The title, or that there is none."""
    return title or _("Without a title")


def by(author: str, source: str) -> str:
    """``by Anna Weiss``; empty where the source says it already."""
    told = author and author.casefold() not in source.casefold()
    return _("by {author}").format(author=author) if told else ""


def about(names: str) -> str:
    """``about Kestrel``; empty for none."""
    return _("about {names}").format(names=names) if names else ""


def when(moment: datetime, today: date) -> str:
    """``08:05`` today, else ``Fri 20 Nov 08:05``; a local moment."""
    if moment.date() == today:
        return f"{moment:%H:%M}"
    far = moment.year != today.year
    return f"{day(moment.date(), year=far)}, {moment:%H:%M}"


def state(*, on: bool, feeds: int, fetched: str, failing: int) -> str:
    """How the feeds are: ``Fetched 08:05 · 2 feeds could not be read``."""
    if not feeds:
        return _("Blogs and trade papers that offer a feed can be read here, also offline.")
    last = _("last fetched {when}").format(when=fetched) if fetched else _("nothing fetched yet")
    if not on:
        return _("Fetching is switched off; {last}.").format(last=last)
    trouble = ngettext(
        "{count} feed could not be read", "{count} feeds could not be read", failing
    ).format(count=count(failing))
    parts = [_("Fetched {when}").format(when=fetched) if fetched else _("Nothing fetched yet")]
    return " · ".join([*parts, trouble] if failing else parts)


def feed_state(fetched: str, trouble: str) -> str:
    """``Fetched 08:05``, ``Trouble, last fetched 20 Nov``, ``Not fetched yet``."""
    if trouble:
        return _("Trouble, last fetched {when}").format(when=fetched) if fetched else _("Trouble")
    return _("Fetched {when}").format(when=fetched) if fetched else _("Not fetched yet")


def round_over(reached: int, failed: int, new: int, *, stopped: bool) -> str:
    """What a round of fetching came to, as one sentence."""
    pieces = ngettext("{count} new piece", "{count} new pieces", new).format(count=count(new))
    if not reached and not failed:
        return _("Stopped.") if stopped else _("No feed is due: each was asked a while ago.")
    if not reached:
        none = ngettext(
            "The feed could not be read. The list of feeds says why.",
            "None of the {count} feeds could be read. The list of feeds says why.",
            failed,
        )
        return none.format(count=count(failed))
    of = ngettext("{count} feed", "{count} feeds", reached + failed).format(
        count=count(reached + failed)
    )
    text = _("{new} from {feeds}").format(new=pieces, feeds=of)
    if failed:
        text = _("{text}; {count} could not be read").format(text=text, count=count(failed))
    return _("{text}, then stopped.").format(text=text) if stopped else f"{text}."


def marked_read(number: int) -> str:
    """``12 pieces marked as read``."""
    text = ngettext("{count} piece marked as read", "{count} pieces marked as read", number)
    return text.format(count=count(number))


def all_news(number: int) -> str:
    """``All news · 23 unread``."""
    return _("All news · {count} unread").format(count=count(number)) if number else _("All news")


def more_feeds(most: int) -> str:
    """Why the rest of a long list is left out."""
    return _("The list holds more than {count} feeds: those behind them are left out.").format(
        count=count(most)
    )


def list_found(found: int, known: int, left_out: int) -> str:
    """What a list of addresses holds."""
    parts = [ngettext("{count} new feed", "{count} new feeds", found).format(count=count(found))]
    if known:
        parts.append(_("{count} read along already").format(count=count(known)))
    if left_out:
        parts.append(_("{count} left out").format(count=count(left_out)))
    return ", ".join(parts) + "."
