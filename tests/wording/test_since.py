"""What became of a deal since a day, in a word and in full."""

from datetime import date

import pytest

from salesdesk_app.domain.changes import KINDS
from salesdesk_app.wording import since
from salesdesk_app.wording.since import Side


@pytest.mark.parametrize(
    ("kind", "before", "after", "short", "in_full"),
    [
        ("won", "Proposal", "Won", "won", "Won: Proposal → Won"),
        ("stage", "Lead", "Negotiation", "→ Negotiation", "Stage moved: Lead → Negotiation"),
        ("value", 500_00, 1_500_00, "+$1,000", "Value changed: $500 → $1,500"),
        ("value", 1_500_00, 0, "−$1,500", "Value changed: $1,500 → $0"),
        ("value", None, 5_00, "$5", "Value changed: nothing → $5"),
        ("value", 5_00, None, "no value", "Value changed: $5 → nothing"),
        ("value", "€5", "$6", "$6", "Value changed: €5 → $6"),
        ("close", date(2026, 12, 18), None, "no close date",
         "Close date set or removed: 18 Dec 2026 → nothing"),
        ("close", None, date(2026, 12, 18), "close date set",
         "Close date set or removed: nothing → 18 Dec 2026"),
        ("put_off", date(2026, 12, 18), date(2027, 1, 12), "later",
         "Pushed out: 18 Dec 2026 → 12 Jan 2027"),
        ("owner", None, "Ana", "owner Ana", "Owner changed: nothing → Ana"),
        ("owner", "Ana", None, "owner nobody", "Owner changed: Ana → nothing"),
        ("category", "Commit", "Omitted", "forecast Omitted", "Forecast changed: Commit → Omitted"),
        ("deleted", None, None, "deleted", "Deleted"),
    ],
)  # fmt: skip
def test_a_change_in_words(kind: str, before: Side, after: Side, short: str, in_full: str) -> None:
    assert since.short(kind, before, after, "USD") == short
    assert since.in_full(kind, before, after, "USD") == in_full


def test_every_kind_has_words() -> None:
    for kind in KINDS:
        assert since.short(kind, None, None, "USD")
    assert since.in_full("put_off", None, None, "USD", "obstacle").startswith("Pushed out: ")
