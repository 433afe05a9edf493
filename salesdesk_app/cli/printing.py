"""What the command line prints: one JSON object, or a table that a person can read."""

import codecs
import json
import sys
from collections.abc import Mapping
from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain.metrics import Figures
from salesdesk_app.services.figures import Summary
from salesdesk_app.wording.pipeline import no_rate

HEADINGS = ("", "Deals", "Open", "Won", "Won value", "Lost", "Win rate", "Avg won", "Cycle days")


def json_object(value: Mapping[str, object]) -> None:
    """Prints one JSON object; a bug in its types is an error, never a guess.

    Where the output is not in UTF-8, letters beyond ASCII are escaped as JSON has it.
    """
    plain = codecs.lookup(sys.stdout.encoding or "utf-8").name != "utf-8"
    print(json.dumps(value, ensure_ascii=plain, indent=2))


def figures(summary: Summary) -> None:
    """Prints the figures as a table, a line for each group and one for all of them."""
    lines = [_line(label, group, summary.currency) for label, group in summary.by.items()]
    lines.append(_line("All", summary.figures, summary.currency))
    widths = [max(len(line[n]) for line in (HEADINGS, *lines)) for n in range(len(HEADINGS))]
    for line in (HEADINGS, *lines):
        first, *rest = zip(line, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in rest)]
        print("  ".join(cells).rstrip())
    for currency, count in summary.unconverted.items():
        print(no_rate(count, currency))


def _line(label: str, group: Figures, currency: str) -> tuple[str, ...]:
    average = group.average_won.value
    cycle = group.cycle_days_won.value
    return (
        label,
        wording.count(group.deals),
        wording.count(group.open_count),
        wording.count(group.won_count),
        wording.money(group.won_value, currency) or wording.percent(None),
        wording.count(group.lost_count),
        wording.percent(group.win_rate.value, 1),
        wording.percent(None) if average is None else wording.money(round(average), currency),
        wording.percent(None) if cycle is None else f"{Decimal(cycle):.1f}",
    )
