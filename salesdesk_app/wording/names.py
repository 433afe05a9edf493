"""Names of countries, currencies, months and weekdays, from the locale library."""

from datetime import date

from babel import Locale
from babel.core import get_global
from babel.dates import format_date

from salesdesk_app.wording.numbers import LOCALE


def country(code: str) -> str:
    """``DE`` as Germany; ``DE-BY`` as Germany, BY; a code without a name stays as it is."""
    land, _sep, region = code.partition("-")
    name = Locale.parse(LOCALE).territories.get(land, land)
    return f"{name}, {region}" if region else str(name)


def currency(code: str) -> str:
    """``EUR`` as ``EUR · Euro``."""
    return f"{code} · {Locale.parse(LOCALE).currencies.get(code, code)}"


def currencies() -> list[tuple[str, str]]:
    """Every currency that some country pays with now: its code and its name, by code."""
    used = get_global("territory_currencies").values()
    codes = {code for land in used for code, _since, until, tender in land if tender and not until}
    return [(code, currency(code)) for code in sorted(codes)]


def month(number: int) -> str:
    """``1`` as January."""
    return format_date(date(2024, number, 1), "LLLL", locale=LOCALE)


def weekday(number: int) -> str:
    """``0`` as Monday."""
    return format_date(date(2024, 1, 1 + number), "EEEE", locale=LOCALE)
