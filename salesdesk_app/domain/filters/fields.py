"""What a filter line can speak of: the fields of a deal by their names, and what each holds."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Holding = Literal["names", "codes", "number", "amount", "days", "words", "yes_no", "state"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in the line, what it holds, and what it is called on a chip.

    ``id`` is how conditions name it; ``unit`` stands behind its numbers on a chip. ``empty`` says
    whether a deal may have none, so that ``none`` can be asked for.
    """

    id: str
    name: str
    holding: Holding
    title: str
    unit: str = ""
    others: tuple[str, ...] = ()
    empty: bool = True


FIELDS: tuple[Field, ...] = (
    Field("owner", "owner", "names", "Owner", others=("rep", "who")),
    Field("team", "team", "names", "Team", others=("manager",)),
    Field("account", "account", "names", "Account", others=("company", "customer")),
    Field("stage", "stage", "names", "Stage", empty=False),
    Field("pipeline", "pipeline", "names", "Pipeline", empty=False),
    Field("value", "value", "amount", "Value", others=("amount", "worth")),
    Field("closes", "closes", "days", "Closes", others=("close", "expected", "closing")),
    Field("closed", "closed", "days", "Closed"),
    Field("created", "created", "days", "Created", others=("opened",)),
    Field("quiet", "quiet", "number", "Quiet", unit="d"),
    Field("pushed", "pushed", "number", "Put off", unit="×", others=("pushes",), empty=False),
    Field("in-stage", "in-stage", "number", "In stage", unit="d", others=("instage",)),
    Field("signal", "signal", "codes", "Signal"),
    Field("risk", "risk", "yes_no", "At risk", empty=False),
    Field("outcome", "is", "state", "Is", others=("status",), empty=False),
    Field("forecast", "forecast", "codes", "Forecast", others=("category",), empty=False),
    Field("probability", "probability", "number", "Probability", unit="%", others=("chance",)),
    Field("source", "source", "names", "Source"),
    Field("next", "next", "days", "Next step", others=("step",)),
    Field("reason", "reason", "names", "Lost reason", others=("lost-reason",)),
    Field("slip", "slip", "codes", "Put off because", others=("slipped",)),
    Field("competitor", "competitor", "names", "Competitor", others=("against",)),
    Field("product", "product", "names", "Product"),
    Field("snoozed", "snoozed", "days", "Snoozed until"),
)
"""Every field, in the order in which they are offered."""

BY_ID = MappingProxyType({field.id: field for field in FIELDS})
BY_NAME = MappingProxyType(
    {name: field for field in FIELDS for name in (field.name, field.id, *field.others)}
)
STATES = ("open", "won", "lost", "closed", "risk", "snoozed", "all")
"""What ``is:`` may be followed by."""
