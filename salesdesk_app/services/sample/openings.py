"""The sample team's open deals: those that today is about, told by hand, and the others."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from salesdesk_app.domain import slips
from salesdesk_app.services.sample.deals import PUSHED_BACK, Books, Deal, Trouble
from salesdesk_app.services.sample.names import NEXT_STEPS
from salesdesk_app.services.sample.story import local
from salesdesk_app.services.sample.team import Member


@dataclass(frozen=True, slots=True)
class Star:
    """An open deal that is told by hand.

    ``call`` is when it is called about today, ``closes`` in how many working days it is expected
    to close where that is told as well.
    """

    rep: str
    account: str
    name: str
    value: int
    level: int
    trouble: Trouble = ""
    call: str = ""
    closes: int = 0


SLIPPED = (*slips.REASONS, None)  # what was answered to why, or nothing
STARS = (
    Star("Priya", "Halden Freight", "Fleet telematics", 84_000, 3, call="09:15"),
    Star("Marco", "Ostara Clinics", "Clinic rollout", 22_500, 2, "one_contact", "10:00"),
    Star("Tom", "Brightline Energy", "Site licence", 61_000, 1, "no_step", "11:30"),
    Star("Jonas", "Corvid Media", "Analytics", 46_000, 2, "quiet"),
    Star("Jonas", "Northlight", "Pilot", 29_000, 1, "stuck", "14:00"),
    Star("Priya", "Alder & Pine", "Site licence", 38_000, 3, closes=3),
    Star("Aisha", "Juniper Foods", "Fleet telematics", 61_000, 2, call="13:30"),
    Star("Grace", "Vela Motors", "Analytics for finance", 22_500, 2, call="15:00"),
    Star("Sam", "Harrow Mills", "Cold chain sensors", 52_000, 2, "pushed", "09:45"),
    Star("Sam", "Ashdown", "Premium support", 17_000, 1, "passed"),
    Star("Lena", "Quayside Hotels", "Site licence", 57_500, 3, "hopeful", "10:30", 2),
    Star("Tom", "Fenwick Tools", "Fleet telematics", 44_000, 2, "pushed"),
    Star("Marco", "Tidewater", "Cold chain, phase 2", 33_000, 1, "quiet"),
    Star("Grace", "Larkspur", "Site licence, more seats", 36_000, 1, "no_step"),
    Star("Lena", "Foxglove Care", "Analytics", 27_500, 1, "no_step"),
    Star("Aisha", "Kestner Pharma", "Cold chain sensors", 53_500, 1, "stuck"),
    Star("Yuki", "Cobalt IT", "Pilot", 15_000, 1, call="16:00"),
)
ENDED = (("Delta Foods", "Onboarding package"), ("Kitewing", "Pilot"))  # won, lost last evening
NIGHT_LEAD = ("Gannet Shipping", "Analytics")
LEVELS = (0, 1, 2, 0, 3, 1, 2, 0)  # of the others, one after another
LONG_AGO = {"quiet": 34, "pushed": 16, "passed": 16, "stuck": 48}  # days in the stage


def reserve(books: Books) -> None:
    """Keeps the names of the deals told by hand from being given to others."""
    told = [(star.account, star.name) for star in STARS]
    for account, name in (*told, *ENDED, NIGHT_LEAD):
        books.named.add((books.cast.accounts[account].id, name))


def tell_open(books: Books, owner: Member, won: int) -> None:
    """A rep's open deals, worth about their coverage of what is left of the quota."""
    scene, rep = books.scene, owner.rep
    stars = [star for star in STARS if rep.name.startswith(star.rep)]
    for star in stars:
        deal = _begun(books, owner, star.value, star.level, star)
        deal.call = star.call
    others = rep.open_deals - len(stars)
    left = max(0, rep.quota * 10 * rep.ramp - won) * rep.coverage
    size = (left - sum(star.value for star in stars)) / max(1.0, others * 0.7)
    size = min(max(size, 14_000), 62_000)
    for place in range(others):
        value = round(size * scene.rng.uniform(0.6, 1.4) / 500) * 500
        _vary(books, _begun(books, owner, value, LEVELS[place % len(LEVELS)], None), value)


def _begun(books: Books, owner: Member, value: int, level: int, star: Star | None) -> Deal:
    """An open deal in its stage, with its close date and its next step."""
    scene, rng = books.scene, books.scene.rng
    trouble: Trouble = star.trouble if star else ""
    back = LONG_AGO.get(trouble) or rng.randint(1, 9)
    entered = min(scene.worked(scene.today - timedelta(days=back)), scene.yesterday)
    age = (0, 12, 26, 44)[level] + (rng.randint(0, 16) if level else 0)
    created = scene.worked(entered - timedelta(days=age))
    alone = 1 if trouble == "one_contact" else 3
    called = (star.account, star.name) if star else None
    deal = books.make(owner, created, value, level, called=called, contacts=alone)
    deal.trouble = trouble
    books.pass_stages(deal, entered)
    _expect(books, deal, star.closes if star else 0)
    _plan(books, deal)
    if trouble == "hopeful":
        deal.record.states[0][1]["probability"] = 90
    return deal


