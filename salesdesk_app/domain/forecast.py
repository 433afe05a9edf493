"""Forecast categories: where a deal counts, and how the categories add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CATEGORIES: Final = ("closed", "commit", "best_case", "pipeline", "omitted")
"""Every category, the surest first."""


def counts_as(outcome: str, category: str) -> str | None:
    """The category in which the forecast counts a deal; None for a lost one, which counts nowhere.

    A won deal is closed, whatever was chosen while it was open. An open one is not closed yet:
    where its category says so, it counts as commit.
    """
    if outcome == "open":
        return "commit" if category == "closed" else category
    return "closed" if outcome == "won" else None


@dataclass(frozen=True, slots=True)
class Rollup:
    """The cumulative forecast in minor units."""

    closed: int
    commit: int  # closed + commit
    best_case: int  # closed + commit + best case
    open_pipeline: int  # commit + best case + pipeline, without closed


def rollup(by_category: Mapping[str, int]) -> Rollup:
    """The cumulative forecast out of the sum of each category; omitted counts nowhere."""
    closed, commit = by_category.get("closed", 0), by_category.get("commit", 0)
    best_case, pipeline = by_category.get("best_case", 0), by_category.get("pipeline", 0)
    return Rollup(
        closed=closed,
        commit=closed + commit,
        best_case=closed + commit + best_case,
        open_pipeline=commit + best_case + pipeline,
    )
