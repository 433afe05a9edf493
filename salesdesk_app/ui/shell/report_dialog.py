"""The weekly sales report: which week, and where to put the workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from salesdesk_app.domain import periods
from salesdesk_app.services import reports
from salesdesk_app.ui.shell import files
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.periods import period as worded

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

SHEETS = (
    ("Summary", "the key figures against the week before, with charts"),
    ("Reps", "quota, attainment, coverage, win rate and calls, rep by rep"),
    ("Pipeline", "what is open by stage and by month"),
    ("Changes", "what became of deals in the week"),
    ("Deals", "every deal, so that each figure can be traced"),
)


class WeeklyReportDialog(Dialog):
    """Chooses a week by arrows and writes the workbook off the UI thread."""

    def __init__(self, window: "Window") -> None:
        super().__init__("Weekly sales report", window, width=520)
        self._window = window
        self.week = periods.week_of(window.desk.today())
        self.name = label("", "strong")
        self.name.setMinimumWidth(250)
        self.now = button("This week", self.go_to_now, "quiet")
        back = IconButton("chevron-left", "The week before", lambda: self.step(-1))
        self.forward = IconButton("chevron-right", "The week after", lambda: self.step(1))
        self.body.addLayout(row(back, self.name, self.forward, None, self.now))
        said = "One Excel workbook with five sheets. Its figures are those of the screen, and a "
        said += "check column lets Excel prove them against the deals."
        self.body.addWidget(label(said, "muted", wrap=True))
        for title, text in SHEETS:
            heading = label(title, "strong")
            heading.setFixedWidth(80)
            line = row(heading, label(text, "muted", wrap=True))
            line.setStretch(1, 1)
            self.body.addLayout(line)
        self.add_button("Cancel", self.reject)
        self.add_button("Save as…", self.choose_file, "primary")
        self._show()

    def step(self, by: int) -> None:
        """Go a week on or back."""
        self.week = self.week.next() if by > 0 else self.week.previous()
        self._show()

    def go_to_now(self) -> None:
        """Go to the running week."""
        self.week = periods.week_of(self._window.desk.today())
        self._show()

    def choose_file(self) -> None:
        """Asks where to, and writes."""
        folder = self._window.preferences.text("folder") or str(Path.home())
        name = f"Weekly sales report {self.week.key}.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Save the weekly report", str(Path(folder) / name), "Excel workbook (*.xlsx)"
        )
        if chosen:
            path = Path(chosen)
            self._window.preferences.set_text("folder", str(path.parent))
            self.save(path if path.suffix else path.with_suffix(".xlsx"))

    def save(self, path: Path) -> None:
        """Writes the workbook to a file and closes."""
        window, desk = self._window, self._window.desk
        desk.work(
            reports.write_weekly,
            desk.store,
            self.week,
            path,
            today=desk.today(),
            doing=f"Writing {path.name}",
            then=lambda target: files.written(window, target, f"{target.name} is written"),
        )
        self.accept()

    def _show(self) -> None:
        today = self._window.desk.today()
        self.name.setText(f"{worded(self.week)}  ·  {self.week.key}")
        self.now.setVisible(today not in self.week)
        self.forward.setEnabled(self.week.first <= today)