def _expect(books: Books, deal: Deal, closes: int) -> None:
    """When the deal is expected to close; a pushed one was expected sooner, three times over."""
    scene = books.scene
    soon = scene.workdays(scene.workday(2), scene.quarter.last) or [scene.workday(4)]
    later = scene.workdays(scene.quarter.next().first, scene.quarter.next().last)[:45]
    if closes:
        day = scene.workday(closes)
    elif deal.trouble == "passed":
        day = scene.today - timedelta(days=1)
    elif deal.trouble == "pushed" or scene.chance((0.35, 0.65, 0.9, 1.0)[deal.level]):
        day = scene.pick(soon[len(soon) // 5 :])
    else:
        day = scene.pick(later)
    deal.record.states[0][1]["expected_close_on"] = day
    if deal.trouble == "pushed":
        _push(books, deal, day, 3)


def _push(books: Books, deal: Deal, day: date, times: int) -> None:
    """Lets the close date have come to a day by so many pushes, as far back as the deal goes."""
    scene, expected = books.scene, day
    for back in PUSHED_BACK[:times]:
        when = scene.worked(scene.today - timedelta(days=back))
        if when <= deal.created_on:
            break
        why = SLIPPED[(expected.toordinal() + back) % len(SLIPPED)]
        deal.record.state(scene.hours(when), expected_close_on=expected, slip_reason=why)
        expected = scene.worked(expected - timedelta(days=scene.rng.randint(9, 18)))
    deal.record.states[0][1]["expected_close_on"] = expected


def _plan(books: Books, deal: Deal) -> None:
    """What comes next; nothing, or something long due, where that is the trouble."""
    scene, rng = books.scene, books.scene.rng
    if deal.trouble == "no_step":
        moment = scene.hours(scene.workday(-1))
        deal.record.state(moment, next_step=None, next_step_on=None)
        return
    when = max(scene.worked(scene.today - timedelta(days=rng.randint(1, 6))), deal.created_on)
    if deal.trouble == "quiet":
        when = scene.worked(scene.today - timedelta(days=24))
    ahead = scene.workday(rng.randint(1, 8)) if deal.trouble != "quiet" else scene.workday(-6)
    step = scene.pick(NEXT_STEPS[deal.level])
    deal.record.state(scene.hours(when), next_step=step, next_step_on=ahead)


def _vary(books: Books, deal: Deal, value: int) -> None:
    """Some close dates were pushed once, some values changed on the way."""
    scene, rng = books.scene, books.scene.rng
    if scene.chance(0.25):
        _push(books, deal, deal.record.states[0][1]["expected_close_on"], 1)
    changed = scene.worked(scene.today - timedelta(days=rng.randint(2, 20)))
    if scene.chance(0.25) and changed > deal.created_on:
        before = round(value * rng.uniform(0.8, 1.2) / 500) * 500
        deal.record.states[0][1]["value_minor"] = scene.minor(before)
        deal.record.state(scene.hours(changed), value_minor=scene.minor(value))


def tell_evening(books: Books) -> None:
    """What happened after the manager went home on the last working day, and in the night."""
    scene, cast = books.scene, books.cast
    by_name = {(deal.account.id, deal.record.states[0][1]["name"]): deal for deal in books.deals}

    def star(account: str) -> Deal:
        name = next(star.name for star in STARS if star.account == account)
        return by_name[cast.accounts[account].id, name]

    def evening(minute: int) -> datetime:
        return local(scene.yesterday, 17, minute)

    pushed = star("Halden Freight").record
    soon = scene.workdays(scene.workday(6), scene.quarter.last)[-9:] or [scene.workday(12)]
    pushed.states[0][1]["expected_close_on"] = scene.worked(soon[0] - timedelta(days=24))
    first = scene.worked(soon[0] - timedelta(days=11))
    pushed.state(scene.hours(scene.workday(-13)), expected_close_on=first, slip_reason="obstacle")
    pushed.state(evening(25), expected_close_on=soon[0], slip_reason="buyer_delay")

    grace = star("Vela Motors").record
    grace.states[0][1]["value_minor"] = scene.minor(29_000)
    grace.state(evening(35), value_minor=scene.minor(22_500))
    star("Juniper Foods").record.state(
        evening(40), stage_id=books.stage(3), next_step=NEXT_STEPS[3][0]
    )

    pine = star("Alder & Pine").record
    lines = (r for r in scene.records if r.table == "deal_product")
    line = next((r for r in lines if r.states[0][1]["deal_id"] == pine.id), None)
    if line is not None:
        line.states[0][1]["discount_bp"] = 1_000
        line.state(evening(45), discount_bp=2_200)

    _tell_ended(books)
    night = local(scene.today, 0, 1)
    yuki = cast.member("Yuki")
    lead = books.make(yuki, scene.yesterday, 19_500, 0, called=NIGHT_LEAD, moment=night)
    lead.record.states[0][1].update(source="Website", expected_close_on=scene.workday(40))


def _tell_ended(books: Books) -> None:
    """A deal that was won in the evening, and one that was lost."""
    scene = books.scene
    for called, name, value, won, minute in zip(
        ENDED, ("Lena", "Tom"), (31_200, 26_000), (True, False), (50, 20), strict=True
    ):
        created = scene.worked(scene.yesterday - timedelta(days=44))
        deal = books.make(books.cast.member(name), created, value, 3, called=called)
        deal.record.states[0][1]["expected_close_on"] = scene.yesterday
        books.pass_stages(deal, scene.yesterday - timedelta(days=8))
        books.end(deal, local(scene.yesterday, 17, minute), won=won)
