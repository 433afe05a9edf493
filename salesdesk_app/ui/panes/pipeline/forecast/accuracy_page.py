"""How good past calls were: accuracy and bias by rep, and for the team."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.calibration import Track
from salesdesk_app.services.forecasting.accuracy import Accuracy
from salesdesk_app.services.forecasting.lines import Forecast
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.totals_row import TotalsRow
from salesdesk_app.wording import forecast as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric

ROW = 30
NOTHING = Track()


@dataclass(frozen=True)
class TrackLine:
    """A person's past calls as the rep said them, and as the manager did."""

    id: int
    name: str
    rep: Track
    manager: Track


class AccuracyPage(QWidget):
    """A small table over the team's line; what nothing is known of is n/a."""

    def __init__(self, look: ForecastLook) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._look = look
        self.table = Table(_columns(look), row_height=ROW)
        self.table.setAccessibleName(_("Accuracy of past calls"))
        self.total = TotalsRow(_columns(look), self.table)
        self.total.setFixedHeight(ROW)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.total)

    def show_accuracy(self, forecast: Forecast, found: Accuracy) -> str:
        """Show everybody's past calls; the result says in a line what they are."""
        rows = [
            TrackLine(
                line.id,
                line.name,
                found.rep.get(line.id, NOTHING),
                found.manager.get(line.id, NOTHING),
            )
            for line in forecast.lines
            if line.kind == "person"
        ]
        team = TrackLine(0, _("Team"), found.rep_total, found.manager_total)
        self.table.subject = _("Accuracy of past calls")
        self.table.total = lambda: team
        self.table.set_rows(rows)
        self.total.set_rows((team,))
        if not found.rep_total.n and not found.manager_total.n:
            return _("no frozen call is of a period that is over yet")
        text = _("frozen calls of periods that are over, beside what was won in them")
        if found.unknown:
            text += _("; {count} cannot be compared").format(count=found.unknown)
        return text


def _columns(look: ForecastLook) -> tuple[Column, ...]:
    rep, mine = attrgetter("rep"), attrgetter("manager")
    return (
        Column("name", _("Rep"), lambda line: line.name, width=150, stretch=True, strong=True),
        _count("n", _("Calls of the rep"), rep),
        _accuracy("accuracy", _("Accuracy"), rep, look),
        _bias("bias", _("Bias"), rep, look),
        _wape("wape", rep, look),
        _count("my_n", _("My calls"), mine),
        _accuracy("my_accuracy", _("Accuracy, mine"), mine, look),
        _bias("my_bias", _("Bias, mine"), mine, look),
    )


def _count(key: str, title: str, track: Callable[[TrackLine], Track]) -> Column:
    return Column(
        key,
        title,
        lambda line: wording.count(track(line).n),
        "number",
        width=110,
        sort_key=lambda line: track(line).n,
        value=lambda line: track(line).n,
        value_kind="number",
        explain=lambda line: _("{n} calls of {periods} periods").format(
            n=track(line).n, periods=track(line).periods
        ),
    )


def _accuracy(
    key: str, title: str, track: Callable[[TrackLine], Track], look: ForecastLook
) -> Column:
    found = metric("forecast_accuracy")
    return Column(
        key,
        title,
        lambda line: wording.percent(track(line).accuracy.value),
        "number",
        width=112,
        sort_key=lambda line: track(line).accuracy.value,
        value=lambda line: track(line).accuracy.value,
        value_kind="percent",
        explain=lambda line: _made_of(found.text, track(line), look),
        heading_explain=found.text,
    )


def _bias(key: str, title: str, track: Callable[[TrackLine], Track], look: ForecastLook) -> Column:
    found = metric("forecast_bias")
    return Column(
        key,
        title,
        lambda line: bias_words(track(line)),
        "number",
        width=120,
        sort_key=lambda line: track(line).bias.value,
        value=lambda line: track(line).bias.value,
        value_kind="percent",
        tone=lambda line: _tone(track(line)),
        explain=lambda line: _made_of(found.text, track(line), look),
        heading_explain=found.text,
    )


def _wape(key: str, track: Callable[[TrackLine], Track], look: ForecastLook) -> Column:
    found = metric("wape")
    return Column(
        key,
        found.name,
        lambda line: wording.percent(track(line).wape.value),
        "number",
        width=90,
        sort_key=lambda line: track(line).wape.value,
        value=lambda line: track(line).wape.value,
        value_kind="percent",
        explain=lambda line: _made_of(found.text, track(line), look),
        heading_explain=found.text,
    )


def bias_words(track: Track) -> str:
    """How far past calls were off, and which way; n/a without any."""
    return words.bias(track.bias.value if track.n else None)


def _tone(track: Track) -> Tone:
    bias = track.bias.value
    return "plain" if not track.n or bias is None or abs(bias) * 10 < 1 else "warn"


def _made_of(text: str, track: Track, look: ForecastLook) -> str:
    if not track.n:
        return text
    made = _("n {n}: {called} called, {actual} won")
    said = made.format(n=track.n, called=look.money(track.called), actual=look.money(track.actual))
    return f"{text}\n{said}"
