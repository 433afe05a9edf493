"""The report of a bug: what happened, what is safe, and a text to copy."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from salesdesk_app.ui.notices import BugReport
from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.text import label


class BugDialog(Dialog):
    """Shown once for each place where a bug arose; the work goes on beside it."""

    def __init__(self, report: BugReport, parent: QWidget | None) -> None:
        super().__init__("Something went wrong in SalesDesk", parent, width=620)
        self._report = report
        said = (
            "The last action was not done. Everything that was saved before it is safe, and you "
            "can go on working. This report helps to mend it; read it before you pass it on."
        )
        self.body.addWidget(label(said, "body", wrap=True))
        self.body.addWidget(label(f"Report {report.number}: {report.summary}", "muted", wrap=True))
        area = text_area(report.text, lines=12)
        area.setReadOnly(True)
        area.setAccessibleName("Report")
        area.setMaximumHeight(600)
        self.body.addWidget(area, 1)
        self.add_button("Copy the report", self.copy)
        self.add_button("Close", self.close, "primary")

    def copy(self) -> None:
        """Puts the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report.text)
