"""What deals come to, each currency by itself and all of them in the workspace's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from salesdesk_app.domain.money import half_even
from salesdesk_app.services.deals.deal_rows import DealRow


@dataclass(frozen=True)
class Totals:
    """Sums of the deals that have a value, in minor units.

    ``own`` and ``weighted_own`` are by currency, ``base`` and ``weighted_base`` in the
    workspace's, of those whose rate is known. Weighted (value times probability, exact to the
    hundredth of a minor unit) are only open deals that the forecast does not leave out.
    """

    deals: int = 0
    unvalued: int = 0
    unrated: int = 0  # deals with a value in a currency without a rate
    base: int = 0
    weighted_base_hundredths: int = 0
    own: Mapping[str, int] = field(default_factory=dict)
    weighted_own_hundredths: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Totals") -> "Totals":
        """What both come to together."""
        return Totals(
            self.deals + other.deals,
            self.unvalued + other.unvalued,
            self.unrated + other.unrated,
            self.base + other.base,
            self.weighted_base_hundredths + other.weighted_base_hundredths,
            _both(self.own, other.own),
            _both(self.weighted_own_hundredths, other.weighted_own_hundredths),
        )

    @property
    def weighted_base(self) -> int:
        """In minor units of the workspace currency, rounded half-even once."""
        return half_even(self.weighted_base_hundredths, 100)

    @property
    def weighted_own(self) -> dict[str, int]:
        """In minor units of each currency, rounded half-even once."""
        return {code: half_even(one, 100) for code, one in self.weighted_own_hundredths.items()}


def totals_of(rows: Iterable[DealRow]) -> Totals:
    """What these deals come to."""
    own: dict[str, int] = {}
    weighted: dict[str, int] = {}
    deals = unvalued = unrated = base = weighted_base = 0
    for row in rows:
        deals += 1
        minor, currency, fact = row.own_minor, row.currency, row.fact
        if minor is None:
            unvalued += 1
            continue
        own[currency] = own.get(currency, 0) + minor
        worth = fact.value_minor
        if worth is None:
            unrated += 1
        else:
            base += worth
        # As ``is_weighted`` says; a call for each of 100,000 rows would take as long as the rest.
        if fact.outcome == "open" and fact.category != "omitted":
            weighted[currency] = weighted.get(currency, 0) + minor * fact.probability
            weighted_base += (worth or 0) * fact.probability
    return Totals(deals, unvalued, unrated, base, weighted_base, own, weighted)


def is_weighted(row: DealRow) -> bool:
    """Whether a deal's value times its probability is in the weighted pipeline."""
    return row.fact.outcome == "open" and row.fact.category != "omitted"


def weighted_minor(row: DealRow) -> int | None:
    """Value times probability in the deal's own currency; None where it has none."""
    if row.own_minor is None or not is_weighted(row):
        return None
    return half_even(row.own_minor * row.fact.probability, 100)


def _both(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {code: one.get(code, 0) + other.get(code, 0) for code in {**one, **other}}
