"""Words, tones and hovers for the lines of one forecast."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain.calls import Said
from salesdesk_app.domain.money import Money, to_decimal
from salesdesk_app.services.forecasting.lines import Forecast, Part, RepLine
from salesdesk_app.ui.panes.pipeline.forecast.cells import CallCell, Stack
from salesdesk_app.ui.theme import Tone
from salesdesk_app.wording import forecast as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.pipeline import deals as so_many
from salesdesk_app.wording.today import taken_at

SUMS: dict[str, tuple[str, ...]] = {
    "closed": ("closed",),
    "commit": ("commit",),
    "best_case": ("best_case",),
    "pipeline": ("pipeline",),
}
"""The categories of each figure, every one by itself."""

CUMULATIVE: dict[str, tuple[str, ...]] = {
    "closed": ("closed",),
    "commit": ("closed", "commit"),
    "best_case": ("closed", "commit", "best_case"),
    "pipeline": ("commit", "best_case", "pipeline"),
}
"""The categories of each figure where they add up, see ``domain.forecast.Rollup``."""

FIGURES = tuple(SUMS)


class ForecastLook:
    """Words and tones for one forecast; a newer one takes its place as a whole."""

    def __init__(self) -> None:
        self.forecast: Forecast | None = None
        self.before: Forecast | None = None  # the one that it is compared with
        self.at: datetime | None = None  # the local moment of the figures
        self.cumulative = False
        self.writable = True  # whether calls can be stated: not while one looks back

    @property
    def currency(self) -> str:
        """The workspace currency."""
        return self.forecast.currency if self.forecast else "USD"

    @property
    def over(self) -> bool:
        """Whether the period has ended."""
        return self.forecast is not None and self.forecast.period.last < self.forecast.today

    def short(self, minor: int | None) -> str:
        """An amount in few letters: ``$84 k``; below ten thousand in full: ``$1,284``."""
        if minor is None:
            return wording.percent(None)
        return wording.money(minor, self.currency, short=True)

    def money(self, minor: int | None) -> str:
        """An amount in full."""
        return wording.money(minor, self.currency)

    def amount(self, minor: int | None) -> Money | None:
        """An amount as a plain value for a sheet."""
        return None if minor is None else Money(minor, self.currency)

    def part(self, line: RepLine, figure: str) -> Part:
        """What a figure of a line is made of, by itself or added up."""
        kinds = (CUMULATIVE if self.cumulative else SUMS)[figure]
        return joined(line.parts[kind] for kind in kinds)

    def figure(self, line: RepLine, figure: str) -> str:
        """A figure of a category; a dash where there is no deal."""
        part = self.part(line, figure)
        return self.short(part.value) if part.deal_ids else "–"

    def value(self, line: RepLine, figure: str) -> Money | None:
        """The same as a plain value."""
        return self.amount(self.part(line, figure).value)

    def changed(self, line: RepLine, figure: str) -> str:
        """How a figure differs from the forecast that it is compared with: ``+$12 k``."""
        old = None if self.before is None else line_of(self.before, line.id)
        if self.before is None:
            return ""
        past = 0 if old is None else self.part(old, figure).minor
        return self.difference(self.part(line, figure).minor - past)

    def difference(self, minor: int) -> str:
        """A difference with its sign; empty where there is none."""
        if minor == 0:
            return ""
        return f"{'+' if minor > 0 else '−'}{self.short(abs(minor))}"

    def call(self, said: Said | None) -> CallCell:
        """A call for its cell: the amount, its range, and that it is stale."""
        if said is None:
            return CallCell("")
        low, high = said.low_minor, said.high_minor
        between = "" if low is None and high is None else self.between(said)
        stale = "" if said.stale is None else _("stale")
        amount = "" if said.amount_minor is None else self.short(said.amount_minor)
        return CallCell(amount, between, stale)

    def between(self, said: Said) -> str:
        """The range of a call: ``$220 k–$260 k``, ``from $220 k``, ``to $260 k``."""
        low, high = said.low_minor, said.high_minor
        if low is not None and high is not None:
            return f"{self.short(low)}–{self.short(high)}"
        if low is not None:
            return _("from {amount}").format(amount=self.short(low))
        return "" if high is None else _("to {amount}").format(amount=self.short(high))

    def my_call(self, line: RepLine) -> str:
        """The manager's call; an invitation where one can be stated."""
        if line.manager is not None and line.manager.amount_minor is not None:
            return self.short(line.manager.amount_minor)
        return _("Set…") if self.may_call(line) else ""

    def may_call(self, line: RepLine) -> bool:
        """Whether a call for the line can be stated here."""
        return self.writable and not self.over and line.kind == "person"

    def typed_call(self, line: RepLine) -> Decimal | None:
        """What the editor of the manager's call starts from."""
        minor = None if line.manager is None else line.manager.amount_minor
        return None if minor is None else to_decimal(minor, self.currency)

    def against_quota(self, line: RepLine) -> str:
        """The manager's call less the quota: ``−$12 k short``, ``+$4 k over``, ``met``."""
        less = line.short_of(line.manager)
        if less is None:
            return ""
        if less == 0:
            return _("met")
        word = _("{amount} over") if less > 0 else _("{amount} short")
        return word.format(amount=self.difference(less))

    def quota_tone(self, line: RepLine) -> Tone:
        """Bad where the call falls short of the quota, good where it meets it."""
        less = line.short_of(line.manager)
        return "plain" if less is None else "good" if less >= 0 else "bad"

    def calibrated(self, line: RepLine) -> str:
        """What the rep's call comes to by their past calls; empty below four of them."""
        minor = line.calibrated.minor
        return "" if minor is None else self.short(minor)

    def stack(self, line: RepLine) -> Stack | None:
        """Closed, commit and best case against the quota; against themselves without one."""
        parts = [max(0, line.parts[kind].minor) for kind in ("closed", "commit", "best_case")]
        full = max(sum(parts), line.quota or 0)
        if not full:
            return None
        shares = (parts[0] / full, parts[1] / full, parts[2] / full)
        return Stack(shares, line.quota / full if line.quota else None)

    # What the hovers say

    def explain_figure(self, line: RepLine, figure: str) -> str:
        """Definition, sum and n of a figure, and what it was before."""
        part, found = self.part(line, figure), metric(self.code(figure))
        lines = [f"{found.name}: {found.text}", self.made_of(part)]
        if self.before is not None:
            lines.append(self.explain_change(line, figure))
        return self.dated("\n".join(lines))

    def explain_change(self, line: RepLine, figure: str) -> str:
        """What a figure was in the forecast that it is compared with."""
        old = None if self.before is None else line_of(self.before, line.id)
        was = self.short(0) if old is None else self.short(self.part(old, figure).value)
        changed = self.changed(line, figure) or _("no change")
        return _("{was} then, {changed}").format(was=was, changed=changed)

    def code(self, figure: str) -> str:
        """The code of a figure's definition."""
        added = {"commit": "commit", "best_case": "best_case", "pipeline": "forecast_open"}
        alone = f"forecast_{figure}"
        return added.get(figure, alone) if self.cumulative else alone

    def made_of(self, part: Part) -> str:
        """``$212,000 of 14 deals, 2 of them without a value``."""
        if not part.deal_ids:
            return _("No deals.")
        text = _("{value} of {deals}").format(
            value=self.money(part.minor), deals=so_many(len(part.deal_ids))
        )
        if part.unvalued:
            text += _(", {count} of them without a value").format(count=part.unvalued)
        return f"{text}."

    def explain_quota(self, line: RepLine) -> str:
        """What the quota is."""
        text = metric("quota").text
        said = _("No quota yet.") if line.quota is None else f"{self.money(line.quota)}."
        return f"{text}\n{said}"

    def explain_call(self, line: RepLine, said: Said | None, code: str) -> str:
        """Who says what, since when, and why it should be said again."""
        found = metric(code)
        lines = [f"{found.name}: {found.text}"]
        if said is None:
            return "\n".join([*lines, _("No call yet.")])
        lines.append(self.spoken(said))
        if said.stale is not None:
            lines.append(f"! {words.stale(said.stale, said.said_on)}.")
        if said.note:
            lines.append(f"“{said.note}”")
        return "\n".join(lines)

    def spoken(self, said: Said) -> str:
        """``$240,000, $220 k–$260 k, said 23 Nov``."""
        amount = self.money(said.amount_minor) or _("no amount")
        day = _("said {day}").format(day=wording.day(said.said_on))
        parts = [amount, self.between(said), day]
        if said.unconverted:
            parts.append(_("in {currency}, without a rate").format(currency=said.unconverted))
        return ", ".join(part for part in parts if part)

    def explain_calibrated(self, line: RepLine) -> str:
        """The ratio and its n: ``× 0.82, n 6``."""
        own, found = line.calibrated, metric("calibrated")
        ratio = own.ratio.value
        said = _("n {n}, shown from 4 on").format(n=own.n)
        if ratio is not None:
            said = _("× {ratio}, n {n}").format(ratio=f"{ratio:.2f}", n=own.n)
        return f"{found.name}: {found.text}\n{said}"

    def explain_against_quota(self, line: RepLine) -> str:
        """The two numbers of the difference."""
        found, call = metric("call_less_quota"), line.manager
        lines = [f"{found.name}: {found.text}"]
        if call is not None and call.amount_minor is not None and line.quota is not None:
            both = _("{call} called, {quota} quota")
            lines.append(
                both.format(call=self.money(call.amount_minor), quota=self.money(line.quota))
            )
        return "\n".join(lines)

    def explain_in(self, line: RepLine) -> str:
        """Closed and judged in, each with its n."""
        found = metric("total_in")
        closed, judged = self.made_of(line.parts["closed"]), self.made_of(line.judged_in)
        return self.dated(
            f"{found.name}: {found.text}\n"
            + _("Closed: {closed}\nIn: {judged}").format(closed=closed, judged=judged)
        )

    def explain_stack(self, line: RepLine) -> str:
        """The three parts of the bar and the quota."""
        parts = [
            f"{wording.term(kind)} {self.money(line.parts[kind].minor)}"
            for kind in ("closed", "commit", "best_case")
        ]
        if line.quota is not None:
            parts.append(_("quota {amount}").format(amount=self.money(line.quota)))
        return " · ".join(parts)

    def dated(self, text: str) -> str:
        """An explanation with the moment at which the figure was computed."""
        return text if self.at is None else f"{text}\n{taken_at(self.at)}"

    def title(self, line: RepLine, figure: str) -> str:
        """What the deals behind a figure are: ``Commit in Q4 2026, Priya Nair``."""
        period = "" if self.forecast is None else worded(self.forecast.period)
        name = figure if figure not in FIGURES else metric(self.code(figure)).name
        text = _("{figure} in {period}").format(figure=name, period=period)
        return text if line.kind == "everybody" else f"{text}, {line.name}"


def joined(parts: Iterable[Part]) -> Part:
    """Several parts as one."""
    held = list(parts)
    ids = tuple(deal_id for part in held for deal_id in part.deal_ids)
    return Part(sum(part.minor for part in held), ids, sum(part.unvalued for part in held))


def line_of(forecast: Forecast, line_id: int) -> RepLine | None:
    """The line of a person, of nobody, or the team's."""
    return forecast.team if forecast.team.id == line_id else forecast.line(line_id)
