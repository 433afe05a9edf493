"""What to talk about with a rep, as rows: what changed, the commits, what is at risk."""

from dataclasses import dataclass

from salesdesk_app import wording
from salesdesk_app.domain.money import Money
from salesdesk_app.services.forecasting.agenda import Item
from salesdesk_app.services.forecasting.standing import Judged
from salesdesk_app.ui.panes.pipeline.forecast.judging_table import note_column, verdict_column
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording import titles
from salesdesk_app.wording.language import gettext as _

KINDS: dict[str, tuple[str, Tone]] = {
    "change": (_("Changed"), "accent"),
    "commit": (_("Commit"), "plain"),
    "risk": (_("At risk"), "warn"),
}
GIVES_WAY = ("category", "moved")
"""The columns that are hidden where there is no room, the first one first."""

OPEN = ("commit", "best_case", "pipeline")


@dataclass(frozen=True)
class CallItem:
    """An item of the call; its deal can be judged while it is open and in the forecast."""

    item: Item

    @property
    def id(self) -> int:
        """The deal's key; each deal is there once."""
        return self.item.deal_id

    @property
    def judged(self) -> Judged | None:
        """How the deal was judged."""
        return self.item.judged

    @property
    def judgeable(self) -> bool:
        """Whether it can be judged in or out."""
        return self.item.there and self.item.category in OPEN

    @property
    def verdict(self) -> str | None:
        """In, out, or None; what is closed or gone is neither."""
        return self.judged.verdict if self.judged is not None and self.judgeable else None


def columns(look: ForecastLook) -> tuple[Column, ...]:
    """The columns of the items."""
    return (
        Column(
            "kind",
            "",
            lambda row: KINDS[row.item.kind][0],
            "pills",
            width=88,
            data=lambda row: (KINDS[row.item.kind],),
        ),
        verdict_column(),
        Column(
            "deal",
            _("Deal"),
            lambda row: titles.title(row.item.deal, row.item.account),
            width=150,
            strong=True,
            explain=lambda row: titles.title(row.item.deal, row.item.account),
        ),
        Column(
            "words",
            _("What there is to it"),
            lambda row: "; ".join(row.item.words),
            width=150,
            stretch=True,
            explain=lambda row: "\n".join(row.item.words),
        ),
        Column(
            "value",
            _("Value"),
            lambda row: "–" if row.item.minor is None else look.short(row.item.minor),
            "number",
            width=68,
            sort_key=lambda row: row.item.minor,
            value=lambda row: _money(row.item.minor, look),
            value_kind="money",
        ),
        Column(
            "moved",
            _("Moved"),
            lambda row: look.difference(row.item.moved),
            "number",
            width=72,
            tone=lambda row: _tone(row.item.moved),
            sort_key=lambda row: row.item.moved or None,
            value=lambda row: _money(row.item.moved, look),
            value_kind="money",
            heading_explain=_("What it added to closed and commit since the last frozen call"),
        ),
        Column("category", _("Category"), _category, width=78),
        note_column(look, width=92),
    )


def _tone(moved: int) -> Tone:
    return "plain" if moved == 0 else "good" if moved > 0 else "bad"


def _category(row: CallItem) -> str:
    return "" if row.item.category is None else wording.term(row.item.category)


def _money(minor: int | None, look: ForecastLook) -> Money | None:
    return look.amount(minor)
