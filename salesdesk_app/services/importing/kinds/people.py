"""How a row of people is understood: who leads whom, and who is a manager by that."""

from collections.abc import Hashable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import name_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.kind import Kind, Wrong
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import UNSTATED
from salesdesk_app.store.models import Person

COLUMNS = (
    "name",
    "role",
    "email",
    "manager_id",
    "region",
    "started_on",
    "ended_on",
    "external_source",
    "external_id",
    "uid",
)


class Team(Kind):
    """Rows of people against the people of the workspace.

    Who is named as a manager is one, unless the file says another role: one that the workspace
    lacks is created, a rep that it holds is promoted.
    """

    record = "people"
    columns = COLUMNS

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        query = select(Person.id, *(getattr(Person, column) for column in COLUMNS))
        super().__init__(
            values, lookups, {row[0]: tuple(row[1:]) for row in session.execute(query)}
        )
        self._bosses: dict[int, int] = {}
        for person_id, row in self.before.items():
            if row[self.at["manager_id"]] is not None:
                self._bosses[person_id] = row[self.at["manager_id"]]
        self._managers: list[Any] = []
        self._leading: set[Any] = set()

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """By name and by e-mail address."""
        email = row[self.at["email"]]
        names: tuple[Hashable, ...] = (name_key(row[0]),)
        return (*names, ("@", email.casefold())) if email else names

    def stated_name(self, place: int) -> str | None:
        """The name, or first and last name put together."""
        return self.whole_name(place)

    def name_key(self, place: int, name: str) -> Hashable:
        """By address where somebody has it, else by name."""
        email = self.cell("email", place)
        known = None if email is None else self.lookups.people.by_address(email)
        return name_key(name) if known is None or known < 0 else ("@", email.casefold())

    def alias(self, place: int, record_id: int) -> None:
        """Whoever is named so in another row is likely to be the same."""
        self.lookups.people.also(self.name(place) or "", record_id)

    def claim(self, place: int, target: int, *, new: bool) -> None:
        """A new person may be another row's manager."""
        if new:
            self.lookups.people.add(target, self.name(place) or "")

    def prepare(self) -> None:
        """Finds the managers, who may be people of the file itself."""
        self._managers = self.references.persons("manager")
        self._leading = set(self._managers) - {UNSTATED}

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """What the row says beside the name and the ids; raises Wrong."""
        self.straight(said, place, ("role", "email", "region", "started_on", "ended_on"))
        manager = said[self.at["manager_id"]] = self._managers[place]
        if manager is not UNSTATED:
            self._check_chain(target, manager)
            self._bosses[target] = manager
        before = self.before.get(target)
        leads = self.cell("role", place) is None and target in self._leading
        if leads and (before is None or before[self.at["role"]] == "rep"):
            said[self.at["role"]] = "manager"

    def _check_chain(self, target: int, manager: int) -> None:
        seen = {target}
        boss: int | None = manager
        while boss is not None:
            if boss in seen:
                raise Wrong("manager", Problem("import.itself", value=self._called(boss)))
            seen.add(boss)
            boss = self._bosses.get(boss)

    def _called(self, person_id: int) -> str:
        return self.lookups.people.names[person_id]

    def promoted(self, stated: Sequence[tuple[Any, ...]], targets: set[int]) -> list[int]:
        """Reps of the workspace, not in the file themselves, whom it names as managers."""
        named = {said[self.at["manager_id"]] for said in stated}
        return sorted(
            person_id
            for person_id in named
            if isinstance(person_id, int)
            and person_id not in targets
            and self.lookups.people.roles.get(person_id) == "rep"
        )
