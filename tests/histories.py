"""Random histories of deals, told as real edits: verbs, imports, undo and redo, day after day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from salesdesk_app.services import history, settings
from salesdesk_app.services.deals import deals
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Currency, Deal, Person, Pipeline, Rate, Stage
from salesdesk_app.store.session import Store

FIRST = date(2026, 10, 19)
CURRENCIES = ("USD", "USD", "USD", "EUR", "JPY", "GBP")  # no rate is known for GBP at first
CATEGORIES = (None, None, None, "commit", "best_case", "omitted")


@dataclass(frozen=True)
class Told:
    """One edit of a history: what was done, its edit, and the local day on which it was."""

    what: str
    edit_id: int
    day: date


def tell(store: Store, seed: int, *, deal_count: int = 40, edits: int = 40) -> Iterator[Told]:
    """Writes a random history into a new workspace and yields after each edit.

    The same seed tells the same history. Between two edits the caller may ask, or copy the file.
    Days pass from ``FIRST`` on; several edits may fall on one day, and on some days there is none.
    """
    teller = _Teller(store, Random(seed), deal_count)
    yield teller.begin()
    for _ in range(edits):
        told = teller.go_on()
        if told is not None:
            yield told


class _Teller:
    """Chooses what happens next, by what the workspace holds at the moment."""

    def __init__(self, store: Store, random: Random, deal_count: int) -> None:
        self.store, self.random, self.deal_count = store, random, deal_count
        self.moment = datetime.combine(FIRST, time(9)).astimezone(UTC)
        self.first = 0
        self.undid = False
        self.people: list[int] = []
        self.stages: dict[str, list[int]] = {}
        self.acts: list[tuple[str, int, Callable[[], int | None]]] = [
            ("create", 3, self._create),
            ("edit", 8, self._edit),
            ("move", 4, self._move),
            ("win", 5, self._win),
            ("lose", 3, self._lose),
            ("reopen", 4, self._reopen),
            ("delete", 2, self._delete),
            ("import", 5, self._import),
            ("rewrite", 5, self._rewrite),
            ("undo", 5, self._undo),
            ("rate", 2, self._rate),
            ("stage", 2, self._stage),
        ]

    @property
    def today(self) -> date:
        return self.moment.astimezone().date()

    def begin(self) -> Told:
        """People, a second pipeline, currencies, rates, and the first deals, as one import."""
        with self.store.write("importing.apply", at=self.moment, origin="import") as (s, written):
            written.facts.update(file="first.csv", kind="deals", count=self.deal_count)
            s.add_all(Currency(code=code) for code in ("EUR", "JPY", "GBP") if not _known(s, code))
            s.flush()
            s.add(Rate(currency="EUR", day=date(2026, 1, 1), rate=Decimal("1.0837")))
            s.add(Rate(currency="JPY", day=date(2026, 1, 1), rate=Decimal("0.00671")))
            people = [Person(name=name) for name in ("Priya Nair", "Jonas Lind", "Aisha Khan")]
            renewals = Pipeline(name="Renewals", position=2)
            s.add_all([*people, renewals])
            s.flush()
            for place, (name, outcome, category) in enumerate(
                (("Due", "open", "commit"), ("Kept", "won", "closed"), ("Gone", "lost", "omitted"))
            ):
                s.add(
                    Stage(
                        pipeline_id=renewals.id,
                        name=name,
                        position=place,
                        outcome=outcome,
                        probability={"open": 60, "won": 100, "lost": 0}[outcome],
                        category=category,
                    )
                )
            s.flush()
            self.people = [person.id for person in people]
            for row in s.execute(select(Stage.id, Stage.outcome).order_by(Stage.id)):
                self.stages.setdefault(row.outcome, []).append(row.id)
            s.add_all(self._deal() for _ in range(self.deal_count))
        assert written.edit_id is not None, "the beginning changes something"
        self.first = written.edit_id
        return Told("begin", self.first, self.today)

    def go_on(self) -> Told | None:
        """The next edit; None where what was chosen could not be done or changed nothing."""
        self.moment += timedelta(hours=self.random.choice((1, 3, 9, 30)))
        if self.undid:  # else something new would nearly always come before a redo
            self.undid = False
            if self.random.random() < 0.4:
                edit_id = self._redo()
                return None if edit_id is None else Told("redo", edit_id, self.today)
        names, weights, acts = zip(*self.acts, strict=True)
        at = self.random.choices(range(len(acts)), weights)[0]
        edit_id = acts[at]()
        return None if edit_id is None else Told(names[at], edit_id, self.today)

    def _deal(self) -> Deal:
        outcome = self.random.choices(("open", "won", "lost"), (6, 1, 1))[0]
        return Deal(name=f"Deal {self.random.randrange(10**6)}", **self._row(outcome))

    def _row(self, outcome: str) -> dict[str, Any]:
        """A whole new state of a deal, as an import may bring it."""
        return {
            "stage_id": self.random.choice(self.stages[outcome]),
            "owner_id": self.random.choice((*self.people, None)),
            "value_minor": self._value(),
            "currency": self.random.choice(CURRENCIES),
            "category": self.random.choice(CATEGORIES),
            "created_on": date(2026, 6, 1),
            "expected_close_on": self._close(),
            "closed_on": None if outcome == "open" else self._closed_on(),
        }

    def _value(self) -> int | None:
        return self.random.choice((None, 0, 1, *self.random.sample(range(10**7), 7)))

    def _close(self) -> date | None:
        if self.random.random() < 0.1:
            return None
        return date(2026, 9, 1) + timedelta(days=self.random.randrange(210))

    def _closed_on(self) -> date:
        return self.today - timedelta(days=self.random.choice((0, 0, 1, 5, 40)))

    def _some(self, *outcomes: str, limit: int = 8) -> list[int]:
        """A few deals of these outcomes."""
        stages = [stage for outcome in outcomes for stage in self.stages[outcome]]
        with self.store.read() as session:
            ids = session.scalars(
                select(Deal.id).where(Deal.stage_id.in_(stages)).order_by(Deal.id)
            ).all()
        return self.random.sample(ids, min(len(ids), self.random.randint(1, limit)))

    def _do(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> int | None:
        return perform(self.store, Stamp(self.moment), verb, *args, **kwargs).edit_id

    def _create(self) -> int | None:
        row = self._row("open")
        del row["closed_on"]
        return self._do(deals.create, name="New", **row)

    def _edit(self) -> int | None:
        chosen = self._some("open", "open", "won", "lost")
        row = self._row("open")
        fields = self.random.sample(
            ("value_minor", "currency", "owner_id", "category", "expected_close_on"), 2
        )
        return self._do(deals.edit, chosen, **{field: row[field] for field in fields})

    def _move(self) -> int | None:
        chosen = self._some("open", "open", "won", "lost")
        return self._do(deals.move, chosen, self.random.choice(self.stages["open"]))

    def _win(self) -> int | None:
        chosen = self._some("open", "lost")
        values = {deal: self._value() for deal in chosen[:2]}
        closed_on = self._closed_on()
        return self._do(deals.win, chosen, closed_on=closed_on, today=self.today, values=values)

    def _lose(self) -> int | None:
        chosen = self._some("open", "won")
        return self._do(
            deals.lose, chosen, reason="Price", closed_on=self._closed_on(), today=self.today
        )

    def _reopen(self) -> int | None:
        return self._do(deals.reopen, self._some("won", "lost", limit=12))

    def _delete(self) -> int | None:
        return self._do(deals.delete, self._some("open", "won", "lost", limit=3))

    def _import(self) -> int | None:
        """Further deals, some of them closed already."""
        count = self.random.randint(1, 6)
        with self.store.write("importing.apply", at=self.moment, origin="import") as (s, written):
            written.facts.update(file="more.csv", kind="deals", count=count)
            s.add_all(self._deal() for _ in range(count))
        return written.edit_id

    def _rewrite(self) -> int | None:
        """Many deals stated anew, whatever they were: won from lost, to another pipeline."""
        chosen = self._some("open", "won", "lost", limit=max(2, self.deal_count // 5))
        with self.store.write("importing.apply", at=self.moment, origin="import") as (s, written):
            written.facts.update(file="weekly.csv", kind="deals", count=len(chosen))
            for deal_id in chosen:
                outcome = self.random.choice(("open", "open", "won", "lost"))
                s.execute(update(Deal).where(Deal.id == deal_id).values(**self._row(outcome)))
        return written.edit_id

    def _undo(self) -> int | None:
        with self.store.read() as session:
            step = log.next_undo(session)
        if step is None or step.edit_id == self.first:
            return None
        self.undid = True
        return history.undo(self.store, self.moment).edit_id

    def _redo(self) -> int | None:
        with self.store.read() as session:
            if history.next_redo(session) is None:
                return None
        return history.redo(self.store, self.moment).edit_id

    def _rate(self) -> int | None:
        day = self.random.choice((date(2026, 1, 1), date(2026, 10, 15), self.today))
        rate = Decimal(self.random.randint(500, 15000)).scaleb(-4)
        return self._do(settings.set_rate, self.random.choice(("EUR", "JPY", "GBP")), day, rate)

    def _stage(self) -> int | None:
        """An open stage counts otherwise in the forecast."""
        with self.store.write("stages.edit", at=self.moment) as (session, written):
            written.facts.update(stage="-")
            chosen = self.random.choice(self.stages["open"])
            category = self.random.choice(("pipeline", "commit", "omitted"))
            session.execute(update(Stage).where(Stage.id == chosen).values(category=category))
        return written.edit_id


def _known(session: Session, code: str) -> bool:
    return session.scalar(select(Currency.id).where(Currency.code == code)) is not None
