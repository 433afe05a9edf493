"""The dialog that edits many deals: what is to become of their fields, and what each would be."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from salesdesk_app.domain.custom import Own
from salesdesk_app.services.deals import bulk_edits
from salesdesk_app.services.deals.bulk_edits import Preview, Wish
from salesdesk_app.services.deals.deal_detail import Choices
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import literal
from salesdesk_app.ui.panes.pipeline.bulk_fields import BulkField, bulk_fields
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.card import column, framed, row, scrolled
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import bulk as words
from salesdesk_app.wording.pipeline import deals as so_many

FORM_WIDTH, PREVIEW_WIDTH, HEIGHT = 452, 640, 430


class Change(NamedTuple):
    """A line of the preview: one field of one deal."""

    id: tuple[int, str]
    deal: str
    field: str
    before: str
    after: str
    state: str  # refused, changes or same


TONES: dict[str, Tone] = {"refused": "warn", "changes": "plain", "same": "muted"}


def _columns() -> list[Column]:
    return [
        Column("deal", "Deal", lambda change: change.deal, strong=True, stretch=True, width=170),
        Column("field", "Field", lambda change: change.field, width=118),
        Column(
            "before",
            "Now",
            lambda change: change.before or "Empty",
            width=104,
            tone=lambda _change: "muted",
        ),
        Column(
            "after",
            "Will be",
            words.outcome,
            width=132,
            tone=lambda change: TONES[change.state],
            explain=words.outcome,
        ),
    ]


class BulkDialog(Dialog):
    """Nothing is written before its one button, which says how many deals it changes."""

    def __init__(
        self,
        desk: Desk,
        choices: Choices,
        own: Sequence[Own],
        rows: Sequence[DealRow],
        parent: QWidget,
    ) -> None:
        super().__init__(f"Edit {so_many(len(rows))}", parent, width=FORM_WIDTH + PREVIEW_WIDTH)
        self._desk = desk
        self._ids = [row.id for row in rows]
        self._agreed: Preview | None = None
        self._wishes: list[Wish] = []
        self.fields: list[BulkField] = bulk_fields(choices, own, desk.today())
        self.preview = Table(_columns(), row_height=32)
        self.preview.setAccessibleName("What would be changed")
        self.preview.subject = "Changes"
        self.summary = label(words.NOTHING_SAID, "muted", wrap=True)
        form = scrolled(self._form())
        form.setFixedWidth(FORM_WIDTH)
        self._card = framed(self.preview)
        shown = column(self._card, self.summary, spacing=8)
        shown.setStretch(0, 1)
        both = row(form, shown, spacing=16)
        both.setStretch(1, 1)
        self.body.addLayout(both, 1)
        form.setMinimumHeight(HEIGHT)
        self.add_button("Cancel", self.reject)
        self.main: QPushButton = self.add_button("Change nothing yet", self.submit, "primary")
        self.main.setEnabled(False)
        for field in self.fields:
            field.changed.connect(self._look)
        self.fields[0].how.setFocus()

    def submit(self) -> None:
        """Changes what the preview shows, as one step that can be undone."""
        if self._agreed is None or not self._agreed.changes:
            return
        self.main.setEnabled(False)
        self._desk.do(
            bulk_edits.change,
            self._ids,
            self._wishes,
            agreed=self._agreed,
            notice=True,
            doing=f"Changing {so_many(self._agreed.deals)}",
            then=lambda _nothing: self.accept(),
            failed=self._look,
        )

    def _form(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(self.fields):
            caption = label(literal(field.title), "label")
            caption.setBuddy(field.how)
            caption.setFixedWidth(100)
            caption.setWordWrap(True)
            grid.addWidget(caption, place, 0)
            grid.addWidget(field, place, 1)
        grid.setRowStretch(len(self.fields), 1)
        return made

    def _look(self) -> None:
        """Asks what would come of what is said now."""
        self.main.setEnabled(False)
        self._agreed = None
        self.tell(next(filter(None, (field.wrong() for field in self.fields)), ""))
        self._wishes = [wish for wish in (field.wish() for field in self.fields) if wish]
        self._desk.ask(
            bulk_edits.preview,
            self._ids,
            self._wishes,
            then=self._show,
            topic="bulk preview",
            doing="Looking at what would be changed",
        )

    def _show(self, found: Preview) -> None:
        titles = {field.code: field.title for field in self.fields}
        changes = [
            Change(
                (line.deal_id, cell.field),
                line.deal,
                titles[cell.field],
                cell.before,
                cell.refused or cell.after,
                "refused" if cell.refused else "changes" if cell.changes else "same",
            )
            for line in found.lines
            for cell in line.cells
        ]
        order = ("refused", "changes", "same")
        changes.sort(key=lambda change: order.index(change.state))
        self.preview.set_rows(changes)
        self.summary.setText(words.summary(found) if self._wishes else words.NOTHING_SAID)
        self._agreed = found
        may = bool(found.changes) and not self.wrong.text()
        self.main.setEnabled(may)
        self.main.setText(
            f"Change {so_many(found.deals)}" if found.changes else "Change nothing yet"
        )


def open_bulk(
    desk: Desk,
    choices: Choices | None,
    own: Sequence[Own],
    rows: Sequence[DealRow],
    parent: QWidget,
) -> BulkDialog | None:
    """Opens the dialog for these deals; None while nothing can be edited."""
    if choices is None or not rows or desk.refuses():
        return None
    made = BulkDialog(desk, choices, own, rows, parent)
    made.open()
    return made
