"""Examples of the verbs of follow-ups and of mails that are dropped in."""

from datetime import timedelta

from salesdesk_app.exchange.mail.mails import Mail, Party
from salesdesk_app.services import activities
from salesdesk_app.services.inbox.mentions import Meant
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON

MAIL = Mail(
    message_id="1@halden.example",
    references=(),
    sender=Party("Anna Weiss", "anna@halden.example"),
    to=(Party("", "priya@example.com"),),
    sent_at=NOON - timedelta(hours=1),
    subject="Re: Offer",
    text="Can we talk?",
    attachments=("Offer.pdf",),
    notes=(),
)


def _noted(store: Store) -> int:
    return perform(store, Stamp(NOON), activities.follow_up, "Answer Weiss", now=NOON).result


@example("incoming_mails.keep")
def _(_store: Store) -> Arguments:
    return ([MAIL],), {"now": NOON}


@example("follow_ups.wait")
def _(store: Store) -> Arguments:
    until = NOON + timedelta(days=3)
    return (_noted(store),), {"until": until, "now": NOON, "note": "Sent the offer"}


@example("follow_ups.ask_again")
def _(store: Store) -> Arguments:
    return (_noted(store),), {"by": NOON + timedelta(days=1)}


@example("follow_ups.put_off")
def _(store: Store) -> Arguments:
    return (_noted(store),), {"by": NOON + timedelta(days=2)}


@example("follow_ups.log")
def _(store: Store) -> Arguments:
    return (_noted(store),), {"kind": "call", "note": "They take it", "now": NOON}


@example("follow_ups.link")
def _(store: Store) -> Arguments:
    return (_noted(store), Meant(account_id=2, deal_id=2)), {}
