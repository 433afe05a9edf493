"""What fields of the user's own hold, in words."""

from datetime import date
from decimal import Decimal

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import day, number


def value(held: object) -> str:
    """A text, a number, a day, or yes and no; empty for nothing."""
    if held is None:
        return ""
    if isinstance(held, bool):
        return _("Yes") if held else _("No")
    if isinstance(held, Decimal):
        return number(held)
    return day(held, year=True) if isinstance(held, date) else str(held)
