"""What became of the deals since the day that is looked back at: pills on cards and rows."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from salesdesk_app import wording
from salesdesk_app.domain.changes import KINDS, DealChange, Kind
from salesdesk_app.services import deal_changes, history
from salesdesk_app.services.verbs import Session, ask, present_of
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.board_model import CardRow
from salesdesk_app.ui.widgets.column import Column
from salesdesk_app.wording import since as words

TONES: Mapping[Kind, Tone] = {
    "won": "good",
    "lost": "bad",
    "reopened": "accent",
    "stage": "accent",
    "put_off": "warn",
    "pulled_in": "good",
    "deleted": "bad",
}


@dataclass(frozen=True)
class Moved:
    """What became of one deal: pills, the gravest first, and all of it in full."""

    pills: tuple[tuple[str, Tone], ...]
    explain: str
    weight: int


Since = Mapping[int, Moved]


def since_then(session: Session, day: date) -> Since | None:
    """What became of each deal since a day that is looked back at, by its id; None at present."""
    store = present_of(session)
    return None if store is None else ask(store, _since, day)


def _since(session: Session, day: date) -> Since:
    lines: dict[int, list[DealChange]] = defaultdict(list)
    for line in deal_changes.between(session, history.edit_as_of(session, day)).lines:
        lines[line.deal_id].append(line)
    until = wording.day(day)
    return {deal_id: _moved(changes, until) for deal_id, changes in lines.items()}


def marked(card: CardRow, moved: Moved | None) -> CardRow:
    """A card with pills that tell what became of its deal."""
    if moved is None:
        return card
    explain = "\n".join(filter(None, (moved.explain, card.explain)))
    return replace(card, pills=(*moved.pills, *card.pills), explain=explain)


def in_past(columns: Sequence[Column], since: Since) -> list[Column]:
    """The columns of a table of the past: nothing is edited, and one tells what moved since."""

    def of(row: Any) -> Moved:
        return since.get(row.id, _STAYED)

    told = Column(
        "since",
        "Since then",
        lambda row: ", ".join(text for text, _tone in of(row).pills),
        "pills",
        sort_key=lambda row: of(row).weight or None,
        data=lambda row: of(row).pills,
        explain=lambda row: of(row).explain,
        heading_explain="What became of the deal between the day that is shown and today.",
        width=190,
    )
    first, *others = (replace(column, edit=None, editor=None) for column in columns)
    return [first, told, *others]


_STAYED = Moved((), "", 0)


def _moved(changes: Sequence[DealChange], day: str) -> Moved:
    first, *others = ((_said(words.short, change), _tone(change)) for change in changes)
    lines = (_said(words.in_full, change, change.reason) for change in changes)
    explain = "\n".join(f"Since {day}: {line}" for line in lines)
    weight = 1 + KINDS.index(changes[0].kind)
    return Moved(((f"since: {first[0]}", first[1]), *others), explain, weight)


def _said(say: Callable[..., str], change: DealChange, *more: Any) -> str:
    return say(change.kind, change.before, change.after, change.currency, *more)


def _tone(change: DealChange) -> Tone:
    before, after = change.before, change.after
    if change.kind == "value" and isinstance(before, int) and isinstance(after, int):
        return "good" if after > before else "warn"
    return TONES.get(change.kind, "plain")
