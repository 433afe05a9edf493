"""How the cells of a column were read, in a few words, and what the user can choose instead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from salesdesk_app import wording
from salesdesk_app.services.importing import Choices, Evidence
from salesdesk_app.ui.theme import Tone
from salesdesk_app.wording.numbers import number_of

What = Literal["date_order", "decimal", "currency"]
READ_AS = {
    "dmy": "Day first",
    "mdy": "Month first",
    ".": "Point is the decimal mark",
    ",": "Comma is the decimal mark",
}
QUESTION = {"date_order": "Day or month first?", "decimal": "Point or comma for decimals?"}
OFFERED: dict[str, tuple[What, ...]] = {
    "day": ("date_order",),
    "moment": ("date_order",),
    "money": ("decimal", "currency"),
    "percent": ("decimal",),
    "whole": ("decimal",),
    "number": ("decimal",),
    "custom": ("date_order", "decimal"),
}
VALUES: dict[What, tuple[str, ...]] = {"date_order": ("dmy", "mdy"), "decimal": (".", ",")}
EVERY = {"date_order": "in every column of dates", "decimal": "in every column of numbers"}
EXAMPLES = 3


@dataclass(frozen=True)
class Said:
    """What is said of a reading: a pill, whether something is asked, and an explanation."""

    text: str
    tone: Tone
    asks: bool = False
    explain: str = ""


def offered(kind: str) -> tuple[What, ...]:
    """What of a column of this kind can be read otherwise."""
    return OFFERED.get(kind, ())


def said(evidence: Evidence | None, own: Choices | None) -> list[Said]:
    """What was decided of a column's cells, out of its evidence and what the user said of it."""
    found: list[Said] = []
    chosen = own or Choices()
    if evidence is not None:
        found += _decided(evidence, chosen)
    elif chosen.date_order or chosen.decimal:
        found.append(Said(READ_AS[chosen.date_order or chosen.decimal or "."], "accent"))
    if chosen.currency:
        found.append(Said(f"In {chosen.currency}", "accent"))
    return found


def _decided(evidence: Evidence, chosen: Choices) -> list[Said]:
    kind, read_as = evidence.kind, evidence.read_as
    if read_as is None:
        return _undecided(evidence)
    by_user = read_as in (chosen.date_order, chosen.decimal)
    text = READ_AS[read_as]
    every = evidence.proven + evidence.open + evidence.contrary
    if kind in ("day", "moment") and every:
        right = evidence.proven + evidence.open
        text = f"{text}, {wording.count(right)} of {wording.count(every)}"
    tone: Tone = "warn" if evidence.contrary else "accent" if by_user else "good"
    return [Said(text, tone, explain=_explained(evidence, by_user))]


def _undecided(evidence: Evidence) -> list[Said]:
    what: What = "date_order" if evidence.kind in ("day", "moment") else "decimal"
    if evidence.proven and evidence.contrary:
        both = "Both day first and month first" if what == "date_order" else "Both point and comma"
        return [Said(f"{both}: choose", "warn", True, _explained(evidence, False))]
    if evidence.undecided or (evidence.open and not evidence.proven):
        return [Said(QUESTION[what], "warn", True, _explained(evidence, False))]
    return []


def _explained(evidence: Evidence, by_user: bool) -> str:
    lines = ["You chose this."] if by_user else []
    if evidence.proven:
        cells = number_of(evidence.proven, "cell", "cells")
        lines.append(f"{cells} can be read in this way only.")
    if evidence.open:
        lines.append(f"{number_of(evidence.open, 'cell has', 'cells have')} two readings.")
    if evidence.contrary:
        lines.append(
            f"{number_of(evidence.contrary, 'cell', 'cells')} can only be read in the other way."
        )
    if evidence.examples:
        lines.append(f"Such as {', '.join(evidence.examples[:EXAMPLES])}")
    return "\n".join(lines)


def entries(
    kind: str,
    now: Choices,
    choose: Callable[[What, str | None, bool], object],
    pick_currency: Callable[[], object],
) -> Sequence[tuple[str, Callable[[], object]]]:
    """A menu of the readings of a column; ``choose(what, value, everywhere)`` takes one."""
    found: list[tuple[str, Callable[[], object]]] = []
    for what in offered(kind):
        if what == "currency":
            found.append(("Currency of this column…", pick_currency))
            continue
        for value in VALUES[what]:
            mark = "  ✓" if getattr(now, what) == value else ""
            found.append((f"{READ_AS[value]}{mark}", _bound(choose, what, value, False)))
        for value in VALUES[what]:
            text = f"{READ_AS[value]} {EVERY[what]}"
            found.append((text, _bound(choose, what, value, True)))
        found.append(("As the column tells", _bound(choose, what, None, False)))
    return found


def _bound(
    choose: Callable[[What, str | None, bool], object], what: What, value: str | None, every: bool
) -> Callable[[], object]:
    return lambda: choose(what, value, every)
