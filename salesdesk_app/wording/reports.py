"""Words of the reports: titles, headings, and what changed in a week."""

from datetime import date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count

CHANGES: dict[str, str] = {
    "won": _("Won"),
    "lost": _("Lost"),
    "created": _("Created"),
    "reopened": _("Opened again"),
    "stage": _("Stage moved"),
    "value": _("Value changed"),
    "close": _("Close date moved"),
    "later": _("Pushed out"),
    "earlier": _("Pulled in"),
    "deleted": _("Deleted"),
}
_COUNTED: dict[str, tuple[str, str]] = {
    "won": (_("{n} won"), _("{n} won")),
    "lost": (_("{n} lost"), _("{n} lost")),
    "created": (_("{n} created"), _("{n} created")),
    "reopened": (_("{n} opened again"), _("{n} opened again")),
    "stage": (_("{n} moved on or back"), _("{n} moved on or back")),
    "value": (_("{n} value changed"), _("{n} values changed")),
    "close": (_("{n} close date moved"), _("{n} close dates moved")),
    "deleted": (_("{n} deleted"), _("{n} deleted")),
}


def change(kind: str, before: object, after: object) -> str:
    """What happened to a deal; a close date that moved says which way."""
    if kind == "close" and isinstance(before, date) and isinstance(after, date):
        return CHANGES["later" if after > before else "earlier"]
    return CHANGES[kind]


def against_pace(points: int) -> str:
    """``3 pts ahead of pace``, ``1 pt behind pace``, ``on pace``."""
    if points == 0:
        return _("on pace")
    ahead = ngettext("{n} pt ahead of pace", "{n} pts ahead of pace", abs(points))
    behind = ngettext("{n} pt behind pace", "{n} pts behind pace", abs(points))
    return (ahead if points > 0 else behind).format(n=abs(points))


def counted(counts: dict[str, int]) -> str:
    """``3 won, 2 lost, 1 value changed``, in the order of the kinds."""
    return ", ".join(
        _COUNTED[kind][counts[kind] != 1].format(n=count(counts[kind]))
        for kind in _COUNTED
        if counts.get(kind)
    )
