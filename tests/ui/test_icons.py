"""Every icon that the window names is there to be drawn."""

import ast
from pathlib import Path

from salesdesk_app import paths, ui

FOLDER = paths.resources() / "icons"
KNOWN = {path.stem for path in FOLDER.glob("*.svg")}
# Where an icon's name is an argument: the callable, and its place among the arguments.
TAKES_ICON = {"IconButton": 0, "Empty": 0, "icon": 0, "pixmap": 0, "Entry": 0, "PaneSpec": 2}


def named() -> dict[str, str]:
    """Every literal icon name and the file that names it."""
    found = {}
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else None
            called = node.func.id if isinstance(node.func, ast.Name) else called
            place = TAKES_ICON.get(called or "")
            if place is None or len(node.args) <= place:
                continue
            argument = node.args[place]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found[argument.value] = path.name
    return found


def test_every_icon_that_is_named_exists() -> None:
    found = named()
    assert len(found) > 15
    assert {name: file for name, file in found.items() if name not in KNOWN} == {}
