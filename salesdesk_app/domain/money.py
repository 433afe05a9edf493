"""Money as whole minor units and a currency, and conversion by dated rates; never a float."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Self

from salesdesk_app.domain.errors import Problem
from salesdesk_app.wording.currencies import digits

__all__ = ["LARGEST", "Money", "Rates", "digits", "half_even", "minor_of", "to_decimal", "to_minor"]

LARGEST = 2**63 - 1  # minor units: what the database's integers hold


def half_even(numerator: int, denominator: int) -> int:
    """The whole number nearest to the exact fraction; a tie goes to the even one.

    The denominator must be positive.
    """
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))


def to_minor(amount: Decimal, currency: str) -> int:
    """An amount in minor units: 12.30 USD is 1230.

    Raises ValueError where the amount has more decimals than the currency, is no finite number or
    is too large to store.
    """
    places = digits(currency)
    if not amount.is_finite():
        raise ValueError(f"{amount} is not an amount")
    # Both bounds come first: an exponent of a million would otherwise make a giant integer.
    if amount and not -places <= amount.adjusted() <= len(str(LARGEST)):
        raise ValueError(f"{amount} does not fit {currency}")
    numerator, denominator = amount.as_integer_ratio()
    scaled: int = numerator * 10**places
    minor, rest = divmod(scaled, denominator)
    if rest or abs(minor) > LARGEST:
        raise ValueError(f"{amount} does not fit {currency}")
    return minor


def minor_of(value: Decimal | None, currency: str) -> int | None:
    """An amount in minor units. Problem: field.number where the currency cannot hold it."""
    if value is None:
        return None
    try:
        return to_minor(value, currency)
    except ValueError as error:
        raise Problem("field.number", field="Value", value=value) from error


def to_decimal(minor: int, currency: str) -> Decimal:
    """Minor units as an amount with the currency's decimals: 1230 of USD is 12.30."""
    sign, figures, _ = Decimal(minor).as_tuple()
    return Decimal((sign, figures, -digits(currency)))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of one currency; unlike currencies never add up."""

    minor: int
    currency: str

    def __add__(self, other: Self) -> Self:
        """The sum; raises ValueError for another currency."""
        return type(self)(self.minor + self._alike(other), self.currency)

    def __sub__(self, other: Self) -> Self:
        """The difference; raises ValueError for another currency."""
        return type(self)(self.minor - self._alike(other), self.currency)

    def __neg__(self) -> Self:
        return type(self)(-self.minor, self.currency)

    def _alike(self, other: Self) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return other.minor


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of each currency is worth in units of ``base``, from a day on."""

    base: str
    table: tuple[tuple[str, date, Decimal], ...] = ()
    _days: dict[str, list[date]] = field(init=False, repr=False, compare=False)
    _rates: dict[str, list[tuple[int, int]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        days: dict[str, list[date]] = defaultdict(list)
        rates: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for currency, day, rate in sorted(self.table):
            numerator, denominator = rate.as_integer_ratio()
            # Minor units of unlike sizes: 1 JPY is one minor unit, 1 USD a hundred.
            scale = digits(self.base) - digits(currency)
            days[currency].append(day)
            rates[currency].append(
                (numerator * 10 ** max(scale, 0), denominator * 10 ** max(-scale, 0))
            )
        object.__setattr__(self, "_days", dict(days))
        object.__setattr__(self, "_rates", dict(rates))

    def convert(self, minor: int, currency: str, day: date) -> int | None:
        """Minor units of the base at the latest rate on or before the day, rounded half-even once.

        None where no rate is known by then; the base itself needs none.
        """
        if currency == self.base:
            return minor
        at = bisect_right(self._days.get(currency, ()), day)
        if at == 0:
            return None
        numerator, denominator = self._rates[currency][at - 1]
        return half_even(minor * numerator, denominator)
