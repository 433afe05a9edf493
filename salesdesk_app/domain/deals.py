"""What a stage does to a deal, and the stages and lost reasons that a workspace starts with."""

from dataclasses import dataclass

from salesdesk_app.wording.language import gettext as _

OUTCOMES = ("open", "won", "lost")
CATEGORIES = ("pipeline", "best_case", "commit", "closed", "omitted")
BY_HAND = tuple(category for category in CATEGORIES if category != "closed")
"""The categories that an open deal may be given; closed is only what was won."""


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A stage as it is made; the probability is a whole percentage."""

    name: str
    outcome: str
    probability: int
    category: str
    stuck_days: int | None


DEFAULT_STAGES = (
    StageSpec(_("Qualified"), "open", 20, "pipeline", 14),
    StageSpec(_("Discovery"), "open", 30, "pipeline", 21),
    StageSpec(_("Proposal"), "open", 50, "best_case", 21),
    StageSpec(_("Negotiation"), "open", 75, "commit", 14),
    StageSpec(_("Won"), "won", 100, "closed", None),
    StageSpec(_("Lost"), "lost", 0, "omitted", None),
)

DEFAULT_LOST_REASONS = (
    _("Price"),
    _("Went to a competitor"),
    _("No decision"),
    _("No budget"),
    _("Timing"),
    _("Missing feature"),
    _("No longer in contact"),
)


def asks(before: str, after: str) -> tuple[str, ...]:
    """The fields to ask for when a deal is moved: value and day of a win, reason of a loss.

    None of them is forced: an answer may stay empty.
    """
    if after in (before, "open"):
        return ()
    return ("value", "closed_on") if after == "won" else ("lost_reason", "closed_on")


def effective_probability(
    deal_probability: int | None, stage_probability: int, outcome: str = "open"
) -> int:
    """The deal's own probability where it has one, else its stage's; the stage's once closed."""
    if deal_probability is None or outcome != "open":
        return stage_probability
    return deal_probability


def effective_category(
    deal_category: str | None, stage_category: str, outcome: str = "open"
) -> str:
    """The category chosen by hand where there is one, else the stage's; the stage's once closed."""
    return stage_category if deal_category is None or outcome != "open" else deal_category
