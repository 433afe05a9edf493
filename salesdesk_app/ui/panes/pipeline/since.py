"""What became of the deals since the day that is looked back at: pills on cards and rows."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from salesdesk_app import wording
from salesdesk_app.domain.changes import KINDS, DealChange, Kind
from salesdesk_app.services import history
from salesdesk_app.services.deals import deal_changes
from salesdesk_app.services.verbs import Session, ask, present_of
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.board import CardRow
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
Pills = tuple[tuple[str, Tone], ...]


@dataclass(frozen=True)
class Since(Container[int]):
    """What changed of each deal between a day and now, the gravest first; put into words late."""

    day: date
    changes: Mapping[int, Sequence[DealChange]] = field(default_factory=dict)

    def __contains__(self, deal_id: object) -> bool:
        """Whether a deal has changed."""
        return deal_id in self.changes

    def pills(self, deal_id: int) -> Pills:
        """A pill for each change; the first says what they are."""
        found = [(_said(words.short, one), _tone(one)) for one in self.changes.get(deal_id, ())]
        return tuple(
            (text if place else f"since: {text}", tone) for place, (text, tone) in enumerate(found)
        )

    def explain(self, deal_id: int) -> str:
        """Every change in full."""
        day = wording.day(self.day)
        lines = (_said(words.in_full, one, one.reason) for one in self.changes.get(deal_id, ()))
        return "\n".join(f"Since {day}: {line}" for line in lines)

    def weight(self, deal_id: int) -> int | None:
        """To sort by: what was won first, None for what stayed."""
        found = self.changes.get(deal_id)
        return KINDS.index(found[0].kind) if found else None


def since_then(session: Session, day: date) -> Since | None:
    """What became of each deal since a day that is looked back at; None in the present."""
    store = present_of(session)
    return None if store is None else ask(store, _since, day)


def _since(session: Session, day: date) -> Since:
    lines: dict[int, list[DealChange]] = defaultdict(list)
    for line in deal_changes.since(session, history.edit_as_of(session, day)).lines:
        lines[line.deal_id].append(line)
    return Since(day, dict(lines))


def marked(card: CardRow, since: Since | None) -> CardRow:
    """A card with pills that tell what became of its deal."""
    if since is None or card.id not in since:
        return card
    explain = "\n".join(filter(None, (since.explain(card.id), card.explain)))
    return replace(card, pills=(*since.pills(card.id), *card.pills), explain=explain)


def in_past(columns: Sequence[Column], since: Since) -> list[Column]:
    """The columns of a table of the past: nothing is edited, and one tells what moved since."""

    def text(row: Any) -> str:
        return ", ".join(text for text, _tone in since.pills(row.id))

    told = Column(
        "since",
        "Since then",
        text,
        "pills",
        sort_key=lambda row: since.weight(row.id),
        data=lambda row: since.pills(row.id),
        explain=lambda row: since.explain(row.id),
        heading_explain="What became of the deal between the day that is shown and today.",
        width=178,
    )
    first, *others = (replace(column, edit=None, editor=None) for column in columns)
    return [first, told, *others]


def _said(say: Any, change: DealChange, *more: Any) -> str:
    text: str = say(change.kind, change.before, change.after, change.currency, *more)
    return text


def _tone(change: DealChange) -> Tone:
    before, after = change.before, change.after
    if change.kind == "value" and isinstance(before, int) and isinstance(after, int):
        return "good" if after > before else "warn"
    return TONES.get(change.kind, "plain")
