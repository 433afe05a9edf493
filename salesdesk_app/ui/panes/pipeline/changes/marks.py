"""The bars of the waterfall: their values, the words for the hover, and the deals behind each."""

from salesdesk_app.domain.waterfall import CODES, Bar
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.since import Moment
from salesdesk_app.services.waterfall import Flow
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.chart_parts import Mark
from salesdesk_app.wording import waterfall as words
from salesdesk_app.wording.language import gettext as _

GOOD = ("created", "reopened", "moved_to_team", "pulled_in", "pushed_in", "increased", "won")


def tone_of(code: str) -> Tone:
    """Won is good though it leaves the open pipeline; what else takes from it is not."""
    return "good" if code in GOOD else "bad"


def of_flow(flow: Flow, moment: Moment, *, today: bool = True) -> list[Mark]:
    """Start, every bar that holds a deal, and End; each mark's key is the bar's code.

    ``today`` tells whether End is the present or a day that is looked back at.
    """
    found = [_standing("start", flow.start, flow, words.open_then(moment.here, moment.day))]
    found += [_moving(code, flow.bars[code], flow) for code in CODES if flow.bars[code].parts]
    found.append(_standing("end", flow.end, flow, words.open_now(today=today)))
    return found


def filter_of(flow: Flow, moment: Moment, code: str) -> DealFilter:
    """The deals of a bar, to be shown in the table under its name."""
    bars: dict[str, Bar] = {"start": flow.start, "end": flow.end}
    bars.update(flow.bars.items())
    then = words.since(moment.here, moment.day)
    title = {
        "start": _("Open pipeline {then}").format(then=words.on(moment.here, moment.day)),
        "end": _("Open pipeline {window}").format(window=words.window(flow.window)),
    }.get(code, _("{bar} {since}").format(bar=words.bar(code), since=then))
    return DealFilter(deal_ids=frozenset(bars[code].parts), title=title)


def put_off_filter(flow: Flow, moment: Moment) -> DealFilter:
    """The deals that were put off, to be shown in the table."""
    ids = frozenset(key for found in flow.put_off.values() for key in found)
    since = words.since(moment.here, moment.day)
    return DealFilter(deal_ids=ids, title=_("Put off {since}").format(since=since))


def _standing(code: str, bar: Bar, flow: Flow, label: str) -> Mark:
    text = words.amount(code, bar, flow.currency, short=True)
    return Mark(code, label, float(bar.amount), text, _explained(code, label, bar, flow))


def _moving(code: str, bar: Bar, flow: Flow) -> Mark:
    text, name = words.amount(code, bar, flow.currency, short=True), words.bar(code)
    explain = _explained(code, name, bar, flow)
    return Mark(code, name, float(bar.amount), text, explain, tone=tone_of(code))


def _explained(code: str, name: str, bar: Bar, flow: Flow) -> str:
    amount = words.amount(code, bar, flow.currency)
    return "\n".join((name, f"{amount}, {words.held(bar)}", words.BARS[code].text))
