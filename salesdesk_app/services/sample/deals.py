"""The sample team's deals: how one is made and passes its stages, and those won and lost."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from salesdesk_app.domain.deals import DEFAULT_LOST_REASONS
from salesdesk_app.domain.periods import Period
from salesdesk_app.services.sample.names import DEALS, NEXT_STEPS, SOURCES
from salesdesk_app.services.sample.story import Record, Scene
from salesdesk_app.services.sample.team import Cast, Member

AVERAGE = 46_000  # what a deal is worth, in whole units of the currency
LAST = 3  # the last of the four levels that the story knows; a workspace may have other stages
GROWTH = (0.80, 0.70, 0.62, 0.55)  # what the past four quarters brought against today's quota
PUSHED_BACK = (6, 20, 33)  # days ago on which close dates were pushed, the last push first

Trouble = Literal["", "quiet", "no_step", "passed", "pushed", "stuck", "one_contact", "hopeful"]


@dataclass(slots=True)
class Deal:
    """A deal as the story tells it; activities are told along it."""

    record: Record
    owner: Member
    account: Record
    level: int
    created_on: date
    ended_on: date | None = None  # None while it is open
    trouble: Trouble = ""
    call: str = ""  # "09:15" where a call is planned for today


@dataclass(slots=True)
class Books:
    """All deals so far; no two of an account bear the same name."""

    scene: Scene
    cast: Cast
    deals: list[Deal] = field(default_factory=list)
    named: set[tuple[int, str]] = field(default_factory=set)
    turn: int = 0

    def make(
        self,
        owner: Member,
        created: date,
        value: int,
        level: int,
        *,
        called: tuple[str, str] | None = None,
        contacts: int = 3,
        moment: datetime | None = None,
    ) -> Deal:
        """A new deal in its first stage; ``called`` is an account's name and the deal's."""
        scene = self.scene
        account, name, product = self._called(called)
        moment = moment or scene.hours(created)
        record = scene.add(
            "deal",
            moment,
            name=name,
            account_id=account.id,
            owner_id=owner.record.id,
            stage_id=self.stage(0),
            value_minor=scene.minor(value),
            currency=scene.settings.currency,
            created_on=created,
            source=scene.pick(SOURCES),
            next_step=scene.pick(NEXT_STEPS[0]),
            next_step_on=scene.worked(created + timedelta(days=6)),
        )
        deal = Deal(record, owner, account, level, created)
        self.deals.append(deal)
        self._links(deal, moment, product, contacts)
        return deal

    def pass_stages(self, deal: Deal, until: date) -> None:
        """Every stage between the first one and the deal's level, the last entered on a day."""
        scene = self.scene
        for level in range(1, deal.level + 1):
            day = scene.worked(deal.created_on + (until - deal.created_on) * level / deal.level)
            deal.record.state(
                scene.hours(max(day, deal.created_on)) + timedelta(minutes=level),
                stage_id=self.stage(level),
                next_step=scene.pick(NEXT_STEPS[level]),
                next_step_on=scene.worked(day + timedelta(days=7)),
            )

    def end(self, deal: Deal, moment: datetime, *, won: bool) -> None:
        """Won or lost at a moment."""
        scene = self.scene
        deal.ended_on = moment.date()
        deal.record.state(
            moment,
            stage_id=scene.won_stage if won else scene.lost_stage,
            closed_on=deal.ended_on,
            lost_reason=None if won else scene.pick(DEFAULT_LOST_REASONS[:6]),
            next_step=None,
            next_step_on=None,
        )

    def stage(self, level: int) -> int:
        """The stage that stands for a level of the story."""
        stages = self.scene.stages
        return stages[round(level * (len(stages) - 1) / LAST)]

    def _called(self, called: tuple[str, str] | None) -> tuple[Record, str, int]:
        """The account and the name of the next deal, and which product is in it."""
        if called is not None:
            account = self.cast.accounts[called[0]]
            self.named.add((account.id, called[1]))
            return account, called[1], dict(DEALS)[called[1]]
        accounts = list(self.cast.accounts.values())
        while True:
            self.turn += 1
            account = accounts[self.turn * 7 % len(accounts)]
            name, product = self.scene.pick(DEALS)
            if (account.id, name) in self.named:
                name = f"{name} {self.scene.today.year + 1}"
            if (account.id, name) not in self.named:
                self.named.add((account.id, name))
                return account, name, product

    def _links(self, deal: Deal, moment: datetime, product: int, contacts: int) -> None:
        scene, deal_id = self.scene, deal.record.id
        quantity = scene.rng.randint(1, 4)
        discount = scene.pick((0, 0, 0, 500, 1000, 2200))
        if discount > 2000 and deal_id % 4:
            discount = 1500  # few go beyond what the policy allows
        scene.add(
            "deal_product",
            moment,
            deal_id=deal_id,
            product_id=self.cast.products[product].id,
            quantity=quantity,
            discount_bp=discount,
        )
        people = self.cast.contacts[deal.account.id][:contacts]
        for contact, role in zip(people, ("Decides", "Uses it", "Pays"), strict=False):
            scene.add("deal_contact", moment, deal_id=deal_id, contact_id=contact.id, role=role)
        if scene.chance(0.5):
            rival = scene.rng.choices(self.cast.competitors, (5, 3, 2))[0]
            scene.add("deal_competitor", moment, deal_id=deal_id, competitor_id=rival.id)


