"""Every text reads on every fill it is put on (WCAG AA), and the theme switches live."""

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from salesdesk_app.ui import theme
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.first_start import FirstStart
from salesdesk_app.ui.theme import DARK, LIGHT, Tokens, contrast, ink_on
from salesdesk_app.ui.widgets.avatar import COLOURS

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
GROUNDS = ("background", "surface", "sunken", "accent_soft")
TEXTS = ("text", "muted", "accent", "good", "warn", "bad")


@BOTH
@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, GROUNDS)))
def test_text_reads_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("tone", ["plain", "accent", "good", "warn", "bad", "raised"])
def test_a_pill_reads_on_its_fill(tokens: Tokens, tone: theme.Tone) -> None:
    assert contrast(*tokens.tone(tone)) >= 4.5


@BOTH
def test_series_and_edges_of_controls_stand_out(tokens: Tokens) -> None:
    for colour in (*tokens.series, tokens.control):
        assert contrast(colour, tokens.surface) >= 3
    assert len(set(tokens.series)) == len(tokens.series)


@BOTH
def test_what_is_written_on_accent_and_on_series_reads(tokens: Tokens) -> None:
    hover = theme.mix(tokens.accent, tokens.text, 0.12)
    for fill in (tokens.accent, hover, *tokens.series):
        assert contrast(ink_on(fill), fill) >= 4.5


@pytest.mark.parametrize("fill", COLOURS)
def test_initials_read_on_every_badge(fill: str) -> None:
    assert contrast(ink_on(fill), fill) >= 4.5


def test_contrast_agrees_with_the_recommendation() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_the_theme_switches_while_windows_are_open(qapp: QApplication) -> None:
    shown = QLabel("here")
    theme.apply("dark", qapp)
    shown.ensurePolished()
    assert shown.palette().text().color().name().upper() == DARK.text
    assert theme.tokens() is DARK
    theme.apply("light", qapp)
    shown.ensurePolished()
    assert shown.palette().text().color().name().upper() == LIGHT.text


def test_the_first_icons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    first = FirstStart(lambda: None, lambda: None, lambda: None)
    qtbot.addWidget(first)
    first.show()
    icons = [found for found in first.findChildren(QLabel) if not found.pixmap().isNull()]
    light = [icon.pixmap().toImage() for icon in icons]
    theme.apply("dark", qapp)
    dark = [icon.pixmap().toImage() for icon in icons]
    assert len(light) == 3
    assert all(before != after for before, after in zip(light, dark, strict=True))
    theme.apply("light", qapp)
    assert [icon.pixmap().toImage() for icon in icons] == light


def test_a_sheet_names_no_token_that_is_missing() -> None:
    assert "$" not in theme.sheet(LIGHT)
    assert LIGHT.background in theme.sheet(LIGHT)


def test_preferences_stay_and_a_strange_theme_follows_the_system(tmp_path: Path) -> None:
    file = tmp_path / "preferences.ini"
    first = Preferences(file)
    first.theme = "dark"
    first.workspace = tmp_path / "sales.db"
    first.set_text("pipeline/view", "table")
    first.flush()
    second = Preferences(file)
    assert (second.theme, second.workspace) == ("dark", tmp_path / "sales.db")
    assert second.text("pipeline/view") == "table"
    second.set_text("theme", "mauve")
    assert second.theme == "system"
