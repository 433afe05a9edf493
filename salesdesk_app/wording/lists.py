"""Some of many names in a sentence, and that there are more of them."""

from collections.abc import Sequence

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count


def first(names: Sequence[object], most: int) -> str:
    """So many at the most: ``3, 4, 7 …``."""
    shown = ", ".join(map(str, names[:most]))
    return f"{shown} …" if len(names) > most else shown


def counted(names: Sequence[object], most: int) -> str:
    """So many at the most, and how many more there are: ``Halden, Corvid and 2 more``."""
    rest = len(names) - most
    shown = ", ".join(map(str, names[:most]))
    return _("{names} and {n} more").format(names=shown, n=count(rest)) if rest > 0 else shown


def listed(names: Sequence[object], last: str = "") -> str:
    """All of them in a sentence: ``Halden, Corvid and Ostara``; ``last`` instead of “and”."""
    *others, end = map(str, names)
    joining = last or _("and")
    return f"{', '.join(others)} {joining} {end}" if others else end
