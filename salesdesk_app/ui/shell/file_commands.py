"""The commands of the File and Reports menus, and the settings."""

from salesdesk_app.ui.commands import command
from salesdesk_app.ui.shell import files
from salesdesk_app.ui.shell.window import Window


@command(id="file.new", title="New workspace…", menu="File")
def new(window: Window) -> None:
    """Starts a new workspace file."""
    files.new_workspace(window)


@command(id="file.open", title="Open…", menu="File", key="Ctrl+O")
def open_other(window: Window) -> None:
    """Opens another workspace file."""
    files.open_workspace(window)


@command(id="file.import", title="Import…", menu="File", key="Ctrl+I", group=1,
         words="excel csv workbook salesforce hubspot")  # fmt: skip
def import_files(window: Window) -> None:
    """Chooses files to import."""
    window.import_files()


@command(id="file.paste", title="Import pasted cells", menu="File", key="Ctrl+V", group=1,
         words="paste clipboard copied excel cells")  # fmt: skip
def import_pasted(window: Window) -> None:
    """Imports cells that were copied in a spreadsheet."""
    window.import_pasted()


@command(
    id="file.import_report",
    title="Report of the last import",
    menu="File",
    group=1,
    words="imported rejected rows errors",
    when=lambda window: window.report is not None,
)
def import_report(window: Window) -> None:
    """Shows again what the last import came to."""
    window.show_report()


@command(id="file.export_shown", title="Export what is shown…", menu="File", key="Ctrl+Shift+E",
         group=1, words="excel csv workbook save table board",
         when=lambda window: window.pane is not None and window.pane.has_sheet())  # fmt: skip
def export_shown(window: Window) -> None:
    """Writes the table or board in sight into a workbook or CSV file."""
    window.export_shown()


@command(id="file.export", title="Export all records…", menu="File", group=1,
         words="excel csv workbook edit deals accounts contacts people save")  # fmt: skip
def export(window: Window) -> None:
    """Writes every record of a kind into a workbook or CSV file."""
    window.open_export()


@command(id="file.backup", title="Back up now", menu="File", key="Ctrl+B", group=2, words="save")
def backup(window: Window) -> None:
    """Makes a checked backup."""
    files.back_up(window)


@command(id="file.restore", title="Restore a backup…", menu="File", group=2)
def restore(window: Window) -> None:
    """Goes back to a checked backup."""
    files.restore(window)


@command(
    id="file.sample",
    title="Remove the sample team",
    menu="File",
    group=3,
    when=lambda window: window.standing is not None and window.standing.sample,
)
def remove_sample(window: Window) -> None:
    """Takes the sample team away."""
    files.remove_sample(window)


@command(id="file.settings", title="Settings…", menu="File", key="Ctrl+,", group=4,
         words="currency fiscal year working days hours holidays stages preferences")  # fmt: skip
def settings(window: Window) -> None:
    """Opens the settings."""
    window.open_settings()


@command(id="file.fields", title="Custom fields…", menu="File", group=4,
         words="own columns rename remove")  # fmt: skip
def fields(window: Window) -> None:
    """Opens the settings at the fields of the user's own."""
    window.open_settings("fields")


@command(id="file.quit", title="Quit", menu="File", key="Ctrl+Q", group=5, words="exit close")
def leave(window: Window) -> None:
    """Closes the window; nothing is lost."""
    window.close()


@command(id="reports.weekly", title="Weekly sales report…", menu="Reports", key="Ctrl+Shift+R",
         words="excel workbook")  # fmt: skip
def weekly(window: Window) -> None:
    """Writes the weekly sales report."""
    window.open_weekly_report()
