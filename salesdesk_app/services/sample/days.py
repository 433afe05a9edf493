"""What the sample team does: calls and mails along its deals, plans for today, 1:1s, promises."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from salesdesk_app.clock import local_day
from salesdesk_app.services.sample.deals import Deal
from salesdesk_app.services.sample.names import PROMISES, SUBJECTS
from salesdesk_app.services.sample.story import WEEKS, Record, Scene, local
from salesdesk_app.services.sample.team import Cast, Member

KINDS = ("call", "mail", "meeting", "task", "note")
SHARES = (45, 30, 13, 8, 4)
MINUTES = {"call": (10, 15, 20, 25, 30), "meeting": (30, 45, 60)}
# When the team's other calls and meetings of today begin.
TIMES = ("08:45", "11:00", "14:30", "15:30")

# Who promised what, due in so many working days (below zero: that long ago), and what became of it.
PROMISED: tuple[tuple[str, int, int, Literal["open", "kept", "late"]], ...] = (
    ("Jonas", 0, -4, "open"),
    ("Jonas", 1, 0, "open"),
    ("Jonas", 2, 4, "open"),
    ("Sam", 4, -2, "open"),
    ("Sam", 5, -1, "open"),
    ("Priya", 8, 0, "open"),
    ("Lena", 6, 2, "open"),
    ("Lena", 9, 6, "open"),
    ("Marco", 7, 3, "open"),
    ("Grace", 2, 5, "open"),
    ("Yuki", 3, 2, "open"),
    ("Jonas", 3, -8, "kept"),
    ("Jonas", 7, -16, "late"),
    ("Priya", 5, -12, "kept"),
    ("Tom", 6, -7, "kept"),
    ("Tom", 2, -19, "kept"),
    ("Lena", 4, -14, "kept"),
    ("Marco", 2, -9, "late"),
    ("Aisha", 6, -11, "kept"),
    ("Grace", 8, -13, "kept"),
    ("Sam", 7, -10, "late"),
    ("Sam", 9, -21, "late"),
    ("Yuki", 6, -6, "kept"),
)


@dataclass(slots=True)
class Days:
    """Tells the days of the team along its deals."""

    scene: Scene
    cast: Cast
    deals: list[Deal]

    def tell(self) -> None:
        """Everything that was done or is planned, and what was promised."""
        for deal in self.deals:
            self._along(deal)
        for member in self.cast.people:
            self._prospecting(member)
        self._calls_today()
        self._ahead()
        self._one_to_ones()
        self._own_day()
        self._promises()

    def _along(self, deal: Deal) -> None:
        """Calls, mails and meetings while the deal is worked on."""
        scene = self.scene
        if deal.record.states[0][0] >= local(scene.today, 0):
            return  # it came in the night
        first = max(deal.created_on, scene.opening.date() - timedelta(days=7))
        last = min(deal.ended_on or scene.yesterday, scene.yesterday)
        if deal.trouble == "quiet":
            last = scene.worked(scene.today - timedelta(days=24))
        day = first
        while day <= last:
            self._done(scene.worked(day), deal.owner.record, deal)
            day += timedelta(days=scene.rng.randint(4, 11))
        if deal.ended_on is None and last >= first:
            self._done(
                max(first, scene.worked(last - timedelta(days=scene.rng.randint(0, 4)))),
                deal.owner.record,
                deal=deal,
            )

    def _prospecting(self, member: Member) -> None:
        """Fills the rep's weeks up to what they usually do, with calls on their accounts."""
        scene, person = self.scene, member.record
        monday = scene.opening.date()
        own = [a for a in self.cast.accounts.values() if a.states[0][1]["owner_id"] == person.id]
        for week in range(WEEKS + 1):
            first = monday + timedelta(days=7 * week)
            days = scene.workdays(first, min(first + timedelta(days=6), scene.yesterday))
            if not days:
                continue
            wanted = round(member.rep.weekly * len(days) / 5 * scene.rng.uniform(0.75, 1.25))
            done = sum(self._is_by(record, person.id, days) for record in scene.records)
            for _ in range(wanted - done):
                self._done(scene.pick(days), person, None, scene.pick(own))

    def _is_by(self, record: Record, person_id: int, days: list[date]) -> bool:
        if record.table != "activity" or record.states[0][1].get("person_id") != person_id:
            return False
        done = record.states[-1][1].get("done_at")
        return isinstance(done, datetime) and days[0] <= local_day(done) <= days[-1]

    def _done(
        self, day: date, person: Record, deal: Deal | None, account: Record | None = None
    ) -> None:
        scene = self.scene
        kind = scene.rng.choices(KINDS, SHARES)[0]
        moment = scene.hours(day)
        if deal is not None:  # not before there was a deal
            moment = max(moment, deal.record.states[0][0])
        subject = scene.pick(SUBJECTS[kind])
        self._activity(moment, kind, subject, person, deal=deal, account=account, done_at=moment)

    def _activity(
        self,
        made: datetime,
        kind: str,
        subject: str,
        person: Record,
        *,
        deal: Deal | None = None,
        account: Record | None = None,
        **when: datetime,
    ) -> Record:
        scene = self.scene
        place = deal.account if deal else account
        contacts = self.cast.contacts[place.id] if place else []
        values: dict[str, Any] = {
            "kind": kind,
            "subject": subject,
            "minutes": scene.pick(MINUTES[kind]) if kind in MINUTES else None,
            "deal_id": deal.record.id if deal else None,
            "account_id": place.id if place else None,
            "contact_id": scene.pick(contacts).id if contacts and kind != "task" else None,
            "person_id": person.id,
        }
        if deal is not None:
            made = max(made, deal.record.states[0][0])
        return scene.add("activity", made, **values, **when)

    def _calls_today(self) -> None:
        """The team's calls and meetings of today: those of the stars and four more."""
        scene = self.scene
        named = {deal.owner.record.id for deal in self.deals if deal.call}
        healthy = [d for d in self.deals if d.ended_on is None and not d.trouble and not d.call]
        others = [d for d in healthy if d.owner.record.id not in named or d.level >= 2]
        for clock, deal in zip(TIMES, others[::3], strict=False):
            deal.call = clock
        for deal in self.deals:
            if deal.call:
                hour, minute = (int(part) for part in deal.call.split(":"))
                kind = "meeting" if deal.level >= 2 and scene.chance(0.4) else "call"
                made = scene.hours(scene.workday(-2))
                subject = ("Discovery call", "Demo", "Pricing", "Contract")[deal.level]
                planned = local(scene.today, hour, minute)
                self._activity(
                    made, kind, subject, deal.owner.record, deal=deal, planned_at=planned
                )

    def _ahead(self) -> None:
        """What is planned for the next days, and what was left undone."""
        scene = self.scene
        healthy = [d for d in self.deals if d.ended_on is None and not d.trouble and not d.call]
        for deal in healthy:
            if scene.chance(0.6):
                day = scene.workday(scene.rng.randint(1, 7))
                kind = scene.pick(("call", "call", "meeting", "task"))
                self._activity(
                    scene.hours(scene.workday(-3)),
                    kind,
                    scene.pick(SUBJECTS[kind]),
                    deal.owner.record,
                    deal=deal,
                    planned_at=scene.hours(day),
                )
        left = [d for d in self.deals if d.ended_on is None and d.trouble in ("pushed", "stuck")]
        for deal in left[-1:]:  # nobody has said what came of it
            made = scene.hours(scene.workday(-3))
            late = local(scene.yesterday, 17, 30)
            self._activity(made, "call", "Demo", deal.owner.record, deal=deal, planned_at=late)
        for back, deal in zip((2, 3, 1), left, strict=False):
            planned = scene.hours(scene.workday(-back))
            self._activity(
                scene.hours(scene.workday(-back - 4)),
                "task",
                "Update the close plan",
                deal.owner.record,
                deal=deal,
                planned_at=planned,
            )

    def _one_to_ones(self) -> None:
        """Every one to two weeks with everybody, the last one as long ago as the story says."""
        scene = self.scene
        for member in self.cast.people:
            person, day = member.record, scene.today - timedelta(days=member.rep.seen)
            while day >= scene.opening.date() - timedelta(days=14):
                if day >= member.started_on:
                    moment = local(scene.worked(day), scene.rng.randint(9, 16), 30)
                    self._activity(moment, "one_to_one", "1:1", person, done_at=moment)
                day -= timedelta(days=scene.pick((7, 14)))
        for name, offset, hour in (("Jonas", 0, 15), ("Sam", 1, 10), ("Tom", 2, 11)):
            person = self.cast.member(name).record
            made = scene.hours(scene.workday(-3))
            planned = local(scene.workday(offset), hour, 30)
            record = self._activity(made, "one_to_one", "1:1", person, planned_at=planned)
            record.states[0][1]["minutes"] = 30

    def _own_day(self) -> None:
        """The manager's own meetings of today."""
        scene, manager = self.scene, self.cast.manager
        made = scene.hours(scene.workday(-2))
        for kind, subject, hour, minute, length in (
            ("meeting", "Pipeline review", 9, 0, 45),
            ("meeting", "Forecast call with finance", 12, 0, 30),
        ):
            record = self._activity(
                made, kind, subject, manager, planned_at=local(scene.today, hour, minute)
            )
            record.states[0][1]["minutes"] = length

    def _promises(self) -> None:
        scene = self.scene
        for name, text, offset, outcome in PROMISED:
            made = scene.hours(scene.workday(min(offset, -1) - 5))
            due = scene.workday(offset)
            record = scene.add(
                "commitment",
                made,
                text=PROMISES[text],
                owner_id=self.cast.member(name).record.id,
                due_on=due,
            )
            if outcome != "open":
                closed = scene.workday(offset + (1 if outcome == "late" else 0))
                record.state(scene.hours(closed), outcome=outcome, closed_on=closed)
