"""The only clock of the program; nothing else asks what time it is."""

from datetime import UTC, date, datetime, time
from time import monotonic


class Clock:
    """The machine's clock, or one that stands at local noon of a given day."""

    def __init__(self, fixed: date | None = None) -> None:
        self.fixed = fixed

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        if self.fixed is not None:
            return datetime.combine(self.fixed, time(12)).astimezone(UTC)
        return datetime.now(UTC)

    def today(self) -> date:
        """The local day."""
        return self.now().astimezone().date()

    def seconds(self) -> float:
        """Seconds that pass steadily from some start, whatever is done to the machine's clock."""
        return monotonic()