def tell_past(books: Books, owner: Member) -> None:
    """What a rep won and lost in the four quarters before this one."""
    quarter = books.scene.quarter
    for growth in GROWTH:
        quarter = quarter.previous()
        if owner.started_on > quarter.first:
            return
        share = growth * books.scene.rng.uniform(0.85, 1.1) * owner.rep.pace**0.5
        _tell_closed(books, owner, quarter, quarter.last, owner.rep.quota * 1000 * share)


def tell_quarter(books: Books, owner: Member) -> int:
    """What a rep won and lost in this quarter until yesterday; the won sum in whole units."""
    scene = books.scene
    pace = scene.settings.calendar.pace(scene.quarter, scene.today)
    elapsed = pace.numerator / max(1, pace.denominator)
    target = owner.rep.quota * 10 * owner.rep.ramp * elapsed * owner.rep.pace
    return _tell_closed(books, owner, scene.quarter, scene.yesterday, target)


def _tell_closed(books: Books, owner: Member, period: Period, until: date, target: float) -> int:
    scene, rng = books.scene, books.scene.rng
    days = scene.workdays(period.first, until)
    total = round(target / 500) * 500
    if not days or total < 12_000:
        return 0
    count = max(1, round(total / AVERAGE))
    for place, value in enumerate(scene.split(total, count, 500)):
        share = (place + rng.random()) / count
        _tell_end(books, owner, days[int(share * len(days))], value, won=True)
    rate = owner.rep.win_rate
    lost = count * (1 - rate) / rate * rng.uniform(0.9, 1.1)
    for _ in range(round(lost)):
        value = round(rng.uniform(0.3, 1.8) * AVERAGE / 500) * 500
        _tell_end(books, owner, scene.pick(days), value, won=False)
    return total


def _tell_end(books: Books, owner: Member, day: date, value: int, *, won: bool) -> None:
    scene, rng = books.scene, books.scene.rng
    level = LAST if won else rng.choice((0, 1, 1, 2, 2, 3))
    created = scene.worked(day - timedelta(days=rng.randint(18, 30 + 22 * level)))
    deal = books.make(owner, created, value, level)
    expected = scene.worked(day + timedelta(days=rng.randint(-12, 9)))
    deal.record.states[0][1]["expected_close_on"] = max(expected, created)
    books.pass_stages(deal, created + (day - created) * 3 / 4)
    books.end(deal, scene.hours(day), won=won)
