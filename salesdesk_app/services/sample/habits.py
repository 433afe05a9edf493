"""What the sample's manager made of the checklist: mostly in time, some late, one left open."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.carrying import Terms
from salesdesk_app.services.sample.story import Scene, local
from salesdesk_app.store.models import ChecklistItem, ChecklistOutcome

HOURS = {"start": 8, "day": 13, "end": 16}
KEPT = {"start": 0.96, "day": 0.86, "end": 0.72}  # how often an item of a part is done
SKIPPED, NOTED = 0.4, 0.03  # of what was not done, and of what was
REASONS = ("Customer visit", "No time today", "Somebody else did it")
NOTES = ("Halden wants a date for the rollout", "Two reps need help with pricing")


@dataclass(frozen=True, slots=True)
class Habit:
    """An item with the days on which it was due; its last day is told apart from the others."""

    item_id: int
    part: str
    terms: Terms
    due: tuple[date, ...]


@dataclass(slots=True)
class Habits:
    """Tells weeks of ticks; a day of which the workspace knows something stays as it is."""

    scene: Scene
    habits: list[Habit]
    taken: set[tuple[int, date]]
    # A die of its own: the rest of the story stays as it was told before.
    rng: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - a story, no secret

    def tell(self) -> None:
        """Everything that was done or skipped until yesterday."""
        seldom = [habit for habit in self.habits if habit.due and not self._comes_again(habit)]
        seldom.sort(key=lambda habit: habit.due[-1])
        for habit in self.habits:
            followings = (*habit.due[1:], None)  # longer by one where an item was never due
            for day, following in zip(habit.due, followings, strict=False):
                if following is not None or habit not in seldom:
                    self._usual(habit, day, following)
                elif habit is seldom[min(1, len(seldom) - 1)]:
                    self._state(habit, day, skipped_why=REASONS[0])
                elif habit is not seldom[0]:  # that one is carried over onto today
                    self._state(habit, day, **self._tick(habit, day))

    def _comes_again(self, habit: Habit) -> bool:
        """Whether nothing of an item can be carried over onto today."""
        today = self.scene.today
        return habit.terms.daily or habit.terms.fall(today, self.scene.settings.calendar)

    def _usual(self, habit: Habit, day: date, following: date | None) -> None:
        later = self.scene.settings.calendar.next_working(day)
        if self.rng.random() < KEPT[habit.part]:
            self._state(habit, day, **self._tick(habit, day))
        elif self.rng.random() < SKIPPED:
            self._state(habit, day, skipped_why=self.rng.choice(REASONS))
        elif following is not None and later < following and not habit.terms.daily:
            self._state(habit, later, **self._tick(habit, later))

    def _tick(self, habit: Habit, day: date) -> dict[str, Any]:
        moment = local(day, HOURS[habit.part], self.rng.randrange(50))
        note = self.rng.choice(NOTES) if self.rng.random() < NOTED else None
        return {"done_at": moment, "note": note}

    def _state(self, habit: Habit, day: date, **values: Any) -> None:
        if (habit.item_id, day) not in self.taken:
            self.taken.add((habit.item_id, day))
            made = local(day, HOURS[habit.part] + 1)
            self.scene.add("checklist_outcome", made, item_id=habit.item_id, day=day, **values)


def habits(session: Session, scene: Scene) -> Habits:
    """The checklist as it stands in the workspace, due on the days of the sample's weeks."""
    first, last = scene.opening.date(), scene.yesterday
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    rows = session.execute(
        select(
            ChecklistItem.id,
            ChecklistItem.part,
            ChecklistItem.recurrence,
            ChecklistItem.starts_on,
            ChecklistItem.ended_on,
        ).order_by(ChecklistItem.id)
    )
    found = []
    for row in rows:
        terms = Terms(row.recurrence, row.starts_on, row.ended_on)
        due = tuple(day for day in days if terms.fall(day, scene.settings.calendar))
        found.append(Habit(row.id, row.part, terms, due))
    taken = session.execute(select(ChecklistOutcome.item_id, ChecklistOutcome.day))
    return Habits(scene, found, {(item_id, day) for item_id, day in taken})
