"""The sample team itself: its people with their quotas, its customers, products and competitors."""

from dataclasses import dataclass
from datetime import date, timedelta

from salesdesk_app.services.sample.names import (
    ACCOUNTS,
    COMPETITORS,
    FIRST_NAMES,
    LAST_NAMES,
    MANAGER,
    PRODUCTS,
    REPS,
    TITLES,
    Rep,
)
from salesdesk_app.services.sample.story import Record, Scene


@dataclass(frozen=True, slots=True)
class Member:
    """A rep of the team: how it goes for them, and their record."""

    rep: Rep
    record: Record

    @property
    def started_on(self) -> date:
        """Their first day."""
        day: date = self.record.states[0][1]["started_on"]
        return day


@dataclass(slots=True)
class Cast:
    """Who plays: the records that deals and activities refer to."""

    manager: Record
    people: list[Member]
    accounts: dict[str, Record]
    contacts: dict[int, list[Record]]  # by the account's id
    products: list[Record]
    competitors: list[Record]

    def member(self, first_name: str) -> Member:
        """A member of the team by their first name."""
        return next(one for one in self.people if one.rep.name.startswith(first_name))


def cast(scene: Scene) -> Cast:
    """Puts the people, customers, products and competitors on the stage."""
    manager = _person(scene, MANAGER, "manager", None, None, months=84)
    people = [
        Member(rep, _person(scene, rep.name, "rep", manager.id, rep.region, months=rep.months))
        for rep in REPS
    ]
    for member in people:
        _quotas(scene, member)
    currency = scene.settings.currency
    products = [
        scene.add(
            "product",
            scene.opening,
            name=name,
            series=series,
            price_minor=scene.minor(price),
            currency=currency,
        )
        for name, series, price in PRODUCTS
    ]
    competitors = [
        scene.add("competitor", scene.opening, name=name, website=website, note=note)
        for name, website, note in COMPETITORS
    ]
    accounts, contacts = _customers(scene, [member.record for member in people])
    return Cast(manager, people, accounts, contacts, products, competitors)


def _person(
    scene: Scene, name: str, role: str, manager_id: int | None, region: str | None, *, months: int
) -> Record:
    return scene.add(
        "person",
        scene.opening,
        name=name,
        role=role,
        email=f"{name.lower().replace(' ', '.')}@salesdesk.example",
        manager_id=manager_id,
        region=region,
        started_on=scene.worked(scene.today - timedelta(days=round(months * 30.4))),
    )


def _quotas(scene: Scene, member: Member) -> None:
    """The quota of the last, this and the next quarter; a newcomer's ramps up."""
    this, rep = scene.quarter, member.rep
    ramps = (100, 100, 100) if rep.ramp == 100 else (rep.ramp - 35, rep.ramp, rep.ramp + 25)
    parts = ((this.previous(), 0.93), (this, 1.0), (this.next(), 1.05))
    for (period, share), ramp in zip(parts, ramps, strict=True):
        if period.last < this.first and member.started_on > period.first:
            continue  # not yet there for most of it
        scene.add(
            "quota",
            scene.opening,
            person_id=member.record.id,
            first_on=period.first,
            last_on=period.last,
            amount_minor=scene.minor(round(rep.quota * share / 5) * 5000),
            currency=scene.settings.currency,
            ramp_percent=ramp,
        )


def _customers(
    scene: Scene, owners: list[Record]
) -> tuple[dict[str, Record], dict[int, list[Record]]]:
    accounts: dict[str, Record] = {}
    contacts: dict[int, list[Record]] = {}
    first_names, last_names = FIRST_NAMES.split(), LAST_NAMES.split()
    for number, (name, industry, country) in enumerate(ACCOUNTS):
        domain = "".join(letter for letter in name.lower() if letter.isalnum())
        account = scene.add(
            "account",
            scene.opening,
            name=name,
            owner_id=owners[number % len(owners)].id,
            industry=industry,
            country=country,
            website=f"https://{domain}.example",
            founded=scene.rng.randint(1948, 2019),
            employees=scene.rng.choice((40, 85, 120, 260, 430, 800, 1500, 3200)),
            revenue_minor=scene.minor(scene.rng.randint(4, 240) * 500_000),
            currency=scene.settings.currency,
        )
        accounts[name] = account
        contacts[account.id] = []
        for _ in range(scene.rng.choice((2, 2, 3))):
            first, last = scene.pick(first_names), scene.pick(last_names)
            contact = scene.add(
                "contact",
                scene.opening,
                name=f"{first} {last}",
                account_id=account.id,
                title=scene.pick(TITLES),
                email=f"{first}.{last}@{domain}.example".lower(),
                phone=f"+00 555 {scene.rng.randint(1000, 9999)}",
            )
            contacts[account.id].append(contact)
    return accounts, contacts
