"""What the cells of rows refer to: records of the workspace, and new ones, by their names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind, field_of
from salesdesk_app.domain.names import name_key, turned
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.naming import short_names
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.naming.named import Named
from salesdesk_app.services.importing.plans import FIELD_OF, LINKS, UNSTATED, Note
from salesdesk_app.wording import lists

NAMED = 5  # of the texts that stand for nothing
_BY_NAME = ("account_id", "parent_id", "contact_id", "deal_id")


def _some(texts: Sequence[str]) -> str:
    return lists.first([f"“{text}”" for text in texts], NAMED)


class References:
    """Resolves whole columns of names, and remembers what stands for nothing.

    ``at`` are the places of columns in the stored rows of ``before``, ``cells`` what rows say by
    field; ``called`` are the fields that turned out to name people.
    """

    def __init__(
        self,
        record: RecordKind,
        cells: Mapping[str, Sequence[Any]],
        values: Values,
        lookups: Lookups,
        *,
        at: Mapping[str, int],
        before: Mapping[int, tuple[Any, ...]],
    ) -> None:
        self.called: list[str] = []
        self._record = record
        self._at = at
        self._cells = cells
        self._values = values
        self._lookups = lookups
        self._before = before
        self._links = [(at[one], LINKS[one], FIELD_OF[one]) for one in at if one in _BY_NAME]
        self._unlinked: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)

    def linked(
        self,
        code: str,
        resolve: Callable[[str], Any],
        *,
        needed: bool = True,
        late: Callable[[str], int] | None = None,
        of: Named | None = None,
    ) -> list[Any]:
        """What the cells of a field stand for, each different one resolved once; else UNSTATED.

        A record that is new is spelled as most rows spell it; ``late`` orders them where
        a cell may mean one that others name. Rows with a cell that stands for nothing are put down
        as wrong or, where the link is not ``needed``, stay without it. A record that is linked to
        one of several records of the name, of those given by ``of``, stays with that one.
        """
        cells = self._cells[code]
        staying = {} if of is None else self._staying(code, of)
        known: dict[str | None, Any] = {None: UNSTATED}
        wrong: dict[str, Problem] = {}
        usual = self.usual(code)
        different = [cell for cell in dict.fromkeys(cells) if cell is not None]
        for cell in different if late is None else sorted(different, key=late):
            if cell is not None:
                try:
                    resolve(usual[name_key(cell)])
                    known[cell] = resolve(cell)
                except Problem as problem:
                    known[cell], wrong[cell] = UNSTATED, problem
        if wrong:
            for place, cell in enumerate(cells):
                if cell in wrong and place not in staying:
                    self._fault(place, code, wrong[cell], needed=needed)
        found = [known[cell] for cell in cells]
        for place, stored in staying.items():
            found[place] = stored
        return found

    def _staying(self, code: str, of: Named) -> dict[int, int]:
        """What rows are linked to that name one of several records of a name, by place.

        It is told by the row's own record, which its key names.
        """
        cells, keys = self._cells[code], self._cells["uid"]
        several = {cell for cell in set(cells) if cell is not None and len(of.ids(cell)) > 1}
        linked = (f"{code}_id", "person_id")  # an activity's owner is the person of it
        link = next((self._at[column] for column in linked if column in self._at), None)
        if not several or link is None or "uid" not in self._at:
            return {}
        uid = self._at["uid"]
        stored = {row[uid]: row[link] for row in self._before.values()}
        return {
            place: stored[keys[place]]
            for place, cell in enumerate(cells)
            if cell in several and stored.get(keys[place]) in of.ids(cell)
        }

    def usual(self, code: str) -> dict[str, str]:
        """How most rows spell each name in a field, by what makes names one."""
        found: dict[str, str] = {}
        for cell, _count in Counter(self._cells[code]).most_common():
            if cell is not None:
                found.setdefault(name_key(cell), cell)
        return found

    def persons(self, code: str) -> list[Any]:
        """The people whom the cells of a field name; plain names first, those for short last."""
        people = self._lookups.people
        texts = {cell for cell in self._cells[code] if cell is not None}
        people.singly = bool(texts) and not any(" " in text or "@" in text for text in texts)
        self.called.append(code)

        def late(text: str) -> int:
            return 2 if short_names.is_short(text, people.singly) else turned(text) is not None

        return self.linked(code, people.named, late=late, of=people)

    def paired(
        self, code: str, beside: Sequence[Any], resolve: Callable[[str, Any], Any]
    ) -> list[Any]:
        """What the cells of a field stand for beside what another field stands for.

        Each different pair is resolved once; who stands for nothing stays without the link.
        """
        if code not in self._values.fields:
            return [UNSTATED] * self._values.count
        pairs = list(zip(self._cells[code], beside, strict=True))
        known: dict[tuple[Any, Any], Any] = {}
        wrong: dict[tuple[Any, Any], Problem] = {}
        for pair, _count in Counter(pairs).most_common():
            cell, other = pair
            known[pair] = UNSTATED
            if cell is not None:
                try:
                    known[pair] = resolve(cell, None if other is UNSTATED else other)
                except Problem as problem:
                    wrong[pair] = problem
        if wrong:
            for place, pair in enumerate(pairs):
                if pair in wrong:
                    self._fault(place, code, wrong[pair], needed=False)
        return [known[pair] for pair in pairs]

    def accounts(self) -> list[Any]:
        """The accounts that rows name or, where they name none, those of the website they give."""
        accounts = self._lookups.accounts
        named = self.linked("account", accounts.named, of=accounts)
        if "account_domain" not in self._values.fields:
            return named
        sited = self.linked("account_domain", accounts.sited, needed=False)
        return [b if a is UNSTATED else a for a, b in zip(named, sited, strict=True)]

    def _fault(self, place: int, code: str, problem: Problem, *, needed: bool) -> None:
        if needed:
            self._values.fault(place, code, problem)
        else:
            self._unlinked[code, problem.code][place] = str(problem.facts["value"])

    def unlinked(self) -> list[Note]:
        """The links that were left out, because it is not clear what they stand for."""
        return [
            Note(
                f"{problem}.unlinked",
                {
                    "field": field_of(self._record, code).heading,
                    "count": len(texts),
                    "values": _some(list(dict.fromkeys(texts.values()))),
                },
            )
            for (code, problem), texts in self._unlinked.items()
            if texts
        ]

    def keep(self, said: list[Any], place: int, before: Sequence[Any]) -> None:
        """A name means the record of that name that is linked already, whichever else bears it."""
        for at, kind, field in self._links:
            old, new = before[at], said[at]
            if old is None or new == old:
                continue
            names = self._lookups.known(kind)
            called = name_key(names.get(old, ""))
            if not called:
                continue
            if new is not UNSTATED and name_key(names.get(new, "")) == called:
                said[at] = UNSTATED
            for (code, _problem), texts in self._unlinked.items():
                if code == field and name_key(texts.get(place, "")) == called:
                    del texts[place]
