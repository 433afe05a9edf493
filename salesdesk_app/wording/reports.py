"""Words of the reports: titles, headings, and what changed in a week."""

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count
from salesdesk_app.wording.terms import term

CHANGES: dict[str, str] = {
    "won": _("Won"),
    "lost": _("Lost"),
    "created": _("Created"),
    "reopened": _("Opened again"),
    "stage": _("Stage moved"),
    "value": _("Value changed"),
    "put_off": _("Pushed out"),
    "pulled_in": _("Pulled in"),
    "close": _("Close date set or removed"),
    "owner": _("Owner changed"),
    "category": _("Forecast changed"),
    "deleted": _("Deleted"),
}
_COUNTED: dict[str, tuple[str, str]] = {
    "won": (_("{n} won"), _("{n} won")),
    "lost": (_("{n} lost"), _("{n} lost")),
    "created": (_("{n} created"), _("{n} created")),
    "reopened": (_("{n} opened again"), _("{n} opened again")),
    "stage": (_("{n} moved on or back"), _("{n} moved on or back")),
    "value": (_("{n} value changed"), _("{n} values changed")),
    "put_off": (_("{n} pushed out"), _("{n} pushed out")),
    "pulled_in": (_("{n} pulled in"), _("{n} pulled in")),
    "close": (_("{n} close date set or removed"), _("{n} close dates set or removed")),
    "owner": (_("{n} owner changed"), _("{n} owners changed")),
    "category": (_("{n} forecast changed"), _("{n} forecasts changed")),
    "deleted": (_("{n} deleted"), _("{n} deleted")),
}


def change(kind: str, reason: str | None = None) -> str:
    """What happened to a deal, and the reason where one was given: ``Pushed out: Wrong date``."""
    return CHANGES[kind] if reason is None else f"{CHANGES[kind]}: {term(f'slip.{reason}')}"


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
