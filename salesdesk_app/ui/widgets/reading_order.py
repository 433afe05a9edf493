"""The order in which Tab goes through a widget: as its layouts are read, row by row."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_read(root: QWidget, last: Collection[QWidget] = ()) -> None:
    """Let Tab go as one reads, whenever the parts were made; those of ``last`` come at the end.

    What Tab does not lead to now, but may later, is put in its place as well.
    """
    found = [part for part in _within(root) if part is not root and part not in last]
    for one, following in pairwise([*_before(root), *found, *last]):
        QWidget.setTabOrder(one, following)


def _before(root: QWidget) -> list[QWidget]:
    """The nearest part before a widget that the keyboard may come to; none in a bare window."""
    here = root.previousInFocusChain()
    while here is not None and here is not root:
        if here.focusPolicy() != Qt.FocusPolicy.NoFocus and not root.isAncestorOf(here):
            return [here]
        here = here.previousInFocusChain()
    return []


def _within(widget: QWidget) -> Iterator[QWidget]:
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    layout = widget.layout()
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    if inner is not None:
        yield from _within(inner)
    elif layout is not None:
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, widget = (None, None) if item is None else (item.layout(), item.widget())
        if inner is not None:
            yield from _laid(inner)
        elif widget is not None:
            yield from _within(widget)
