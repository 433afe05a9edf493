"""The colours of the window, light and dark, and the one place that puts them on the application.

Everything that paints asks ``tokens()`` at the moment of painting, so a switch needs no restart.
"""

from dataclasses import asdict, dataclass
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from salesdesk_app import paths
from salesdesk_app.ui import fonts

Choice = Literal["system", "light", "dark"]
Tone = Literal["plain", "accent", "good", "warn", "bad", "raised", "muted"]


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme as ``#RRGGBB``; each ``*_soft`` is the fill for text of its name."""

    name: str
    background: str
    surface: str
    sunken: str
    line: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    control: str
    series: tuple[str, ...]

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Text and fill of a pill or note of this tone."""
        return {
            "plain": (self.muted, self.sunken),
            "accent": (self.accent, self.accent_soft),
            "good": (self.good, self.good_soft),
            "warn": (self.warn, self.warn_soft),
            "bad": (self.bad, self.bad_soft),
            "raised": (self.muted, self.surface),
            "muted": (self.muted, self.surface),
        }[tone]


LIGHT = Tokens(
    name="light",
    background="#F6F7F9",
    surface="#FFFFFF",
    sunken="#EEF0F3",
    line="#E2E5EA",
    text="#1B2130",
    muted="#5C6778",
    accent="#3454D1",
    accent_soft="#E8ECFB",
    good="#0D7050",
    good_soft="#E1F2EA",
    warn="#955405",
    warn_soft="#FCEFD9",
    bad="#B42318",
    bad_soft="#FCE7E5",
    control="#838D9D",
    series=("#3454D1", "#C77A14", "#12805C", "#8E5BC0", "#C2417C", "#4897C4"),
)
DARK = Tokens(
    name="dark",
    background="#14171D",
    surface="#1C2028",
    sunken="#232833",
    line="#2F3541",
    text="#E8EBF1",
    muted="#A3ADBD",
    accent="#7F9BFF",
    accent_soft="#27315A",
    good="#4CC79A",
    good_soft="#19392D",
    warn="#F0B054",
    warn_soft="#40300F",
    bad="#F28B82",
    bad_soft="#47211F",
    control="#6B7688",
    series=("#7F9BFF", "#F0B054", "#4CC79A", "#B58BE0", "#E07AAE", "#7BC0E6"),
)
THEMES = {"light": LIGHT, "dark": DARK}
INKS = (LIGHT.text, "#FFFFFF")

_shown = [LIGHT]


def tokens() -> Tokens:
    """The colours on screen now."""
    return _shown[0]


@cache
def colour(text: str) -> QColor:
    """A colour for a painter, made once: delegates paint thousands of cells a second."""
    return QColor(text)


def luminance(colour: str) -> float:
    """The relative luminance of ``#RRGGBB`` (WCAG 2.2), 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2), 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def ink_on(fill: str) -> str:
    """The text colour, dark or white, that reads best on a fill."""
    return max(INKS, key=lambda ink: contrast(ink, fill))


def resolve(choice: Choice, application: QApplication) -> Tokens:
    """The colours for a choice; ``system`` follows what the desktop says."""
    if choice == "system":
        dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return THEMES[choice]


def apply(choice: Choice, application: QApplication) -> None:
    """Put a theme on the whole application; every open window repaints."""
    found = resolve(choice, application)
    _shown[0] = found
    if application.property("look") is None:
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(fonts.font("body"))
        application.setProperty("look", "fusion")
    # Taking the old sheet away first is four times as fast as putting one in another's place.
    application.setStyleSheet("")
    application.setPalette(palette(found))
    application.setStyleSheet(sheet(found))


def palette(of: Tokens) -> QPalette:
    """The Qt palette of a theme, for what no style sheet reaches."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, of.background),
        (role.WindowText, of.text),
        (role.Base, of.surface),
        (role.AlternateBase, of.sunken),
        (role.Text, of.text),
        (role.Button, of.surface),
        (role.ButtonText, of.text),
        (role.BrightText, of.bad),
        (role.ToolTipBase, of.surface),
        (role.ToolTipText, of.text),
        (role.PlaceholderText, of.muted),
        (role.Highlight, of.accent_soft),
        (role.HighlightedText, of.text),
        (role.Link, of.accent),
        (role.Accent, of.accent),
        (role.Mid, of.line),
        (role.Midlight, of.line),
        (role.Light, of.surface),
        (role.Dark, of.line),
        (role.Shadow, of.line),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(of.muted))
    return made


def sheet(of: Tokens) -> str:
    """The one style sheet, its names filled in from a theme."""
    folder = paths.resources() / "themes"
    text = (folder / "desk.qss").read_text(encoding="utf-8")
    names = asdict(of) | {
        "folder": folder.as_posix(),
        "on_accent": ink_on(of.accent),
        "accent_hover": mix(of.accent, of.text, 0.12),
    }
    return Template(text).substitute(names)


def mix(one: str, other: str, share: float) -> str:
    """A colour between two; ``share`` 0 is the first, 1 the second."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def font(role: fonts.Role = "body") -> QFont:
    """The font of a role, see ``fonts``."""
    return fonts.font(role)
