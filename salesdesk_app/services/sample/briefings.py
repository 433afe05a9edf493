"""What the sample team's manager knows before today's calls: notes, rivals and promises."""

from dataclasses import dataclass
from datetime import datetime

from salesdesk_app.services.sample.deals import Books, Deal
from salesdesk_app.services.sample.story import Record, Scene, local


@dataclass(frozen=True, slots=True)
class Briefing:
    """About the deal with an account: what was said last, how to coach, and who else sells there.

    ``rivals`` are added to those that are met already, each with what was noted; ``promise`` is
    what its owner has promised, due on the next working day.
    """

    account: str
    said: str
    coaching: str
    rivals: tuple[tuple[str, str], ...] = ()
    promise: str = ""


BRIEFINGS = (
    Briefing(
        "Halden Freight",
        "The budget is there; legal wants two changes in the order form.",
        "Let her open with the price per vehicle, not with the licence.",
        (("Kestrel", "Offered 12 % less for three years"), ("Orbis", "Knows their head of IT")),
        "Send two references from haulage",
    ),
    Briefing(
        "Ostara Clinics",
        "IT asks for single sign-on before the rollout.",
        "Security questions first; ask who else signs.",
    ),
    Briefing(
        "Brightline Energy",
        "They look at two others until Christmas.",
        "He shows the product too early: ask about the sites first.",
    ),
    Briefing(
        "Harrow Mills",
        "The buyer is away until Thursday.",
        "Ask for the day of the board meeting, and who presents.",
    ),
    Briefing("Quayside Hotels", "The CFO said yes on the phone.", "Get the yes in writing today."),
    Briefing("Cobalt IT", "Wants to see the pilot plan.", "Let her talk less than half of it."),
)


def tell(books: Books) -> None:
    """Adds to the deals that are called about today what is known of them."""
    by_account = {
        name: deal
        for name, account in books.cast.accounts.items()
        for deal in books.deals
        if deal.account is account and deal.ended_on is None and deal.call
    }
    for briefing in BRIEFINGS:
        deal = by_account.get(briefing.account)
        if deal is not None:
            _about(books, deal, briefing)


def _about(books: Books, deal: Deal, briefing: Briefing) -> None:
    scene = books.scene
    last = _last_touch(scene, deal)
    if last is not None:
        last.states[0][1]["note"] = briefing.said
    moment = max(_at(scene), deal.record.states[0][0])
    deal.record.state(moment, coaching_note=briefing.coaching)
    for name, note in briefing.rivals:
        _meet(books, deal, name, note, moment)
    if briefing.promise:
        scene.add(
            "commitment",
            moment,
            text=briefing.promise,
            owner_id=deal.owner.record.id,
            due_on=scene.workday(1),
            deal_id=deal.record.id,
        )


def _meet(books: Books, deal: Deal, name: str, note: str, moment: datetime) -> None:
    """Lets a competitor be met in a deal, or says more of one that is."""
    rival = next((one for one in books.cast.competitors if one.states[0][1]["name"] == name), None)
    if rival is None:
        return
    key = {"deal_id": deal.record.id, "competitor_id": rival.id}
    met = (one for one in books.scene.records if one.table == "deal_competitor")
    known = next((one for one in met if key.items() <= one.states[0][1].items()), None)
    if known is None:
        books.scene.add("deal_competitor", moment, **key, note=note)
    else:
        known.states[0][1]["note"] = note


def _last_touch(scene: Scene, deal: Deal) -> Record | None:
    """The last call, mail or meeting that was done with a deal."""
    touches = [
        record
        for record in scene.records
        if record.table == "activity"
        and record.states[0][1].get("deal_id") == deal.record.id
        and record.states[0][1].get("done_at") is not None
    ]
    return max(touches, key=lambda record: record.states[0][1]["done_at"], default=None)


def _at(scene: Scene) -> datetime:
    """Yesterday, when the manager went through today's calls."""
    return local(scene.yesterday, 16, 40)
