"""How the cells of a workbook look: colours, number formats, and one look for each use."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from salesdesk_app.domain.money import digits
from salesdesk_app.exchange.writing import number_formats

INK, MUTED, GOOD, BAD = "1B2130", "5C6778", "0D7050", "B42318"
LINE, SUNKEN, SERIES = "E2E5EA", "EEF0F3", ("3454D1", "C77A14", "12805C", "8E5BC0")


@dataclass(frozen=True)
class Look:
    """How a cell looks; ``format`` is a number format as office programs know it.

    One that is not ``locked`` can be edited where its sheet is protected.
    """

    format: str = "General"
    align: str = "left"
    bold: bool = False
    size: float = 10
    colour: str = INK
    fill: str | None = None
    lined: bool = True
    wrap: bool = False
    locked: bool = True

    def plain(self) -> "Look":
        """The same without a line, for a sheet that shows its grid."""
        return replace(self, lined=False)

    def strong(self) -> "Look":
        """The same for a line of totals."""
        return replace(self, bold=True, fill=SUNKEN)


TITLE = Look(size=16, bold=True, lined=False)
SUBTITLE = Look(size=10, colour=MUTED, lined=False)
NOTE = Look(size=9, colour=MUTED, lined=False)
SECTION = Look(size=12, bold=True, lined=False)
TEXT = Look()
MUTED_TEXT = Look(colour=MUTED)
NUMBER = Look(format="#,##0", align="right")
DAY = Look(format=number_formats.DAY, align="right")
MOMENT = Look(format=number_formats.MOMENT, align="right")
PERCENT = Look(format=number_formats.PERCENT, align="right")
FACTOR = Look(format=number_formats.FACTOR, align="right")
TENTH = Look(format="#,##0.0", align="right")
CHECK = Look(align="center", colour=GOOD)
HEAD = Look(bold=True, fill=SUNKEN, wrap=True)
MISSING = Look(align="right", colour=MUTED)


def money_look(currency: str, *, whole: bool) -> Look:
    """Amounts of a currency with its sign, with decimals unless every amount is whole."""
    return Look(format=number_formats.money(currency, whole=whole), align="right")


def money_numbers(currencies: Iterable[str]) -> Look:
    """Amounts of several currencies without a sign, with as many decimals as the finest has."""
    places = max((digits(currency) for currency in currencies), default=2)
    return Look(format=number_formats.plain_number(places), align="right")
