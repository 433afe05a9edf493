"""Runs of text beside each other: each keeps its own look to its last letter."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from salesdesk_app.ui import fonts
from salesdesk_app.ui.panes.today.wrapped import Run, Wrapped

EMOJI = ("👩‍👩‍👧 Family & é", "𝔥alden 🚚🚚", "plain")


@pytest.mark.parametrize("title", EMOJI)
def test_a_run_keeps_its_look_to_its_end(qtbot: QtBot, title: str) -> None:
    strong, muted = fonts.font("strong"), fonts.font("body")
    runs = [Run(title, strong, QColor("red")), Run("carried over 🕰", muted, QColor("blue"))]
    layout = Wrapped(runs, muted, 900, 16).fitting(1)
    units = layout.text().encode("utf-16-le")
    seen = [
        units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
        for one in layout.formats()
    ]
    assert seen == [title, "carried over 🕰"]
