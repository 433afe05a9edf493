"""The list of what changed, under the bars: which deal, whose, how much, from what to what."""

from collections.abc import Callable

from salesdesk_app.domain.money import Money
from salesdesk_app.domain.waterfall import CODES
from salesdesk_app.services.waterfall import Flow, Line
from salesdesk_app.ui.panes.pipeline.changes.marks import tone_of
from salesdesk_app.ui.widgets.groups import Grouping
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording import titles
from salesdesk_app.wording import waterfall as words
from salesdesk_app.wording.language import gettext as _

BARS = Grouping(
    "what",
    _("What"),
    key=lambda line: CODES.index(line.code),
    name=lambda line: words.bar(line.code),
)


def said_of(flow: Flow) -> dict[int, str]:
    """What stands beside the head of each bar, by the key of its group."""
    return {
        place: f"{words.amount(code, bar, flow.currency)} · {words.held(bar)}"
        for place, (code, bar) in enumerate(flow.bars.items())
    }


def columns(currency: Callable[[], str]) -> list[Column]:
    """The columns; the currency is looked up when a cell is made."""
    return [
        Column(
            "deal",
            _("Deal"),
            lambda line: _parts(line)[0],
            strong=True,
            second=lambda line: _parts(line)[1],
            width=220,
            stretch=True,
        ),
        Column(
            "owner",
            _("Owner"),
            lambda line: line.owner.split(" ")[0],
            "person",
            sort_key=lambda line: line.owner.casefold(),
            data=lambda line: line.owner,
            value=lambda line: line.owner or None,
            explain=lambda line: line.owner or _("Nobody"),
            width=110,
        ),
        Column(
            "amount",
            _("Change"),
            lambda line: words.signed(line.amount, currency()),
            "number",
            sort_key=lambda line: line.amount,
            tone=lambda line: tone_of(line.code),
            value=lambda line: None if line.amount is None else Money(line.amount, currency()),
            value_kind="money",
            heading_explain=_("What the open pipeline gained or lost by it."),
            width=110,
        ),
        Column(
            "moved",
            _("From → to"),
            lambda line: words.from_to(line.before, line.after, currency()),
            sort_key=lambda line: words.from_to(line.before, line.after, currency()),
            explain=lambda line: words.from_to(line.before, line.after, currency()),
            width=220,
        ),
    ]


def _parts(line: Line) -> tuple[str, str]:
    return titles.parts(line.deal, line.account)
