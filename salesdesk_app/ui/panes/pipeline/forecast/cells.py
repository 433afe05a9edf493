"""Cells that only the forecast has: a call that looks like a field, and a bar of categories."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from salesdesk_app.ui import fonts, theme
from salesdesk_app.ui.widgets.cells import Cells
from salesdesk_app.ui.widgets.drawn_text import draw_text, text_width
from salesdesk_app.ui.widgets.rows_model import Column

MY_CALL = "my_call"
BAR_HEIGHT = 6.0
LOW_ROW = 36  # pixels below which a field has one line


@dataclass(frozen=True)
class CallCell:
    """A call: its amount, its range below, and the word that it is stale, empty where not."""

    amount: str
    between: str = ""
    stale: str = ""

    @property
    def text(self) -> str:
        """All of it in one line, for screen readers and the clipboard."""
        return ", ".join(part for part in (self.amount, self.between, self.stale) if part)


@dataclass(frozen=True)
class Stack:
    """Shares of the full width that stand behind each other, and where the quota is."""

    shares: tuple[float, ...]  # closed, commit, best case
    quota: float | None


def colours() -> tuple[str, str, str]:
    """Closed, commit and best case, as the key above the column has them."""
    tokens = theme.tokens()
    return tokens.series[2], tokens.series[0], tokens.series[5]


def paint_stack(painter: QPainter, rect: QRectF, stack: Stack) -> None:
    """Paints the parts over a sunken bar, clipped to its round ends, and the mark of the quota."""
    tokens = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    round_ends = QPainterPath()
    round_ends.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setClipPath(round_ends, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, QColor(tokens.sunken))
    left = rect.left()
    for share, colour in zip(stack.shares, colours(), strict=True):
        width = rect.width() * max(0.0, min(1.0, share))
        painter.fillRect(QRectF(left, rect.top(), width, rect.height()), QColor(colour))
        left += width
    painter.restore()
    if stack.quota is not None:
        x = rect.left() + rect.width() * min(1.0, max(0.0, stack.quota))
        painter.fillRect(QRectF(x - 1, rect.top() - 3, 2, rect.height() + 6), QColor(tokens.text))


class ForecastCells(Cells):
    """The delegate of the forecast's tables."""

    def _text(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        held = column.data(row) if column.data else None
        if isinstance(held, CallCell):
            self._call(painter, rect, column, row, held)
        elif isinstance(held, str) and held:
            upper, lower = _halves(rect)
            super()._text(painter, upper, column, row, text)
            draw_text(painter, lower, held, "label", theme.tokens().muted, right=True)
        else:
            super()._text(painter, rect, column, row, text)

    def _call(
        self, painter: QPainter, rect: QRectF, column: Column, row: Any, call: CallCell
    ) -> None:
        tokens = theme.tokens()
        stale = f"! {call.stale}" if call.stale else ""
        typed_in = column.may_edit is not None and column.editor and column.may_edit(row)
        # A field takes the room beside its amount: there the mark stands in place of the range,
        # and in a low row, which has no second line for a field, inside it.
        low = bool(typed_in) and rect.height() < LOW_ROW
        below = "" if low else stale or call.between if typed_in else call.between
        beside = low or not typed_in
        if beside and not _fit(call.amount, stale, rect.width()):
            stale = stale[:1]
        if typed_in:
            self._field(painter, rect, call.amount, below, stale if low else "")
        upper, lower = _halves(rect) if below else (rect, rect)
        tone = column.tone(row) if column.tone else "plain"
        ink = tokens.text if tone == "plain" else tokens.tone(tone)[0]
        role: fonts.Role = "strong" if column.strong else "number"
        draw_text(painter, upper, call.amount, role, ink, right=True)
        colour = tokens.warn if below == stale else tokens.muted
        draw_text(painter, lower, below, "label", colour, right=True)
        if stale and beside:
            draw_text(painter, upper, stale, "label", tokens.warn)

    def _field(self, painter: QPainter, rect: QRectF, amount: str, below: str, before: str) -> None:
        tokens = theme.tokens()
        high = 34.0 if below else 24.0
        widest = max(text_width("number", amount), text_width("label", below))
        wide = min(rect.width(), max(58.0, widest + 8)) + 6
        if before:
            wide = rect.width() + 12
        box = QRectF(rect.right() + 6 - wide, rect.center().y() - high / 2, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.background))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _bar(self, painter: QPainter, rect: QRectF, column: Column, row: Any, text: str) -> None:
        stack = column.data(row) if column.data else None
        if not isinstance(stack, Stack):
            draw_text(painter, rect, text, "body", theme.tokens().muted)
            return
        top = rect.center().y() - BAR_HEIGHT / 2
        paint_stack(painter, QRectF(rect.left(), top, rect.width(), BAR_HEIGHT), stack)


def _fit(amount: str, mark: str, room: float) -> bool:
    """Whether a mark stands clear of an amount, bold as it may be."""
    return text_width("strong", amount) + text_width("label", mark) + 4 <= room


def _halves(rect: QRectF) -> tuple[QRectF, QRectF]:
    """Two lines in a row of a table, close to its middle."""
    middle = rect.center().y()
    upper = QRectF(rect.left(), middle - 17, rect.width(), 18)
    return upper, QRectF(rect.left(), middle, rect.width(), 15)
