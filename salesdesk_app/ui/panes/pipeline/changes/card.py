"""The card of the waterfall: what changed since when, the bars, and their numbers to be taken."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from salesdesk_app.domain.money import Money
from salesdesk_app.domain.sheets import Rows, Sheet, SheetColumn
from salesdesk_app.domain.waterfall import CODES
from salesdesk_app.services.since import Moment
from salesdesk_app.services.waterfall import Flow
from salesdesk_app.ui.panes.pipeline.changes import marks
from salesdesk_app.ui.widgets import handing
from salesdesk_app.ui.widgets.card import Card
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.ui.widgets.waterfall_chart import WaterfallChart
from salesdesk_app.wording import waterfall as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.pipeline import no_rate


class FlowCard(Card):
    """Shows a waterfall; ``chosen`` tells the code of the bar that was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("What changed"), " ")
        self.chart = WaterfallChart()
        self.chart.make_live()
        self.chart.clicked.connect(self.chosen)
        self.foot = label("", "label", wrap=True)
        self.foot.setVisible(False)
        self.numbers: Sheet | None = None
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.foot)
        handing.offer(self, self.entries)

    def show_flow(self, flow: Flow, moment: Moment, *, today: bool = True) -> None:
        """Show what changed; ``today`` tells whether its end is the present."""
        then = words.since(moment.here, moment.day)
        about = _("open pipeline {window} · click a bar for its deals")
        title = _("What changed {since}").format(since=then)
        self.set_title(title, about.format(window=words.window(flow.window)))
        self.chart.set_marks(marks.of_flow(flow, moment, today=today))
        self.numbers = _numbers(flow, title)
        said = [no_rate(count, currency) for currency, count in flow.unconverted.items()]
        self.foot.setText(" ".join(said))
        self.foot.setVisible(bool(said))

    def entries(self) -> list[handing.Entry]:
        """What the context menu offers: the numbers behind the bars, and their picture."""
        found = handing.numbers(self, self.numbers)
        return [*found, (_("Copy the picture"), self.copy_picture)] if found else []

    def copy_picture(self) -> None:
        """Puts the card as it is seen on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())


def _numbers(flow: Flow, title: str) -> Sheet:
    """Every bar with its amount and deals; those that are nothing as well, so that it adds up."""
    lines = (("start", flow.start), *((code, flow.bars[code]) for code in CODES), ("end", flow.end))
    columns = (
        SheetColumn(_("What"), "text", 20),
        SheetColumn(_("Amount"), "money", 18),
        SheetColumn(_("Deals"), "number", 10),
    )
    rows = Rows(
        lines,
        lambda line: (
            words.bar(line[0]),
            Money(line[1].amount, flow.currency) if line[1].known else None,
            len(line[1].parts),
        ),
    )
    return Sheet(title, columns, rows)
