"""What came out of a call, rep by rep: numbers that changed, judgements, commitments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from salesdesk_app.domain.calls import Said
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.forecasting.agenda import Agenda, RepAgenda
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.panes.pipeline.forecast.calling.loaded import CallData
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook, line_of
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording.language import gettext as _


@dataclass(frozen=True)
class Outcome:
    """A rep when the call began and now, and what was agreed."""

    id: int
    name: str
    before: RepLine | None
    now: RepLine
    moved: int | None
    made: tuple[CommitmentRow, ...]

    @property
    def judged(self) -> tuple[int, int]:
        """How many deals are judged in and out now."""
        return len(self.now.judged_in.deal_ids), len(self.now.judged_out.deal_ids)


def outcomes(begun: Agenda, data: CallData, order: Sequence[int]) -> list[Outcome]:
    """The reps in the order of the call."""
    now: Mapping[int, RepAgenda] = {rep.line.id: rep for rep in data.agenda.reps}
    return [
        Outcome(
            rep_id,
            now[rep_id].line.name,
            line_of(begun.forecast, rep_id),
            now[rep_id].line,
            now[rep_id].moved,
            tuple(data.made_by(rep_id)),
        )
        for rep_id in order
        if rep_id in now
    ]


def columns(look: ForecastLook) -> tuple[Column, ...]:
    """The columns of the summary."""
    return (
        Column("rep", _("Rep"), lambda one: one.name, "person", width=150, strong=True),
        Column(
            "moved",
            _("Since the last freeze"),
            lambda one: "" if one.moved is None else look.difference(one.moved) or "–",
            "number",
            width=136,
            sort_key=lambda one: one.moved,
            value=lambda one: look.amount(one.moved),
            value_kind="money",
            heading_explain=_("What closed and commit gained since the calls were last frozen"),
        ),
        _said(look, "rep_call", _("Rep’s call"), lambda line: line.rep),
        _said(look, "my_call", _("My call"), lambda line: line.manager),
        Column(
            "judged",
            _("In · out"),
            lambda one: " · ".join(map(str, one.judged)),
            "number",
            width=72,
            sort_key=lambda one: one.judged,
        ),
        Column(
            "total_in",
            _("Total in"),
            lambda one: _was_now(
                look,
                None if one.before is None else one.before.total_in,
                one.now.total_in,
            ),
            "number",
            width=140,
            sort_key=lambda one: one.now.total_in,
            value=lambda one: look.amount(one.now.total_in),
            value_kind="money",
        ),
        Column(
            "made",
            _("Commitments"),
            lambda one: "; ".join(made.text for made in one.made),
            width=240,
            stretch=True,
            explain=lambda one: "\n".join(made.text for made in one.made),
        ),
    )


def _said(look: ForecastLook, key: str, title: str, of: Callable[[RepLine], Said | None]) -> Column:
    def minor(line: RepLine | None) -> int | None:
        said = None if line is None else of(line)
        return None if said is None else said.amount_minor

    return Column(
        key,
        title,
        lambda one: _was_now(look, minor(one.before), minor(one.now)),
        "number",
        width=140,
        sort_key=lambda one: minor(one.now),
        value=lambda one: look.amount(minor(one.now)),
        value_kind="money",
    )


def _was_now(look: ForecastLook, before: int | None, now: int | None) -> str:
    """``$240 k → $225 k`` where it changed, else what it is."""
    if before == now or before is None:
        return "" if now is None else look.short(now)
    return f"{look.short(before)} → {'–' if now is None else look.short(now)}"
