"""The changes command: what changed in the open pipeline since a day, a look or a frozen call."""

import argparse

from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.cli import printing
from salesdesk_app.clock import Clock
from salesdesk_app.domain import periods
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import settings, since, waterfall
from salesdesk_app.services.since import Moment
from salesdesk_app.services.verbs import ask
from salesdesk_app.services.waterfall import Flow
from salesdesk_app.services.workspace import Store
from salesdesk_app.wording import titles
from salesdesk_app.wording import waterfall as words
from salesdesk_app.wording.pipeline import no_rate

ALL_DATES = "all"


def changes(arguments: argparse.Namespace, clock: Clock) -> int:
    """Prints the waterfall and its deals, of this quarter unless a period or all dates are named.

    Problems: those of ``since.moment`` and of reading a period.
    """
    store = Store(arguments.workspace)
    try:
        moment, flow = ask(store, _flow, arguments, clock)
    finally:
        store.close()
    if arguments.json:
        printing.json_object(waterfall.as_json(flow, moment, clock.today()))
    else:
        _print(flow, moment, clock)
    return 0


def _flow(session: Session, arguments: argparse.Namespace, clock: Clock) -> tuple[Moment, Flow]:
    today, wanted = clock.today(), arguments.period
    start = settings.read(session).fiscal_start_month
    window: Period | None = periods.quarter_of(today, start)
    if wanted:
        window = None if wanted.lower() == ALL_DATES else periods.parse(wanted, start)
    moment = since.moment(session, arguments.since, today)
    return moment, waterfall.of(session, moment.edit_id, window, today=today)


def _print(flow: Flow, moment: Moment, clock: Clock) -> None:
    print(
        f"Open pipeline {words.window(flow.window)}, from {_then(moment)} to "
        f"{wording.day(clock.today(), year=True)}"
    )
    lines = [("start", flow.start, False), *((c, b, True) for c, b in flow.bars.items())]
    lines.append(("end", flow.end, False))
    for code, bar, is_change in lines:
        if bar.parts or not is_change:
            amount = words.amount(code, bar, flow.currency)
            print(f"{words.bar(code):<15} {amount:>16}  {words.held(bar)}")
    if flow.put_off:
        print(words.put_off(flow.put_off))
    for currency, count in flow.unconverted.items():
        print(no_rate(count, currency))
    _print_deals(flow)


def _print_deals(flow: Flow) -> None:
    code = ""
    for line in flow.lines:
        if line.code != code:
            code = line.code
            print(f"\n{words.bar(code)}")
        amount = words.signed(line.amount, flow.currency)
        title = titles.title(line.deal, line.account)
        about = words.from_to(line.before, line.after, flow.currency)
        parts = [title, line.owner, about]
        print(f"{amount:>16}  {' · '.join(part for part in parts if part)}")


def _then(moment: Moment) -> str:
    if moment.day is not None:
        return wording.day(moment.day, year=True)
    return words.moment(moment.here)
