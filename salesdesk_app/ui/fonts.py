"""Inter in the few sizes and weights that the window uses, sized in pixels at 100 % scaling."""

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from salesdesk_app import paths

Role = Literal[
    "body", "strong", "label", "label-strong", "heading", "brand", "title", "figure", "number"
]

FAMILY = "Inter"
# Size in pixels, weight, and whether digits share one width.
SIZES: dict[Role, tuple[float, int, bool]] = {
    "body": (13, 400, False),
    "strong": (13, 600, False),
    "label": (11.5, 400, False),
    "label-strong": (11.5, 500, False),
    "heading": (13, 700, False),
    "brand": (15, 700, False),
    "title": (20, 700, False),
    "figure": (22, 700, True),
    "number": (13, 400, True),
}


@cache
def load() -> None:
    """Make Inter known to Qt; once in the life of the application."""
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)


def points(pixels: float) -> float:
    """Pixels of the design as points of this screen, which keep fractions and follow its DPI."""
    screen = QGuiApplication.primaryScreen()
    # macOS counts 72 logical dots an inch, the others 96; a user's larger text raises it.
    nominal = 72.0 if screen.logicalDotsPerInch() < 90 else 96.0
    return pixels * 72.0 / nominal


def font(role: Role = "body") -> QFont:
    """The font of a role, as a copy of the caller's own."""
    return QFont(_made(role))


@cache
def _made(role: Role) -> QFont:
    load()
    pixels, weight, tabular = SIZES[role]
    made = QFont(FAMILY)
    made.setPointSizeF(points(pixels))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
