"""Pre-call cards on paper: half a page each, two on a page, as PDF or on a printer."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)
from PySide6.QtWidgets import QDialog, QWidget

from salesdesk_app.domain.errors import Problem
from salesdesk_app.progress import Tick, no_tick, ticked
from salesdesk_app.services import exporting
from salesdesk_app.services.team_calls.call_cards import Card
from salesdesk_app.services.team_calls.card_pages import Page, page
from salesdesk_app.ui import theme
from salesdesk_app.ui.panes.today.calls.card_paint import paint_page
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

INCH = 96.0  # pixels of a card
MARGIN = 36.0
ON_A_PAGE = 2


def paper() -> QPageSize:
    """The paper of the country that the system is set to: A4, or Letter where inches are used."""
    inches = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4)


def pdf(pages: Sequence[Page], *, tick: Tick = no_tick) -> bytes:
    """The cards as the content of a PDF file; ``tick`` may stop it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_("Pre-call cards"))
    writer.setCreator("SalesDesk")
    dress(writer)
    paint(pages, writer, tick=tick)
    buffer.close()
    return bytes(buffer.data().data())


def write_pdf(cards: Sequence[Card], target: Path, *, tick: Tick = no_tick) -> Path:
    """Writes the cards into a PDF. Problems: those of ``exporting.write_bytes``."""
    return exporting.write_bytes(pdf([page(card) for card in cards], tick=tick), target)


def choose_printer(parent: QWidget) -> "QPrinter | None":
    """The printer that the user chooses; None where that was given up."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dress(printer)
    chosen = QPrintDialog(printer, parent).exec()
    return printer if chosen == QDialog.DialogCode.Accepted else None


def dress(device: QPagedPaintDevice) -> None:
    """Upright paper without margins of its own."""
    device.setPageSize(paper())
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def paint(pages: Sequence[Page], device: QPagedPaintDevice, *, tick: Tick = no_tick) -> None:
    """Paints the cards on the pages of a printer or a file, in the light theme.

    Problem: print.refused.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise Problem("print.refused")
    scale = device.logicalDpiX() / INCH
    painter.scale(scale, scale)
    width, height = device.width() / scale, device.height() / scale
    half = height / ON_A_PAGE
    try:
        for place, one in enumerate(ticked(pages, len(pages), tick)):
            row = place % ON_A_PAGE
            if place and row == 0:
                device.newPage()
            box = QRectF(0, row * half, width, half)
            paint_page(painter, box.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), one, theme.LIGHT)
            if row == 0:
                painter.setPen(QPen(QColor(theme.LIGHT.line), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(MARGIN, half), QPointF(width - MARGIN, half))
    finally:  # also where the user stops it
        painter.end()
