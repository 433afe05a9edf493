"""A share kept as its two whole numbers, so that the screen can show what it was made of."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ratio:
    """A numerator over a denominator; the value is None where the denominator is 0 ("n/a")."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Decimal | None:
        """The exact quotient to 28 figures; None where there is nothing to divide by."""
        if self.denominator == 0:
            return None
        return Decimal(self.numerator) / Decimal(self.denominator)
