"""What one can do in the evening: each deed is one verb, or words that go out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.call_outcome import CallOutcome
from salesdesk_app.services import commitments
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.evening import carry, closing, leadership_note
from salesdesk_app.services.evening.carry import Open
from salesdesk_app.services.evening.evening import Evening, evening
from salesdesk_app.services.evening.praise import Praise
from salesdesk_app.services.team_calls import call_outcomes
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today.evening.dialogs import AnotherDay, WhyDropped
from salesdesk_app.ui.panes.today.evening.mailing import Mailing
from salesdesk_app.ui.panes.today.evening.template_dialog import TemplateDialog
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.present_only import Entries
from salesdesk_app.wording import evening as words
from salesdesk_app.wording import leadership_note as note_words
from salesdesk_app.wording.language import gettext as _

INSTANT = timedelta(seconds=1)
NOBODY: Mapping[str, Any] = MappingProxyType({})


class EveningDeeds:
    """Done for the flow, over whose pane the dialogs open; ``evening`` is what is shown."""

    def __init__(self, pane: QWidget, desk: Desk, preferences: Preferences) -> None:
        self._pane, self._desk = pane, desk
        self.mailing = Mailing(desk, preferences, pane)
        self.evening: Evening | None = None

    def ask(self, day: date, late: bool, then: Callable[[Evening], object]) -> None:
        """Ask for the evening of a day as it stands now, or as it stood at its end."""
        desk = self._desk
        if not late:
            desk.ask(evening, day, desk.now(), then=then, topic="evening")
            return
        at = end_of_day(day) - INSTANT
        desk.work(closing.ask_as_closed, desk.store, day, evening, day, at, then=then)

    def close_day(
        self,
        found: Evening,
        *,
        late: bool,
        note: str,
        tomorrow: str,
        typed: Sequence[str],
        ticks: Mapping[int, bool],
        then: Callable[[date], object],
    ) -> None:
        """Close a day; ``ticks`` says of each item of its end whether it is ticked.

        ``typed`` names the texts that are not as SalesDesk drafted them.
        """
        day = found.day.day
        ticked = [item_id for item_id, on in ticks.items() if on]
        left = [item_id for item_id, on in ticks.items() if not on]
        self._desk.do(
            closing.close_day,
            day,
            note=note,
            tomorrow=tomorrow,
            now=self._desk.now(),
            late=late,
            since=found.day.since,
            kept={**found.kept, "ticked": ticked, "left": left, "typed": list(typed)},
            ticked=ticked,
            notice=True,
            then=lambda _none: then(day),
        )

    def reopen(self, day: date) -> None:
        """Take the closing of a day away."""
        self._desk.do(closing.reopen_day, day, notice=True)

    # Praise and the note

    def copy(self, text: str) -> None:
        """Put words on the clipboard."""
        self.mailing.copy(text)

    def copy_praise(self, _praise: Praise, text: str) -> None:
        """Put a line of praise on the clipboard."""
        self.mailing.copy(text)

    def mail_praise(self, praise: Praise, text: str) -> None:
        """Open a mail draft to the rep, or to nobody yet where no address is known."""
        if not praise.email:
            said = _("No e-mail address of {name} is known: the draft is addressed to nobody yet.")
            self._desk.notice(said.format(name=praise.person), "warn")
        self.mailing.draft(praise.email or "", praise.subject, text)

    def mail_note(self, text: str) -> None:
        """Open a mail draft with the note."""
        if self.evening is not None:
            self.mailing.draft(self.evening.template.to, self._subject(), text)

    def save_note(self, text: str) -> None:
        """Save the note as a file."""
        if self.evening is not None:
            self.mailing.save(self.evening.template.to, self._subject(), text)

    def edit_template(self) -> None:
        """Edit the template of the note."""
        found = self.evening
        if found is None:
            return

        def save(text: str, to: str) -> None:
            self._desk.do(leadership_note.change, text=text, to=to, notice=True)

        TemplateDialog(found.template, found.values, save, self._pane).open()

    # Motion and what is open

    def add_promise(self, text: str, owner_id: int, due_on: date) -> None:
        """Make a commitment."""
        self._desk.do(commitments.add, text=text, owner_id=owner_id, due_on=due_on)

    def of_promise(self, one: CommitmentRow) -> Entries:
        """What can be done with a commitment that was made today."""
        delete = partial(self._desk.do, commitments.delete, one.id, notice=True)
        return [(_("Delete"), delete)]

    def deal(self, what: str, one: Open, over: Callable[[bool], object]) -> None:
        """Deal with something open: done, tomorrow, day, drop.

        ``over`` is told whether it was done or put off to tomorrow, once that is known.
        """
        found = self.evening
        if found is None:
            return
        day, following = found.day.day, found.ahead.day
        told = {"then": lambda _none: over(True), "failed": lambda: over(False)}
        if what == "done":
            self._finish(one, day, told)
        elif what == "tomorrow" and one.kind == "item":
            self._desk.notice(words.carries_itself(one.text))
        elif what == "tomorrow":
            self._put_off(one, day, following, told)
        elif what == "day":
            later = partial(self._put_off, one, day)
            AnotherDay(one.text, day, following, later, self._pane).open()
        else:
            WhyDropped(one.text, partial(self._drop, one, day), self._pane).open()

    def _finish(self, one: Open, day: date, told: Mapping[str, Any]) -> None:
        now = self._desk.now()
        if one.call is not None:
            self._log(one.call, "held", **told)
        else:
            self._desk.do(carry.finish, one.key, day=day, now=now, notice=True, **told)

    def _log(self, call: Call, outcome: CallOutcome, **told: Any) -> None:
        planned, now = call_outcomes.occasion(call), self._desk.now()
        self._desk.do(call_outcomes.log, planned, outcome, now=now, notice=True, **told)

    def _put_off(self, one: Open, day: date, until: date, told: Mapping[str, Any] = NOBODY) -> None:
        if one.call is not None:
            to = carry.at_hour(until, one.call.begins)
            self._log(one.call, "moved", to=to, **told)
            return
        self._desk.do(carry.put_off, one.key, until, day=day, notice=True, **told)

    def _drop(self, one: Open, day: date, why: str) -> None:
        if one.call is not None:
            self._log(one.call, "cancelled", said=why)
            return
        self._desk.do(carry.drop, one.key, why, day=day, notice=True)

    def _subject(self) -> str:
        return "" if self.evening is None else note_words.note_subject(self.evening.day.day)
