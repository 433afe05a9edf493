"""All records of a kind as a file: which records, and for what the file is meant."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from salesdesk_app import paths
from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.services import exporting
from salesdesk_app.services.exporting import CsvKind
from salesdesk_app.ui.shell import outlet
from salesdesk_app.ui.widgets.buttons import Segmented
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.forms import Dialog, field
from salesdesk_app.ui.widgets.text import label

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

WAYS = (
    ("workbook", "Workbook"),
    ("editing", "Workbook to edit"),
    ("spreadsheets", "CSV for spreadsheets"),
    ("programs", "CSV for other programs"),
)
FILTERS = {
    "workbook": outlet.WORKBOOK,
    "editing": outlet.WORKBOOK,
    "spreadsheets": outlet.FOR_SPREADSHEETS,
    "programs": outlet.FOR_PROGRAMS,
}
SAID = {
    "workbook": "An Excel workbook with every field: numbers, dates and amounts as such, with "
    "filters. It can be imported again.",
    "editing": "An Excel workbook to change records in and bring back: lists to choose from, "
    "checked dates and numbers, and a protected key in each row. On the way back you see every "
    "change, cell by cell, before it is written.",
    "spreadsheets": "Text for Excel, LibreOffice or Google Sheets. What these would take for a "
    "formula begins with an apostrophe, which an import takes off again.",
    "programs": "Text for a database or another program, nothing added or changed. Do not open it "
    "in a spreadsheet program: it may take texts for formulas.",
}


class ExportDialog(Dialog):
    """Chooses records and a kind of file, and writes it off the UI thread."""

    def __init__(self, window: "Window") -> None:
        super().__init__("Export all records", window, width=680)
        self._window = window
        # What is exported most comes first.
        kinds: list[RecordKind] = sorted(FIELDS, key=lambda kind: kind != "deals")
        self.kind = Picker([(kind, kind.capitalize()) for kind in kinds], search=False)
        self.kind.set_value("deals")
        self.way = Segmented(WAYS)
        self.way.changed.connect(lambda _way: self._explain())
        self.said = label("", "muted", wrap=True)
        self.said.setMinimumHeight(56)
        self.body.addLayout(field("Records", self.kind))
        self.body.addLayout(row(self.way, None))
        self.body.addWidget(self.said)
        self.add_button("Cancel", self.reject)
        self.add_button("Save as…", self.choose_file, "primary")
        self._explain()

    def choose_file(self) -> None:
        """Asks where to, and writes."""
        kind, way = self._chosen()
        ending = ".csv" if way in ("spreadsheets", "programs") else ".xlsx"
        words = f"{kind.capitalize()} to edit" if way == "editing" else kind.capitalize()
        name = paths.safe_filename(words, ending)
        chosen = outlet.choose_file(self._window, self, "Export", name, (FILTERS[way],))
        if chosen is not None:
            path = chosen[0]
            if path.suffix.lower() != ending:
                path = outlet.free(path.with_name(path.name + ending))
            self.save(path)

    def save(self, path: Path) -> None:
        """Writes the file and closes."""
        window = self._window
        kind, way = self._chosen()
        csv: CsvKind = "programs" if way == "programs" else "spreadsheets"
        window.desk.work(
            exporting.write_records,
            window.desk.store,
            kind,
            path,
            for_editing=way == "editing",
            csv=csv,
            doing=f"Writing {path.name}",
            then=lambda count: outlet.say_written(window, path, outlet.so_many(count), csv),
        )
        self.accept()

    def _chosen(self) -> tuple[RecordKind, str]:
        kind: Any = self.kind.value()
        return cast(RecordKind, kind), self.way.current

    def _explain(self) -> None:
        self.said.setText(SAID[self.way.current])
