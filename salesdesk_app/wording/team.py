"""Sentences about the people of a team: what each one needs, and how a figure is computed."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from decimal import Decimal

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import percent, times


def need(code: str, amount: Decimal) -> str:
    """One reason to turn to somebody, such as ``27 pts behind pace``."""
    number = int(amount)
    if code == "behind":
        return _("{points} pts behind pace").format(points=round(amount))
    if code == "coverage":
        return _("coverage {times}").format(times=times(amount))
    if code == "one_to_one":
        return _("no 1:1 for {days} days").format(days=number)
    if code == "late_commitments":
        text = ngettext("{count} commitment late", "{count} commitments late", number)
        return text.format(count=number)
    if code == "met":
        return _("{share} of quota, say thanks").format(share=percent(amount))
    return _("{share}, ahead of pace").format(share=percent(amount))


def needs(name: str, found: Iterable[tuple[str, Decimal]]) -> str:
    """All that somebody needs in one line: ``Jonas Lind: 27 pts behind pace, coverage 1.6×``."""
    reasons = ", ".join(need(code, amount) for code, amount in found)
    return _("{name}: {reasons}").format(name=name, reasons=reasons)


def first_name(name: str | None, shared: Container[str] = frozenset()) -> str:
    """``Priya`` of ``Priya Nair``; the whole name where others bear the first one as well."""
    whole = name or ""
    first = whole.split(" ")[0]
    return whole if first in shared else first


def shared_first_names(names: Iterable[str]) -> frozenset[str]:
    """The first names that more than one of these people bear."""
    counts = Counter(first_name(name) for name in names)
    return frozenset(first for first, number in counts.items() if number > 1)


def short_names(names: Sequence[str]) -> list[str]:
    """First names, and the whole name where two people share the first."""
    shared = shared_first_names(names)
    return [first_name(name, shared) for name in names]


def hidden_people(former: int, managers: int) -> str:
    """``Show 2 former, 1 manager``: who is not in sight."""
    parts = [
        _("{count} former").format(count=former) if former else "",
        ngettext("{count} manager", "{count} managers", managers).format(count=managers)
        if managers
        else "",
    ]
    return _("Show {who}").format(who=", ".join(part for part in parts if part))


def more(count: int) -> str:
    """``and 3 more``."""
    return _("and {count} more").format(count=count)


def held(deals: int, accounts: int, planned: int, manages: int) -> str:
    """What hangs on somebody: ``12 open deals, 3 accounts and 2 planned activities``."""
    parts = [
        ngettext("{count} open deal", "{count} open deals", deals).format(count=deals),
        ngettext("{count} account", "{count} accounts", accounts).format(count=accounts),
        ngettext("{count} planned activity", "{count} planned activities", planned).format(
            count=planned
        ),
        ngettext("{count} person", "{count} people", manages).format(count=manages),
    ]
    counts = (deals, accounts, planned, manages)
    named = [part for part, count in zip(parts, counts, strict=True) if count]
    if len(named) < 2:
        return "".join(named)
    return _("{first} and {last}").format(first=", ".join(named[:-1]), last=named[-1])
