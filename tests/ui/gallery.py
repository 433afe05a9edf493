"""A pane that shows every widget with invented rows: what the widget tests drive and picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.pane import Pane, PaneSpec
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.board import Board, CardRow, StageCards
from salesdesk_app.ui.widgets.buttons import Segmented, button, chip
from salesdesk_app.ui.widgets.card import Card, KeyFigure, column, line, row
from salesdesk_app.ui.widgets.cells import Bar
from salesdesk_app.ui.widgets.chart import BarChart, Bars, Mark
from salesdesk_app.ui.widgets.empty import Empty
from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, Picker, search_field, text_area
from salesdesk_app.ui.widgets.forms import Form
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label

OWNERS = ("Lena Fischer", "Sam Carter", "Marco Ruiz", "Yuki Mori", "Aisha Khan", "Priya Nair")
ACCOUNTS = ("Halden Freight", "Corvid Media", "Ostara Clinics", "Brightline Energy", "Alder & Pine")
STAGES = ("Qualified", "Discovery", "Proposal", "Negotiation", "Won this quarter")
PILLS: tuple[tuple[tuple[str, Tone], ...], ...] = (
    (("No next step", "warn"),),
    (),
    (("Quiet 24 d", "bad"), ("Pushed 2×", "bad")),
    (("Closes this week", "accent"),),
    (),
    (("Won", "good"),),
)

SPECS = tuple(
    PaneSpec(name, name.title(), "users", "tests.ui.gallery:GalleryPane")
    for name in ("gallery", "other")
)


@dataclass(frozen=True)
class Row:
    """A deal of the gallery."""

    id: int
    account: str
    name: str
    owner: str
    stage: str
    value: int | None
    close: date | None


def rows(count: int) -> list[Row]:
    """Invented deals, the same each time."""
    return [
        Row(
            number,
            ACCOUNTS[number % 5],
            ("Fleet telematics", "Renewal 2027", "Clinic rollout", "Pilot")[number % 4],
            OWNERS[number % 6],
            STAGES[number % 5],
            None if number % 11 == 10 else (number * 7919 % 90 + 4) * 100_000,
            None if number % 13 == 12 else date(2026, 1 + number % 12, 1 + number % 28),
        )
        for number in range(count)
    ]


COLUMNS = (
    Column("deal", "Deal", lambda r: r.account, strong=True, second=lambda r: r.name, stretch=True),
    Column("owner", "Owner", lambda r: r.owner.split()[0], "person", data=lambda r: r.owner),
    Column("stage", "Stage", lambda r: r.stage, width=130, editor="choice",
           edit=lambda r: r.stage, choices=lambda: [(name, name) for name in STAGES]),
    Column("value", "Value", lambda r: wording.money(r.value, "USD"), "number", width=90,
           sort_key=lambda r: r.value, editor="money",
           edit=lambda r: None if r.value is None else Decimal(r.value) / 100),
    Column("close", "Close", lambda r: wording.day(r.close), width=80,
           sort_key=lambda r: r.close, editor="date", edit=lambda r: r.close),
    Column("pace", "Attainment", lambda r: f"{r.id % 120} %", "bar", width=170,
           sort_key=lambda r: r.id % 120,
           data=lambda r: Bar(r.id % 120 / 100, 0.68, "good" if r.id % 120 > 68 else "warn")),
    Column("signals", "Signals", lambda r: ", ".join(t for t, _ in PILLS[r.id % 6]), "pills",
           width=190, data=lambda r: PILLS[r.id % 6]),
    Column("weeks", "8 weeks", lambda _r: "", "spark", width=70,
           data=lambda r: tuple((r.id * k) % 9 for k in range(1, 9))),
)  # fmt: skip


def cards(count: int) -> tuple[CardRow, ...]:
    """Cards out of the invented deals."""
    return tuple(
        CardRow(r.id, r.account, r.name, wording.money(r.value, "USD"), wording.day(r.close),
                r.owner, PILLS[r.id % 6])
        for r in rows(count)
    )  # fmt: skip


def stages(count: int = 5) -> list[StageCards]:
    """A board of invented cards."""
    made = cards(count * len(STAGES))
    return [
        StageCards(place, name, "$312 k · weighted $62 k", made[place :: len(STAGES)])
        for place, name in enumerate(STAGES)
    ]


class GalleryPane(Pane):
    """Every widget once."""

    reads: ClassVar[frozenset[str]] = frozenset({"deal"})

    def __init__(self, spec: PaneSpec, desk: Desk, preferences: Preferences) -> None:
        super().__init__(spec, desk, preferences)
        self.loads = 0
        self.filter: object = None
        self.view = Segmented([("widgets", "Widgets"), ("board", "Board"), ("form", "Form")])
        self.view.changed.connect(self.show_view)
        self.figures = [KeyFigure(t) for t in ("Quarter attainment", "Forecast", "Coverage",
                                               "Deals at risk", "Calls today")]  # fmt: skip
        self.figures[0].make_live()
        self.table = Table(COLUMNS)
        self.search = search_field("Search deals")
        self.table.search_in(self.search)
        self.board = Board()
        self.chart = BarChart(lambda v: f"{v:,.0f}")
        self.chart.make_live()
        self.funnel = Bars(thick=True)
        self.leaders = Bars()
        self.pages = {"widgets": self._widgets(), "board": self.board, "form": self._form()}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.setSpacing(12)
        filters = [chip("My team", checked=True), chip("Owner"), chip("At risk · 6", checked=True)]
        box.addLayout(row(self.view, 4, *filters, None, label("62 deals · $1.46 M open", "muted")))
        for page in self.pages.values():
            box.addWidget(page, 1)
        self.show_view("widgets")

    def header_widgets(self) -> Sequence[QWidget]:
        return [button("Export"), button("New deal", kind="primary")]

    def show_view(self, key: str) -> None:
        self.view.choose(key)
        for name, page in self.pages.items():
            page.setVisible(name == key)

    def question(self) -> Callable[[Session], Any]:
        return lambda _session: rows(60)

    def show_data(self, data: Any) -> None:
        self.loads += 1
        self.set_header(context="Monday 23 November · week 8 of 13 in Q4")
        tones = ("good", "warn", "warn", "bad", "muted")
        notes = ("3 pts ahead of pace (68 %)", "92 % of $2.10 M quota", "of $610 k · aim 3×",
                 "$284 k · 2 new since Friday", "3 over $50 k · 2 want coaching")  # fmt: skip
        values = ("71 %", "$1.92 M", "2.8×", "6", "11")
        for figure, value, note, tone in zip(self.figures, values, notes, tones, strict=True):
            figure.show_figure(value, note, tone, "What this is\nn = 62, computed at 08:58")
        self.table.set_rows(data)
        self.board.set_stages(stages())
        weeks = [110, 260, 430, 610, 800, 1050, 1330, 1640]
        self.chart.set_marks(
            [Mark(i, f"W{i + 1}", float(v), explain=f"Week {i + 1}: ${v} k")
             for i, v in enumerate(weeks)],
            [180.0 * (i + 1) for i in range(8)], "pace",
        )  # fmt: skip
        self.funnel.set_marks(
            [Mark(n, n, float(v), f"{v} · {s} %") for n, v, s in
             zip(STAGES, (212, 150, 89, 57, 37), (100, 71, 59, 64, 65), strict=True)]
        )  # fmt: skip
        self.leaders.set_marks(
            [Mark(n, n, 0.96 - i * 0.08, f"{96 - i * 8} %", tick=0.68, person=n,
                  tone="good" if i < 4 else "accent") for i, n in enumerate(OWNERS)]
        )  # fmt: skip

    def apply(self, filter: object) -> None:
        self.filter = filter

    def _widgets(self) -> QWidget:
        page = QWidget()
        table = Card("Deals", "sort, filter, search as you type")
        table.head.addWidget(self.search)
        table.body.addWidget(self.table)
        funnel, leaders, chart = Card("Stage funnel", "deals created this quarter"), Card(
            "Leaderboard", "share of quota closed; tick = pace"), Card(
            "Attainment against pace", "closed-won, $k, cumulative")  # fmt: skip
        funnel.body.addWidget(self.funnel)
        funnel.body.addStretch()
        leaders.body.addWidget(self.leaders)
        leaders.body.addStretch()
        chart.body.addWidget(self.chart)
        empty = Card("News")
        empty.body.addWidget(Empty("newspaper", "No feeds yet", "Add the feeds of your market.",
                                   [button("Add a feed")]))  # fmt: skip
        layout = column(row(*self.figures, spacing=12), table, spacing=12)
        layout.setStretch(1, 1)
        layout.addLayout(row(chart, funnel, leaders, empty, spacing=12))
        page.setLayout(layout)
        return page

    def _form(self) -> QWidget:
        page = Card("New deal", "empty is never 0 and never today")
        form = Form(2)
        self.amount, self.day = AmountEdit(), DayEdit(date(2026, 11, 23))
        self.owner = Picker([(n, n) for n in OWNERS], none="Nobody")
        form.add("Value", self.amount)
        form.add("Expected close", self.day, hint="18 Dec, +7, 2026-12-18")
        form.add("Owner", self.owner)
        form.add("Stage", Picker([(n, n) for n in STAGES], search=False))
        form.add("Note", text_area(hint="What matters"), wide=True)
        page.body.addWidget(form)
        page.body.addWidget(line())
        pills = [Pill(t, tone) for t, tone in (("Plain", "plain"), ("Accent", "accent"),
                 ("Good", "good"), ("Warn", "warn"), ("Bad", "bad"))]  # fmt: skip
        page.body.addLayout(row(*pills, None))
        page.body.addStretch()
        return page
