"""The minutes of a forecast call: what was agreed, as commitments, and the sheet of the call."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.calls import Said
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.sheets import Cell, Sheet, SheetColumn
from salesdesk_app.services import commitments
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.forecasting import agenda, standing
from salesdesk_app.services.forecasting.agenda import Agenda
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.services.forecasting.standing import Judged
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Account, Deal, Judgement
from salesdesk_app.wording import numbers, titles
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded

MONEY = (
    _("Quota"),
    _("Closed"),
    _("Closed and commit"),
    _("Best case"),
    _("Open pipeline"),
    _("Rep’s call"),
    _("Low"),
    _("High"),
    _("Manager’s call"),
    _("Manager’s low"),
    _("Manager’s high"),
    _("Total in"),
    _("Calibrated call"),
)
TEXTS = (_("Judged in"), _("Judged out"), _("Notes"), _("Commitments"))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed in the call: a text, by whom, until when, about which deal or none."""

    text: str
    owner_id: int
    due_on: date
    deal_id: int | None = None


@verb
def agree(session: Session, agreed: Sequence[Agreed]) -> list[int]:
    """Turns all that was agreed into commitments, in one step; the result is their ids.

    Problems: minutes.nothing, and those of ``commitments.add``.
    """
    if not agreed:
        raise Problem("minutes.nothing")
    made = [
        commitments.add(
            session, text=one.text, owner_id=one.owner_id, due_on=one.due_on, deal_id=one.deal_id
        )
        for one in agreed
    ]
    name_edit(session, text=agreed[0].text.strip(), count=len(made))
    return made


def sheet(
    session: Session,
    today: date,
    period: Period,
    *,
    noted: Mapping[int, str] | None = None,
    wanted: DealFilter | None = None,
) -> Sheet:
    """The minutes of today's forecast call: a row for each rep in the order of the call.

    ``noted`` are notes of the call by the person's id, beside those of the calls. The commitments
    are those made today; who made one and has no row gets one. Totals are everybody's.
    """
    called = agenda.of(session, today, period, wanted)
    deals = _deals(session)
    judged = standing.judgements(session)
    made: dict[int, list[CommitmentRow]] = defaultdict(list)
    for one in commitments.made_on(session, today):
        made[one.owner_id].append(one)
    rows = []
    for rep in called.reps:
        notes = _notes(rep.line, (noted or {}).get(rep.line.id, ""))
        texts = (*_judged(rep.line, judged, deals), notes, _promised(made.pop(rep.line.id, [])))
        money = _money(rep.line, rep.moved, called.forecast.currency)
        rows.append((rep.line.name, *money, *(text or None for text in texts)))
    for others in made.values():
        blank = (None,) * (len(MONEY) + len(TEXTS))
        rows.append((others[0].owner, *blank, _promised(others)))
    title = _("Forecast call {period}, {day}").format(
        period=worded(period), day=numbers.day(today, year=True)
    )
    return Sheet(title, _columns(called), tuple(rows), _totals(called))


def _columns(called: Agenda) -> tuple[SheetColumn, ...]:
    when = _("Since the last call")
    if called.since is not None:
        when = _("Since {day}").format(day=numbers.day(called.since.frozen_on, year=True))
    return (
        SheetColumn(_("Rep"), width=22),
        *(SheetColumn(heading, "money") for heading in (*MONEY, when)),
        *(SheetColumn(heading, width=40) for heading in TEXTS),
    )


def _totals(called: Agenda) -> tuple[Cell, ...]:
    line = called.forecast.team
    moved = [rep.moved for rep in called.reps if rep.moved is not None]
    money = _money(line, sum(moved) if called.since else None, called.forecast.currency)
    return (line.name, *money, *(None for _text in TEXTS))


def _money(line: RepLine, moved: int | None, currency: str) -> Iterable[Cell]:
    """The amounts of a line in the order of ``MONEY``, what it gained since behind them."""
    rollup = line.rollup
    amounts = (
        line.quota,
        rollup.closed,
        rollup.commit,
        rollup.best_case,
        rollup.open_pipeline,
        *_amounts(line.rep),
        *_amounts(line.manager),
        line.total_in,
        line.calibrated.minor,
        moved,
    )
    return (None if minor is None else Money(minor, currency) for minor in amounts)


def _amounts(call: Said | None) -> tuple[int | None, int | None, int | None]:
    return (None,) * 3 if call is None else (call.amount_minor, call.low_minor, call.high_minor)


def _judged(
    line: RepLine, judged: Mapping[int, Judged], deals: Mapping[int, str]
) -> tuple[str, str]:
    """The deals judged in and those judged out, each with its note."""

    def told(deal_id: int) -> str:
        note = judged[deal_id].note
        return f"{deals[deal_id]} ({note})" if note else deals[deal_id]

    return (
        "; ".join(map(told, line.judged_in.deal_ids)),
        "; ".join(map(told, line.judged_out.deal_ids)),
    )


def _notes(line: RepLine, noted: str) -> str:
    """What was noted in the call, then the notes of the calls with who said them."""
    said = ((_("Rep"), line.rep), (_("Manager"), line.manager))
    notes = [f"{who}: {call.note}" for who, call in said if call is not None and call.note]
    return "; ".join([noted.strip(), *notes] if noted.strip() else notes)


def _promised(rows: Iterable[CommitmentRow]) -> str:
    return "; ".join(
        _("{text} (by {day})").format(text=row.text, day=numbers.day(row.due_on, year=True))
        for row in rows
    )


def _deals(session: Session) -> dict[int, str]:
    """What the deals that were judged are called, by their ids."""
    rows = session.execute(
        select(Deal.id, Deal.name, Account.name)
        .join(Judgement, Judgement.deal_id == Deal.id)
        .outerjoin(Account, Account.id == Deal.account_id)
    )
    return {deal_id: titles.title(name, account) for deal_id, name, account in rows}
