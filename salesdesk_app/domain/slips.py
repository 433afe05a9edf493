"""Why a close date was put off, and what each answer says of forecast and deal."""

from datetime import date
from typing import Final, Literal

SlipReason = Literal["wrong_date", "obstacle", "buyer_delay"]
REASONS: Final[tuple[SlipReason, ...]] = ("wrong_date", "obstacle", "buyer_delay")
"""In the order of their keys. A wrong date is a problem of the forecast, the others of the deal."""


def put_off(before: date | None, after: date | None) -> bool:
    """Whether a close date moved later; one that is new or taken away did not."""
    return before is not None and after is not None and after > before
