"""The figures of one line of the forecast in a row; each explains itself and leads to its deals."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.panes.pipeline.forecast.look import FIGURES, ForecastLook
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.figure import Figure
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric


class LineFigures(QWidget):
    """``figure_opened(line, figure)`` asks for the deals of a figure."""

    figure_opened = Signal(object, str)

    def __init__(self, look: ForecastLook) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._look = look
        self._line: RepLine | None = None
        self.quota = Figure(metric("quota").name)
        self.parts = {figure: Figure(metric(f"forecast_{figure}").name) for figure in FIGURES}
        self.total_in = Figure(metric("total_in").name)
        self.call = Figure(metric("my_call").name)
        for figure, shown in (*self.parts.items(), ("total_in", self.total_in)):
            shown.clicked.connect(partial(self._open, figure))
        made = row(self.quota, *self.parts.values(), self.total_in, self.call, spacing=4)
        for place, share in enumerate((5, 4, 4, 4, 4, 5, 6)):  # the last ones say more
            made.setStretch(place, share)
        self.setLayout(made)

    def show_line(self, line: RepLine) -> None:
        """Show the figures of a line, whatever the table adds up."""
        self._line, look = line, self._look
        quota = "–" if line.quota is None else look.short(line.quota)
        left = "" if line.gap is None else _("{amount} to go").format(amount=look.short(line.gap))
        self.quota.show_figure(quota, left, look.explain_quota(line))
        for figure, shown in self.parts.items():
            part = look.part(line, figure)
            many = _("n {count}").format(count=len(part.deal_ids))
            explain = look.explain_figure(line, figure)
            shown.name.setText(metric(look.code(figure)).name)
            shown.show_figure(look.figure(line, figure), many, explain)
        count = len(line.judged_in.deal_ids)
        judged = _("{count} judged in").format(count=count)
        self.total_in.show_figure(look.short(line.total_in), judged, look.explain_in(line))
        said = line.manager
        amount = "–" if said is None else look.call(said).amount or "–"
        explain = look.explain_call(line, said, "my_call")
        tone = look.quota_tone(line)
        self.call.show_figure(amount, look.against_quota(line), explain, tone)

    def _open(self, figure: str) -> None:
        if self._line is not None:
            self.figure_opened.emit(self._line, figure)
