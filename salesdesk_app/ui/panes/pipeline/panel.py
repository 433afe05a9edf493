"""One deal in full beside the board or the table: stage, facts, signals, people, history."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, competitors, contacts, products
from salesdesk_app.services.activities import Kind
from salesdesk_app.services.deals import deal_detail, deal_files
from salesdesk_app.services.deals.deal_detail import DealDetail
from salesdesk_app.services.stages import StageRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.activity_box import ActivityBox
from salesdesk_app.ui.panes.pipeline.cards import pills
from salesdesk_app.ui.panes.pipeline.fact_grid import FactGrid
from salesdesk_app.ui.panes.pipeline.facts import INSET
from salesdesk_app.ui.panes.pipeline.files_box import FilesBox
from salesdesk_app.ui.panes.pipeline.history_list import HistoryList
from salesdesk_app.ui.panes.pipeline.links import Link, Links, ProductDialog
from salesdesk_app.ui.panes.pipeline.news_box import NewsBox
from salesdesk_app.ui.panes.pipeline.own_facts import OwnFacts
from salesdesk_app.ui.panes.pipeline.panel_words import amount, under
from salesdesk_app.ui.panes.pipeline.slip_strip import SlipStrip
from salesdesk_app.ui.panes.pipeline.stage_bar import StageBar
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import boxed, column, emptied, row, scrolled
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.reading_order import tab_as_read
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import signals, titles


class DealPanel(QFrame):
    """``show_deal`` asks for a deal and shows it; it asks again after every change."""

    closed = Signal()

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.desk = desk
        self.act = actions
        self.deal_id: int | None = None
        self.detail: DealDetail | None = None
        self.title = label("", "brand", wrap=True, select=True)
        self.under = label("", "muted", wrap=True)
        self.bar = StageBar()
        self.slip = SlipStrip(desk)
        self.facts = FactGrid(actions)
        self.own = OwnFacts(actions, desk)
        self.people = Links("Contacts", "Add a contact, e.g. Anna Weiss, COO", lambda: ())
        self.rivals = Links("Competitors", "Add a competitor", self._known_rivals)
        self.sold = Links("Products", "Add a product", lambda: ())
        self.sold.ask_by_field = False
        self.activity = ActivityBox()
        self.files = FilesBox()
        self.news = NewsBox(desk)
        self.history = HistoryList()
        self.trash = IconButton("trash-2", "Delete this deal", self._delete)
        self._coach = label("", "heading")
        self._why = column(spacing=4)
        self._why.setContentsMargins(INSET, 0, 0, 0)
        self._reasons = _section("Why it needs a look", boxed(self._why))
        self._lay_out()
        self._connect()

    def show_deal(self, deal_id: int | None) -> None:
        """Show a deal as it is now, or none; what is being typed belongs to the one before."""
        if deal_id != self.deal_id:
            self.slip.leave()
            self.facts.finish()
            self.own.finish()
            for links in (self.people, self.rivals, self.sold, self.files):
                links.cancel()
        self.deal_id = deal_id
        if deal_id is None:
            self.detail = None
            return
        self.news.show_deal(deal_id)
        day, topic = self.desk.view_day(), "deal panel"
        self.desk.ask(_found, deal_id, day, then=self._answered, topic=topic, travels=True)

    def close_panel(self) -> None:
        """Close the panel; its owner hides it."""
        self.show_deal(None)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed while another pane was shown is asked for anew."""
        super().showEvent(event)
        if self.deal_id is not None:
            self.show_deal(self.deal_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _answered(self, detail: DealDetail | None) -> None:
        if self.deal_id is None:
            return
        if detail is None:
            if self.desk.looking_at is not None:
                day = wording.day(self.desk.looking_at, year=True)
                self.desk.notice(f"This deal was not in SalesDesk on {day}.", "warn")
            self.close_panel()
            return
        self.detail = detail
        today, deal = self.desk.view_day(), detail.row
        self.title.setText(titles.title(deal.name, deal.account))
        self.under.setText(under(detail, today))
        self.bar.show_stages(detail.stages, detail.stage.id)
        self.facts.show_facts(detail, today)
        self.own.show_facts(detail)
        self._show_reasons(detail)
        self.people.show_links(
            [Link(c.id, c.name, c.role or c.title or "") for c in detail.contacts]
        )
        self.rivals.show_links([Link(c.id, c.name, c.note or "") for c in detail.competitors])
        self.sold.show_links([Link(p.id, p.name, amount(p)) for p in detail.products])
        self.files.show_files(detail.files)
        past = self.desk.looking_at
        for part in self._stated():
            part.setEnabled(past is None)
        now = self.desk.now() if past is None else end_of_day(past)
        self.activity.show_planned(detail.planned, now, detail.calendar)
        self._coach.setText(f"Coach {deal.owner.split(' ')[0]}" if deal.owner else "Coaching")
        self.history.show_lines(detail.history, today)
        tab_as_read(self, last=(self.close_button, self.trash))  # nobody tabs to Delete first

    def _stated(self) -> Sequence[QWidget]:
        """What is typed or taken away here, and so stands still while one looks back."""
        facts = self.facts
        boxes = (self.bar, facts, facts.coaching, facts.note, facts.details, self.own)
        return (*boxes, self.people, self.rivals, self.sold, self.activity, self.trash)

    def _show_reasons(self, detail: DealDetail) -> None:
        emptied(self._why)
        deal, today = detail.row, self.desk.view_day()
        reasons = [signals.reason(signal, detail.currency) for signal in deal.signals]
        if deal.snoozed_until is not None:
            reasons = [deal.snoozed_why or "Its signals rest until then"]
        for (mark, tone), reason in zip(pills(deal, today), reasons, strict=True):
            pill = Pill(mark, tone)
            pill.setFixedWidth(pill.sizeHint().width())
            line = row(pill, label(reason, "muted", wrap=True), spacing=8)
            line.setStretch(1, 1)
            line.setAlignment(pill, Qt.AlignmentFlag.AlignTop)
            self._why.addLayout(line)
        self._reasons.setVisible(bool(reasons))

    def _on_changed(self, _tables: frozenset[str]) -> None:
        if self.deal_id is not None and self.isVisible():
            self.show_deal(self.deal_id)

    def _picked(self, stage: StageRow) -> None:
        if self.detail is not None:
            self.act.put([self.detail.row], stage)

    def _delete(self) -> None:
        if self.detail is not None:
            self.act.delete([self.detail.row])

    def _add_contact(self, typed: str) -> None:
        name, _comma, title = typed.partition(",")
        self.desk.do(contacts.add_to_deal, self.deal_id, name, title=title.strip() or None)

    def _known_rivals(self) -> tuple[str, ...]:
        return () if self.act.choices is None else self.act.choices.competitors

    def _open_product(self, product_id: int) -> None:
        if self.detail is None or self.act.choices is None:
            return
        line = next((p for p in self.detail.products if p.id == product_id), None)
        deal_id = self.detail.id

        def accept(name: str, quantity: int, discount_bp: int) -> None:
            self.desk.do(
                products.put_in_deal,
                deal_id,
                name,
                quantity=quantity,
                discount_bp=discount_bp,
                then=lambda _id: dialog.accept(),
            )

        dialog = ProductDialog(self.act.choices.products, line, accept, self)
        self.act.dialog = dialog
        dialog.open()

    def _log(self, kind: Kind, text: str, minutes: int | None) -> None:
        if self.detail is None:
            return
        deal = self.detail.row.fact
        self.desk.do(
            activities.log,
            kind=kind,
            done_at=self.desk.now(),
            subject=text,
            minutes=minutes,
            deal_id=deal.id,
            person_id=deal.owner_id,
        )

    def _plan(self, kind: Kind, text: str, moment: datetime) -> None:
        if self.detail is None:
            return
        deal = self.detail.row.fact
        self.desk.do(
            activities.plan,
            kind=kind,
            planned_at=moment,
            subject=text,
            deal_id=deal.id,
            person_id=deal.owner_id,
            notice=True,
        )

    def _connect(self) -> None:
        self.desk.changed.connect(self._on_changed)
        self.bar.picked.connect(self._picked)
        self.people.added.connect(self._add_contact)
        self.people.removed.connect(
            lambda it: self.desk.do(contacts.remove_from_deal, self.deal_id, it, notice=True)
        )
        self.rivals.added.connect(
            lambda name: self.desk.do(competitors.add_to_deal, self.deal_id, name)
        )
        self.rivals.removed.connect(
            lambda it: self.desk.do(competitors.remove_from_deal, self.deal_id, it, notice=True)
        )
        self.sold.opened.connect(self._open_product)
        self.sold.removed.connect(
            lambda it: self.desk.do(products.remove_from_deal, self.deal_id, it, notice=True)
        )
        self.activity.logged.connect(self._log)
        self.activity.planned.connect(self._plan)
        self.activity.dropped.connect(lambda it: self.desk.do(activities.delete, it, notice=True))
        self.files.added.connect(
            lambda link: self.desk.do(deal_files.add, self.deal_id, link, notice=True)
        )
        self.files.removed.connect(lambda it: self.desk.do(deal_files.remove, it, notice=True))
        self.files.missing.connect(lambda text: self.desk.notice(text, "warn"))
        self.activity.done.connect(
            lambda it: self.desk.do(activities.complete, it, done_at=self.desk.now())
        )

    def _lay_out(self) -> None:
        close = self.close_button = IconButton("x", "Close (Esc)", self.close_panel)
        top = row(self.title, self.trash, close, spacing=4)
        top.setStretch(0, 1)
        top.setAlignment(self.trash, Qt.AlignmentFlag.AlignTop)
        top.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        belongs = row(self.people, self.rivals, spacing=8)
        belongs.setStretch(0, 1)
        belongs.setStretch(1, 1)
        self._coach.setContentsMargins(INSET, 0, 0, 0)
        history = row(INSET, self.history, spacing=0)
        inner = column(
            self.facts,
            self.own,
            self._reasons,
            boxed(belongs),
            self.sold,
            self.activity,
            boxed(column(self._coach, self.facts.coaching, spacing=6)),
            _section("Note", self.facts.note),
            self.files,
            self.news,
            _section("History", boxed(history)),
            _section("Details", self.facts.details),
            None,
            spacing=14,
        )
        inner.setContentsMargins(10, 0, 10, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 14, 6, 6)
        box.setSpacing(8)
        head = column(column(top, self.under, spacing=2), self.bar, spacing=10)
        head.setContentsMargins(16, 0, 8, 2)
        box.addLayout(head)
        box.addWidget(self.slip)
        box.addWidget(scrolled(boxed(inner)), 1)


def _found(session: Session, deal_id: int, today: date) -> DealDetail | None:
    """The deal, or None where it was deleted meanwhile: the panel then closes by itself."""
    try:
        return deal_detail.deal(session, deal_id, today)
    except Problem:
        return None


def _section(name: str, body: QWidget) -> QWidget:
    heading = label(name, "heading")
    heading.setContentsMargins(INSET, 0, 0, 0)
    return boxed(column(heading, body, spacing=6))
