"""Number formats as office programs know them, for cells of workbooks and of the clipboard."""

from datetime import date

from babel.numbers import get_currency_symbol

from salesdesk_app.domain.money import digits
from salesdesk_app.wording.numbers import LOCALE

TEXT = "@"  # what is typed into such a cell stays a text, also where a cell is edited again
GENERAL = "General"
WHOLE = "0"
DAY = "d mmm yyyy"
MOMENT = "d mmm yyyy hh:mm"
PERCENT = "0.0%"
FACTOR = '0.0"×"'
EARLIEST = date(1900, 3, 1)  # before it, office programs disagree on what a day's number means


def plain_number(places: int) -> str:
    """Numbers with their thousands marked and so many decimals."""
    return "#,##0" + ("." + "0" * places if places else "")


def money(currency: str, *, whole: bool) -> str:
    """Amounts of a currency with its sign, with decimals unless every amount is whole."""
    sign = get_currency_symbol(currency, locale=LOCALE)
    number = plain_number(0 if whole else digits(currency))
    gap = "" if len(sign) == 1 else " "
    return f"[${sign}]{gap}{number};-[${sign}]{gap}{number}"
