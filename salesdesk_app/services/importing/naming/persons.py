"""The people whom rows name: found in the workspace, or put down to be created."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import from_address, name_key, turned
from salesdesk_app.services.importing.naming import short_names
from salesdesk_app.services.importing.naming.named import Named
from salesdesk_app.services.importing.naming.spelling import Words
from salesdesk_app.store.models import Person

NAMED = 4  # of the people who could be meant


class People(Named):
    """People by name and by e-mail address.

    ``singly`` says that a column calls people by one name only, which is then the first or last.
    """

    def __init__(self, session: Session, words: Words) -> None:
        self._words = words
        self._turned: dict[str, list[int]] = {}
        columns = (Person.id, Person.name, Person.email, Person.role, Person.ended_on)
        rows = session.execute(select(*columns).order_by(Person.id)).all()
        super().__init__((row.id, row.name) for row in rows)
        self.roles = {row.id: row.role for row in rows}
        self.addresses: dict[int, str] = {}  # of those still to be created
        self._by_address = {row.email.casefold(): row.id for row in rows if row.email}
        self.singly = False
        self._left = {row.id for row in rows if row.ended_on is not None}

    def add(self, record_id: int, name: str) -> None:
        """Makes a person known by a name; who is put down as ``Nair, Priya`` is Priya Nair too."""
        super().add(record_id, name)
        other = turned(name)
        if other is not None:
            self._turned.setdefault(name_key(other), []).append(record_id)

    def by_address(self, address: str) -> int | None:
        """Who has this e-mail address."""
        return self._by_address.get(address.casefold())

    def know_address(self, address: str, person_id: int) -> None:
        """Makes a person known by an e-mail address."""
        self._by_address.setdefault(address.casefold(), person_id)

    def named(self, name: str) -> int:
        """The person whom a cell names by name, as ``Nair, Priya``, or by address; else a new one.

        What was said of a name comes first. ``P. Nair`` and ``PN`` are whoever is the only one that
        is called so. Of several with one name those who left do not count. Problems:
        import.several, import.which_person.
        """
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._find(name)
        return found

    def _find(self, text: str) -> int:
        said = self._words.said(text)
        if said is not None and (said.record_id is None or said.record_id in self.names):
            ids = self.ids(text) if said.record_id is None else [said.record_id]
            return self._words.take(text, ids[0] if ids else self.reserve(text), said.how)
        address = "@" in text and " " not in text
        known = self.by_address(text) if address else None
        found = self._exact(text, address=address) if known is None else known
        if found is not None:
            return self._words.take(text, found, "exact")
        found = self._short(text)
        if found is not None:
            return self._words.take(text, found, "alike")
        person_id = self.reserve(from_address(text) if address else turned(text) or text)
        if address:
            self.addresses[person_id] = text
            self.know_address(text, person_id)
        return self._words.take(text, person_id, "new")

    def _exact(self, text: str, *, address: bool) -> int | None:
        name = from_address(text) if address else text
        other = turned(text)
        for ids in (
            self.ids(name),
            self.ids(other) if other else [],
            self._turned.get(name_key(name), []),
        ):
            here = self._here(ids)
            if len(here) > 1:
                raise Problem("import.several", value=text, count=len(here))
            if here:
                return here[0]
        return None

    def _here(self, ids: list[int]) -> list[int]:
        """Those who did not leave, if there are any."""
        return [person_id for person_id in ids if person_id not in self._left] or ids

    def _short(self, text: str) -> int | None:
        """The only one who is called so for short; Problem import.which_person of several."""
        if not short_names.is_short(text, self.singly):
            return None
        fits = short_names.fits(text)
        found = self._here([one for one, name in self.names.items() if fits(name)])
        if len(found) > 1:
            names = " or ".join(self.names[one] for one in found[:NAMED])
            self._words.unclear[text] = names
            raise Problem("import.which_person", value=text, names=names)
        return found[0] if found else None
