"""What one can do with a matter: see to it, let it rest, turn it into something, hand it on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk_app.services import people, settings
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.overnight import handled, matter_lines, passed_on
from salesdesk_app.services.overnight.handled import Dealt
from salesdesk_app.services.overnight.overnight import Arrival, Matter, deals_of
from salesdesk_app.services.overnight.passed_on import NOTHING, About
from salesdesk_app.services.people import PersonRow
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.settings import Settings
from salesdesk_app.services.team_calls import call_outcomes, call_rows
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.services.today.agenda import MET
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today.lines import Button, Shown
from salesdesk_app.ui.present_only import Entries, Reads
from salesdesk_app.wording import overnight as words
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.needs.pass_dialog import Passed

K = Qt.Key
ONE_BY_ONE = _("One by one")


class Ways(Protocol):
    """Where a matter leads, and what else can be done with a task or a promise."""

    @property
    def calls(self) -> Any: ...
    def open_deal(self, deal_id: int) -> None: ...
    def open_deals(self, wanted: DealFilter) -> None: ...
    def open_person(self, person_id: int, name: str) -> None: ...
    def go_to_team(self) -> None: ...
    def edit_activity(self, row: ActivityRow) -> None: ...
    def open_hour(self, hour: Any) -> None: ...
    def of_activity(self, row: ActivityRow) -> Entries: ...
    def of_promise(self, row: Any) -> Entries: ...


class MatterDeeds:
    """Done for the pane, over which the dialogs open; each deed is one step that can be undone.

    ``unfold`` shows one by one what stands in one line and is no deals; the list sets it.
    """

    def __init__(
        self, pane: QWidget, desk: Desk, ways: Ways, shown: Callable[[], Today | None]
    ) -> None:
        self._pane = pane
        self._desk = desk
        self._ways = ways
        self._shown = shown
        self.unfold: Callable[[Matter], object] = lambda _found: None

    def line(self, found: Matter, day: Today) -> Shown:
        """A matter as a line with all that it does."""
        promise, task = found.promise, found.task
        person = found.deal.owner if found.deal is not None else ""
        person = promise.owner if promise is not None else person
        person = (task.person or "") if task is not None else person
        call = _unlogged(found)
        person = person if call is None else call.person or ""
        does = self._does(found)
        done, snooze, unfold = does[K.Key_D], does[K.Key_S], partial(self.unfold, found)
        return Shown(
            matter_lines.matter(found, day),
            partial(self.open, found),
            partial(self.entries, found),
            person=person,
            keys=does | {K.Key_Space: done, K.Key_Z: snooze},
            buttons=(
                Button("check", _("All done (D)") if found.several else _("Done (D)"), done),
                Button("clock", _("Snooze… (S)"), snooze),
                *((Button("chevron-down", ONE_BY_ONE, unfold),) if found.folds else ()),
            ),
        )

    def dealt_line(self, found: Dealt) -> Shown:
        """What was seen to today, which can be taken back."""
        back = partial(self.back, found)
        return Shown(
            matter_lines.dealt(found),
            entries=lambda: [(_("Take back\tB"), back)],
            keys={K.Key_B: back},
            buttons=(Button("undo-2", _("Take back (B)"), back),),
        )

    def entries(self, found: Matter) -> Entries:
        """What can be done with a matter, with the letters that do it."""
        does = self._does(found)
        made: list[tuple[str, Callable[[], object]]] = [
            (_("All done\tD") if found.several else _("Done\tD"), does[K.Key_D]),
            (_("Snooze…\tS"), does[K.Key_S]),
            (_("Commitment…\tC"), does[K.Key_C]),
            (_("Task for me\tT"), does[K.Key_T]),
            (_("Hand to a rep…\tH"), does[K.Key_H]),
            ("", _nothing),
        ]
        if found.task is not None:
            return [*made, *self._ways.of_activity(found.task)[1:]]
        if found.promise is not None:
            return [*made, *self._ways.of_promise(found.promise)[1:]]
        if _unlogged(found) is not None:
            return [*made, (_("Log…"), partial(self.open, found))]
        return [*made, (ONE_BY_ONE if found.folds else _("Open"), Reads(self.open, found))]

    def open(self, found: Matter) -> None:
        """Go to what a matter is about."""
        if found.deal is not None:
            self._ways.open_deal(found.deal.id)
        elif found.folds:
            self.unfold(found)
        elif found.several:
            self._ways.open_deals(replace(found.deals, title=matter_lines.title(found)))
        elif found.promise is not None:
            self._ways.open_person(found.promise.owner_id, found.promise.owner)
        elif found.arrival is not None:
            self._open_arrival(found.arrival)
        elif (call := _unlogged(found)) is not None:
            self._ways.calls.log(call)
        elif found.hours:
            self._ways.open_hour(found.hours[0])
        elif found.task is not None:
            if found.event == "unlogged" and found.task.kind in MET:
                self._ways.calls.log(call_rows.of_activity(found.task))
            else:
                self._ways.edit_activity(found.task)

    def done(self, found: Matter) -> None:
        """See to it; a task or a promise is done with it, a call is logged as held."""
        calls = [_unlogged(one) for one in found.several or (found,)]
        held = [call_outcomes.occasion(call) for call in calls if call is not None]
        self._do(handled.done, found, now=self._desk.now(), calls=held)

    def snooze(self, found: Matter) -> None:
        """Ask until which day it rests, and why."""
        self._desk.ask(settings.read, then=partial(self._ask_until, found), topic="matter")

    def promise(self, found: Matter) -> None:
        """Ask what is promised about it, by whom and by when."""

        def save(passed: "Passed", then: Callable[[], object]) -> None:
            stated: dict[str, Any] = {"text": passed.text, "owner_id": passed.person_id}
            stated |= {"about": _of_call(found)}
            self._do(passed_on.promise, found, then, due_on=passed.due_on, **stated)

        self._ask_whom(found, save, promise=True)

    def task(self, found: Matter) -> None:
        """Make it a follow-up of one's own."""
        stated: dict[str, Any] = {"text": self._wish(found), "about": _of_call(found)}
        self._do(passed_on.task, found, now=self._desk.now(), **stated)

    def hand(self, found: Matter) -> None:
        """Ask whose task it becomes, by when, with which note."""

        def save(passed: "Passed", then: Callable[[], object]) -> None:
            stated: dict[str, Any] = {"text": passed.text, "person_id": passed.person_id}
            stated |= {"due_on": passed.due_on, "note": passed.note, "about": _of_call(found)}
            self._do(passed_on.hand, found, then, **stated)

        self._ask_whom(found, save, promise=False)

    def back(self, found: Dealt) -> None:
        """Take back that something was seen to."""
        what = str(found.facts.get("what", ""))
        self._desk.do(handled.back, found.edit_id, what=what, notice=True)

    def _does(self, found: Matter) -> dict[Qt.Key, Callable[[], object]]:
        return {
            K.Key_D: partial(self.done, found),
            K.Key_S: partial(self.snooze, found),
            K.Key_C: partial(self.promise, found),
            K.Key_T: partial(self.task, found),
            K.Key_H: partial(self.hand, found),
        }

    def _do(
        self,
        verb: Callable[..., Any],
        found: Matter,
        then: Callable[[], object] | None = None,
        **stated: Any,
    ) -> None:
        what = matter_lines.title(found)
        after = None if then is None else lambda _result: then()
        self._desk.do(verb, found.keys, what=what, notice=True, then=after, **stated)

    def _wish(self, found: Matter) -> str:
        day = self._shown()
        return matter_lines.title(found) if day is None else matter_lines.wish(found, day)

    def _ask_until(self, found: Matter, stated: Settings) -> None:
        from salesdesk_app.ui.widgets.snooze_dialog import RESTS, SnoozeDialog

        if self._desk.refuses():
            return
        today = self._desk.today()
        what = matter_lines.title(found)

        def accept(until: date, why: str) -> None:
            told: dict[str, Any] = {"until": until, "why": why, "what": what, "notice": True}
            told |= {"now": self._desk.now(), "then": lambda _none: dialog.accept()}
            if found.standing:
                self._desk.do(handled.rest, found.deal_ids, **told)
            else:
                self._desk.do(handled.snooze, found.keys, **told)

        about = RESTS if found.standing else words.rests_until()
        days = _days(today, stated)
        dialog = SnoozeDialog(what, today, accept, self._pane, offered=days, about=about)
        dialog.open()

    def _ask_whom(
        self,
        found: Matter,
        save: Callable[["Passed", Callable[[], object]], object],
        *,
        promise: bool,
    ) -> None:
        from salesdesk_app.ui.panes.today.needs.pass_dialog import PassDialog

        if self._desk.refuses():
            return
        today = self._desk.today()

        def show(asked: tuple[list[PersonRow], Settings]) -> None:
            everybody, stated = asked
            here = [one for one in everybody if not one.left(today)]
            PassDialog(
                self._pane,
                save,
                what=matter_lines.title(found),
                wish=self._wish(found),
                people=here,
                person_id=found.person_id,
                due_on=stated.calendar.next_working(today),
                promise=promise,
            ).open()

        self._desk.ask(_whom, then=show, topic="matter")

    def _open_arrival(self, arrival: Arrival) -> None:
        title = words.imported(arrival.file)
        if arrival.deals:
            then = self._ways.open_deals
            self._desk.ask(deals_of, arrival.edit_id, title, then=then, topic="matter")
        elif arrival.kind in ("people", "quotas"):
            self._ways.go_to_team()
        else:
            self._desk.notice(words.no_place(title, arrival.kind))


def _unlogged(found: Matter) -> Call | None:
    """The call of which nobody said what came of it, where only a calendar holds it."""
    return found.hours[0].call if found.event == "unlogged" and found.hours else None


def _of_call(found: Matter) -> About:
    """What a call is about that only a calendar holds; of anything else its records tell it."""
    call = _unlogged(found)
    if call is None:
        return NOTHING
    return About(call.about.deal_id, call.about.account_id, call.about.contact_id)


def _whom(session: Any) -> tuple[list[PersonRow], Settings]:
    return people.listing(session), settings.read(session)


def _days(today: date, stated: Settings) -> dict[str, date]:
    """The days that a click picks, each day once."""
    offered = {
        _("Tomorrow"): today + timedelta(days=1),
        _("Next working day"): stated.calendar.next_working(today),
        _("Monday"): today + timedelta(days=7 - today.weekday()),
        _("In a week"): today + timedelta(days=7),
    }
    found: dict[str, date] = {}
    for name, day in offered.items():
        if day not in found.values():
            found[name] = day
    return found


def _nothing() -> None:
    """What a line between entries does."""
