"""What one does with a forecast: state calls, judge deals, freeze; each is one step to undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain.calls import Said, Speaker
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import minor_of
from salesdesk_app.domain.periods import Period
from salesdesk_app.services.forecasting import calls
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.pipeline.forecast.judging_table import Judgeable
from salesdesk_app.wording.language import gettext as _


@dataclass(frozen=True)
class Stated:
    """A call as it was typed, in minor units; a field that was left open is None."""

    amount_minor: int | None
    low_minor: int | None
    high_minor: int | None
    note: str | None

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return all(
            said is None for said in (self.amount_minor, self.low_minor, self.high_minor, self.note)
        )


class Deeds:
    """Writes what the forecast's screens ask for; ``period`` and ``currency`` are theirs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.period: Period | None = None
        self.currency = "USD"

    def state(
        self,
        line: RepLine,
        said_by: Speaker,
        stated: Stated,
        then: Callable[[object], object] | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """States a call, or takes it back where nothing is said any more."""
        if self.period is None:
            return
        today = self.desk.today()
        if stated.empty:
            self.desk.do(
                calls.withdraw,
                line.id,
                self.period,
                said_by,
                today=today,
                notice=True,
                then=then,
                failed=failed,
            )
            return
        self.desk.do(
            calls.state,
            line.id,
            self.period,
            said_by,
            amount_minor=stated.amount_minor,
            low_minor=stated.low_minor,
            high_minor=stated.high_minor,
            note=stated.note,
            today=today,
            then=then,
            failed=failed,
        )

    def say_again(self, line: RepLine, said_by: Speaker) -> None:
        """States the same call as of today."""
        said = line.rep if said_by == "rep" else line.manager
        if said is not None:
            stated = Stated(said.amount_minor, said.low_minor, said.high_minor, said.note)
            self.state(line, said_by, stated)

    def type_call(self, line: RepLine, value: Decimal | None) -> None:
        """States my call as it was typed into the table; its range and note stay."""
        said = line.manager
        try:
            minor = minor_of(value, self.currency)
        except Problem as problem:
            self.desk.notice(wording.problem(problem.code, problem.facts), "bad")
            return
        stated = as_stated(said, minor)
        if minor is not None and _tiny(minor, line):
            self.state(line, "manager", stated, lambda _done: self._warn(line, minor))
        else:
            self.state(line, "manager", stated)

    def judge_rows(self, rows: Sequence[Judgeable], verdict: str | None) -> None:
        """Judges deals in, out, or neither; the note of each stays with it."""
        ids = [row.id for row in rows]
        self.desk.do(calls.judge, ids, verdict, today=self.desk.today(), notice=True)

    def note(self, row: Judgeable, text: str) -> None:
        """Says why a deal was judged as it was."""
        today = self.desk.today()
        self.desk.do(calls.judge, [row.id], row.verdict, note=text, today=today, notice=True)

    def freeze(self) -> None:
        """Keeps all calls of the period as they stand."""
        if self.period is not None:
            now, today = self.desk.now(), self.desk.today()
            self.desk.do(calls.freeze, self.period, now=now, today=today, notice=True)

    def _warn(self, line: RepLine, minor: int) -> None:
        """A number typed without its thousands is kept as typed, and said."""
        text = _("My call for {name} is {amount} now. Type 260k for 260 thousand.")
        amount = wording.money(minor, self.currency)
        self.desk.notice(text.format(name=line.name, amount=amount), "warn")


def as_stated(said: Said | None, amount_minor: int | None) -> Stated:
    """A call with another amount; where it is emptied, its range goes and its note stays."""
    if said is None or amount_minor is None:
        return Stated(amount_minor, None, None, None if said is None else said.note)
    return Stated(amount_minor, said.low_minor, said.high_minor, said.note)


def _tiny(minor: int, line: RepLine) -> bool:
    """Whether an amount is a hundred times smaller than all else that is known of the line."""
    known = [line.quota or 0, line.rollup.best_case]
    if line.manager is not None and line.manager.amount_minor:
        known.append(line.manager.amount_minor)
    return 0 < minor * 100 < max(known)
