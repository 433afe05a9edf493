"""What a person promised and did: commitments to tick off, and the latest activities."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.clock import local_day
from salesdesk_app.services import commitments
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.team import PersonDetail
from salesdesk_app.ui import fonts
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.format import literal, tip
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import boxed, emptied, row
from salesdesk_app.ui.widgets.fields import DayEdit, text_field
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _

SHOWN = 6


def due(row: CommitmentRow, today: date) -> tuple[str, Tone]:
    """The pill of a commitment: ``4 days late``, ``today``, ``27 Nov``, ``kept``."""
    if row.outcome is not None:
        return wording.term(row.outcome), "good" if row.outcome == "kept" else "plain"
    days = (today - row.due_on).days
    if days == 1:
        return _("1 day late"), "bad"
    if days > 1:
        return _("{days} days late").format(days=days), "bad"
    return (_("today"), "warn") if days == 0 else (wording.day(row.due_on), "plain")


def day_of(row: ActivityRow) -> date | None:
    """The local day on which it was done or is planned."""
    moment: datetime | None = row.done_at or row.planned_at
    return None if moment is None else local_day(moment)


def _state(row: ActivityRow) -> str:
    """``planned``, ``done``, or what became of it."""
    if row.outcome is not None:
        return wording.term(f"outcome.{row.outcome}").lower()
    return _("planned") if row.done_at is None else _("done")


COLUMNS = (
    Column(
        "day",
        _("Day"),
        lambda row: wording.day(day_of(row)),
        width=62,
        sort_key=day_of,
        value=day_of,
        value_kind="day",
        explain=lambda row: wording.day(day_of(row), year=True),
    ),
    Column(
        "kind",
        _("What"),
        lambda row: wording.term(row.kind),
        "pills",
        width=84,
        data=lambda row: ((wording.term(row.kind), "accent" if row.is_open else "plain"),),
        explain=_state,
    ),
    Column(
        "subject",
        _("About"),
        lambda row: row.subject,
        stretch=True,
        second=lambda row: row.deal or row.account or "",
        explain=lambda row: "\n".join(
            part for part in (row.subject, row.deal, row.account, row.note) if part
        ),
    ),
)


class ActivityTab(QWidget):
    """Commitments above activities; a new commitment is typed in one line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._desk = desk
        self._person_id = 0
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.text = text_field(hint=_("New commitment"))
        self.day = DayEdit(desk.today(), hint=_("By when"))
        self.day.setFixedWidth(118)
        self.text.returnPressed.connect(self.add)
        self.day.returnPressed.connect(self.add)
        self.table = Table(COLUMNS, row_height=32)
        self.table.setAccessibleName(_("Activities"))
        self.none = label(_("No activities are noted."), "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label(_("Commitments"), "heading"))
        box.addLayout(self._lines)
        box.addLayout(row(self.text, self.day, button(_("Add"), self.add), spacing=6))
        box.addSpacing(6)
        box.addWidget(label(_("Activities"), "heading"))
        box.addWidget(self.none)
        box.addWidget(self.table, 1)
        box.addStretch()

    def show_detail(self, detail: PersonDetail) -> None:
        """Show what a person promised and did."""
        if detail.person.id != self._person_id:
            self.text.clear()
            self.day.set_value(None)
        self._person_id = detail.person.id
        self.table.subject = _("Activities of {name}").format(name=detail.person.name)
        self._show_commitments(detail.commitments)
        self.table.set_rows(detail.activities)
        self.table.setVisible(bool(detail.activities))
        self.none.setVisible(not detail.activities)

    def add(self) -> None:
        """Note what the person promised."""
        day = self.day.value()
        if not self.text.text().strip():
            self.text.setFocus()
        elif day is None:
            self._desk.notice(_("Say by when: 18 Dec, +7 or tomorrow."), "bad")
            self.day.setFocus()
        else:
            self._desk.do(
                commitments.add,
                text=self.text.text(),
                owner_id=self._person_id,
                due_on=day,
                then=self._added,
            )

    def _added(self, _id: int) -> None:
        self.text.clear()
        self.day.set_value(None)
        self.text.setFocus()

    def _show_commitments(self, rows: Sequence[CommitmentRow]) -> None:
        emptied(self._lines)
        for shown in rows[:SHOWN]:
            tick = QCheckBox(literal(shown.text))
            tick.setFont(fonts.font("body"))
            tick.setToolTip(tip(shown.text))
            tick.setChecked(shown.outcome is not None)
            tick.setMinimumWidth(40)
            tick.toggled.connect(partial(self._tick, shown.id))
            line = row(tick, Pill(*due(shown, self._desk.today())))
            line.setStretch(0, 1)
            self._lines.addWidget(boxed(line))
        if len(rows) > SHOWN:
            text = _("{count} more").format(count=len(rows) - SHOWN)
            self._lines.addWidget(label(text, "label"))
        if not rows:
            self._lines.addWidget(label(_("None yet."), "muted"))

    def _tick(self, commitment_id: int, on: bool) -> None:
        if on:
            self._desk.do(commitments.close, commitment_id, today=self._desk.today())
        else:
            self._desk.do(commitments.reopen, commitment_id)
