"""The order in which Tab goes through a widget: as its layouts are read, row by row."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_read(root: QWidget, last: Collection[QWidget] = ()) -> None:
    """Let Tab go as one reads, whenever the parts were made; those of ``last`` come at the end."""
    found = [part for part in _within(root) if part not in last]
    for one, following in pairwise([*found, *last]):
        QWidget.setTabOrder(one, following)


def _within(widget: QWidget) -> Iterator[QWidget]:
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    layout = widget.layout()
    if inner is not None:
        yield from _within(inner)
    elif layout is not None:
        yield from _laid(layout)
    elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, widget = (None, None) if item is None else (item.layout(), item.widget())
        if inner is not None:
            yield from _laid(inner)
        elif widget is not None:
            yield from _within(widget)
