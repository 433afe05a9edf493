"""Native charts of a workbook: columns with a line over them, and bars that lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from salesdesk_app.exchange.writing.looks import INK, LINE, MUTED, SERIES


@dataclass(frozen=True)
class Cells:
    """A column of cells that a chart draws, and the values in them.

    The values are put into the chart as well, so that a viewer that computes nothing shows it.
    """

    ref: str
    heading: str
    values: Sequence[object]


def columns(
    title: str,
    labels: Cells,
    bars: Cells,
    line: Cells | None = None,
    *,
    number_format: str,
) -> BarChart:
    """Upright columns, with a dashed line over them where one is given."""
    chart = BarChart()
    chart.type = "col"
    chart.series.append(_filled(_series(0, labels, bars, number_format), SERIES[0]))
    chart.gapWidth = 45
    _dress(chart, title, number_format, legend=line is not None)
    if line is not None:
        over = LineChart()
        series = _series(1, labels, line, number_format)
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=INK, w=19050, prstDash="dash")
        )
        series.marker = Marker(symbol="none")
        series.smooth = False
        over.series.append(series)
        chart += over
    return chart


def lying(title: str, labels: Cells, bars: Cells, *, number_format: str) -> BarChart:
    """Bars that lie under each other, the first on top."""
    chart = BarChart()
    chart.type = "bar"
    series = _filled(_series(0, labels, bars, number_format), SERIES[0])
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False)
    series.dLbls.showLegendKey = False
    chart.series.append(series)
    chart.gapWidth = 45
    _dress(chart, title, number_format, legend=False)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"  # turned round, its values would stand on top
    return chart


def _series(place: int, labels: Cells, data: Cells, number_format: str) -> Series:
    numbers = [
        NumVal(idx=at, v=str(value)) for at, value in enumerate(data.values) if value is not None
    ]
    words = [StrVal(idx=at, v=str(value)) for at, value in enumerate(labels.values)]
    count = len(data.values)
    return Series(
        idx=place,
        order=place,
        tx=SeriesLabel(v=data.heading),
        cat=AxDataSource(
            strRef=StrRef(f=labels.ref, strCache=StrData(ptCount=len(words), pt=words))
        ),
        val=NumDataSource(
            numRef=NumRef(
                f=data.ref,
                numCache=NumData(formatCode=number_format, ptCount=count, pt=numbers),
            )
        ),
    )


def _filled(series: Series, colour: str) -> Series:
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.graphicalProperties.line.noFill = True
    series.invertIfNegative = False
    return series


def _dress(chart: BarChart, title: str, number_format: str, *, legend: bool) -> None:
    chart.title = _title(title)
    chart.style = 2
    if legend:
        chart.legend.position = "b"
    else:
        chart.legend = None
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # openpyxl's own default hides it from Excel
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
        axis.txPr = _small()
    chart.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE))
    )
    chart.y_axis.number_format = number_format
    chart.y_axis.scaling.min = 0
    chart.y_axis.title = None
    chart.x_axis.title = None


def _title(words: str) -> Title:
    looks = CharacterProperties(sz=1200, b=True, solidFill=INK)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=looks), r=[RegularTextRun(rPr=looks, t=words)]
    )
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _small() -> RichText:
    looks = CharacterProperties(sz=900, solidFill=MUTED)
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=looks), endParaRPr=CharacterProperties())]
    )
