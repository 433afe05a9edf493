"""The manager's follow-ups of the sample: a mail to answer, a call to return, one that waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from salesdesk_app.services.sample.deals import Deal
from salesdesk_app.services.sample.story import Record, Scene, local
from salesdesk_app.services.sample.team import Cast

ASKED = """Hello Ellen,

thank you for the plan. Two points before we agree:

- Can the training in Kassel move to January?
- Who on your side looks after the data from the old system?

Our board meets at noon, so a word before that would help.

{name}

On Thu, Ellen Marsh wrote:
> Attached is the rollout plan that we talked about.
> Please tell me whether the dates suit you.
"""
SENT = """Dear {first},

here is the draft of the contract, with the discount that we agreed on.
I look forward to hearing from you.

Ellen
"""


@dataclass(slots=True)
class Inbox:
    """Tells what is to be answered and what one waits for."""

    scene: Scene
    cast: Cast
    deals: list[Deal]

    def tell(self) -> None:
        """The follow-ups with their mails."""
        scene, today, yesterday = self.scene, self.scene.today, self.scene.yesterday
        came = local(yesterday, 16, 40)
        asks, name, address = self._contact("Ostara Clinics")
        answer = self._follow_up(
            "mail", f"Answer {name}: Re: Rollout plan", came, local(today, 11, 30), asks
        )
        said = ("Re: Rollout plan", ASKED.format(name=name))
        self._mail(answer, came, (name, address), self._us(), said)
        rings, _name, _address = self._contact("Delta Foods")
        subject = "Call Delta Foods back about the invoice"
        self._follow_up("task", subject, came, local(today, 16), rings)
        sent = local(scene.workday(-2), 15, 20)
        reads, name, address = self._contact("Alder & Pine")
        waits = self._follow_up(
            "mail", f"Answer from {name}: Contract", sent, local(scene.workday(2), 8), reads
        )
        waits.states[0][1]["waiting_since"] = sent
        said = ("Contract", SENT.format(first=name.split(" ")[0]))
        self._mail(waits, sent, self._us(), (name, address), said)

    def _contact(self, account: str) -> tuple[Record, str, str]:
        record = self.cast.contacts[self.cast.accounts[account].id][0]
        stated = record.states[0][1]
        return record, stated["name"], stated["email"]

    def _us(self) -> tuple[str, str]:
        stated = self.cast.manager.states[0][1]
        return stated["name"], stated["email"]

    def _follow_up(
        self, kind: str, subject: str, made: datetime, planned: datetime, contact: Record
    ) -> Record:
        account_id = contact.states[0][1]["account_id"]
        known = [deal for deal in self.deals if deal.account.id == account_id]
        open_ones = [deal for deal in known if deal.ended_on is None]
        values: dict[str, Any] = {
            "kind": kind,
            "subject": subject,
            "planned_at": planned,
            "account_id": account_id,
            "contact_id": contact.id,
            "deal_id": open_ones[0].record.id if open_ones else None,
            "person_id": self.cast.manager.id,
        }
        began = max((made, *(deal.record.states[0][0] for deal in open_ones[:1])))
        return self.scene.add("activity", began, **values)

    def _mail(
        self,
        about: Record,
        sent: datetime,
        sender: tuple[str, str],
        to: tuple[str, str],
        said: tuple[str, str],
    ) -> None:
        made = about.states[0][0]
        self.scene.add(
            "message",
            made,
            activity_id=about.id,
            message_id=f"{about.id}@sample.example",
            sender=sender[0],
            address=sender[1],
            recipients=[list(to)],
            sent_at=sent,
            subject=said[0],
            text=said[1].strip(),
            attachments={"names": [], "notes": []},
        )
