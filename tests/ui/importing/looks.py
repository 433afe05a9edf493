"""Helpers of the tests of an import: the page that is open, its rows, what the workspace holds."""

from collections.abc import Sequence
from pathlib import Path

from salesdesk_app.services import workspace
from salesdesk_app.services.importing import PlanRow
from salesdesk_app.services.workspace import Contents
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell.importing.columns import ColumnLine
from salesdesk_app.ui.shell.importing.page import ImportPage
from salesdesk_app.ui.shell.window import Window


def page(window: Window) -> ImportPage:
    """The page of the import that is open."""
    assert window.importing is not None
    assert window.importing.page is not None
    return window.importing.page


def agree(window: Window) -> None:
    """Agree to what is looked at."""
    assert window.importing is not None
    window.importing.agree()


def held(desk: Desk) -> Contents:
    """How much the workspace holds."""
    found: list[Contents] = []
    desk.ask(workspace.contents, then=found.append)
    return found[0]


def preview(window: Window) -> Sequence[PlanRow]:
    """The rows that are shown."""
    return page(window).rows.rows_model.rows()


def lines(window: Window) -> dict[str, ColumnLine]:
    """The columns of the file by heading."""
    return {line.heading: line for line in page(window).columns.rows_model.rows()}


def pills(line: ColumnLine) -> list[str]:
    """What is said of a column."""
    return [text for text, _tone in line.pills]


def table(path: Path, *rows: str) -> Path:
    """A text file of these rows."""
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
