"""A team to forecast for: a manager, two reps and their deals, in as few words as a test needs."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from salesdesk_app.domain.calls import Speaker
from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.services import people, quotas
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.forecasting import calls, rollup
from salesdesk_app.services.forecasting.lines import Forecast, RepLine
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.models import Stage
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 23)  # a Monday
Q4 = quarter_of(TODAY)
DECEMBER = date(2026, 12, 10)


def noon(day: date) -> datetime:
    """A moment of a day."""
    return datetime(day.year, day.month, day.day, 12).astimezone(UTC)


class Team:
    """A workspace with people, and verbs in few words; amounts in whole units of the currency."""

    def __init__(self, store: Store) -> None:
        self.store, self.day = store, TODAY
        with store.read() as session:
            rows = session.execute(select(Stage.name, Stage.id))
            self.stages = {row.name: row.id for row in rows}
        self.boss = self.person("Grace Obi", role="manager")
        self.ana = self.person("Ana Ruiz", manager_id=self.boss)
        self.ben = self.person("Ben Cole", manager_id=self.boss)

    def do(self, verb: Any, *args: Any, **kwargs: Any) -> Done[Any]:
        """A verb at noon of the world's day."""
        return perform(self.store, Stamp(noon(self.day)), verb, *args, **kwargs)

    def person(self, name: str, **facts: Any) -> int:
        """A person; the result is the id."""
        return int(self.do(people.add, PersonForm(name, **facts)).result)

    def quota(self, person_id: int, amount: int, period: Period = Q4) -> None:
        """A quota for a period."""
        self.do(quotas.set_quota, person_id, period, amount * 100)

    def deal(
        self,
        value: int | None,
        stage: str = "Proposal",
        *,
        owner: int | None = -1,
        closes: date | None = DECEMBER,
        created: date | None = date(2026, 10, 1),
        **facts: Any,
    ) -> int:
        """An open deal of Ana's, or of another's or nobody's; the result is the id."""
        minor = None if value is None else value * 100
        return int(
            self.do(
                deals.create,
                name=facts.pop("name", f"{stage} {value}"),
                stage_id=self.stages[stage],
                owner_id=self.ana if owner == -1 else owner,
                value_minor=minor,
                created_on=created,
                expected_close_on=closes,
                **facts,
            ).result
        )

    def won(self, value: int | None, day: date | None = None, **facts: Any) -> int:
        """A deal that was won on a day, or on the world's."""
        deal = self.deal(value, "Negotiation", **facts)
        self.do(deals.win, [deal], closed_on=day or self.day, today=max(self.day, day or self.day))
        return deal

    def lost(self, value: int | None, day: date | None = None, **facts: Any) -> int:
        """A deal that was lost on a day, or on the world's."""
        deal = self.deal(value, "Negotiation", **facts)
        self.do(deals.lose, [deal], reason="Price", closed_on=day or self.day, today=self.day)
        return deal

    def call(self, person_id: int, amount: int | None, by: Speaker = "rep", **more: Any) -> None:
        """A call for the fourth quarter, or for another period."""
        period = more.pop("period", Q4)
        for name in ("low", "high"):
            if name in more:
                more[f"{name}_minor"] = more.pop(name) * 100
        minor = None if amount is None else amount * 100
        self.do(calls.state, person_id, period, by, amount_minor=minor, today=self.day, **more)

    def freeze(self, period: Period = Q4) -> int:
        """Freezes the calls of a period on the world's day."""
        return int(self.do(calls.freeze, period, now=noon(self.day), today=self.day).result)

    def forecast(self, period: Period = Q4, wanted: DealFilter | None = None) -> Forecast:
        """The forecast as of the world's day."""
        return ask(self.store, rollup.forecast, self.day, period, wanted)

    def line(self, person_id: int, period: Period = Q4) -> RepLine:
        """One person's line of the forecast."""
        line = self.forecast(period).line(person_id)
        assert line is not None
        return line
