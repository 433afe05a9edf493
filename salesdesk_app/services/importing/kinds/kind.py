"""How a row is understood, as far as every kind of record does it alike."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FIELDS, RecordKind, field_of
from salesdesk_app.domain.names import name_key, turned
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.matching.matcher import Keys, Known, Matcher, valid_uid
from salesdesk_app.services.importing.naming import short_names
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.naming.named import Named
from salesdesk_app.services.importing.plans import FIELD_OF, LINKS, UNSTATED, Note

NAMED = 5  # of the texts that stand for nothing
_FOREIGN = "external_id"
_BY_NAME = ("account_id", "parent_id", "contact_id", "deal_id")
_IDS = (_FOREIGN, "external_source", "uid")


def _some(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts[:NAMED]) + (" …" if len(texts) > NAMED else "")


class Wrong(Exception):  # noqa: N818 - carries a Problem to the row that has it
    """What is wrong with a row, and in which of its fields (None for the row as a whole)."""

    def __init__(self, code: str | None, problem: Problem) -> None:
        super().__init__(problem.code)
        self.code = code
        self.problem = problem


class Kind:
    """How rows of one kind of record are understood; each kind of record has its own.

    ``before`` holds the records of the workspace by id, as tuples in the order of ``columns``;
    ``naming`` is the column with the record's name.
    """

    record: ClassVar[RecordKind]
    columns: tuple[str, ...]
    naming: ClassVar[str] = "name"

    def __init__(
        self, values: Values, lookups: Lookups, before: Mapping[int, tuple[Any, ...]]
    ) -> None:
        codes = {field.code for field in FIELDS[self.record]} | {*_IDS}
        self.values = values
        self.lookups = lookups
        self.before = before
        self.at = {column: at for at, column in enumerate(self.columns)}
        ids = zip(values.of("external_id"), values.of("uid"), strict=True)
        self.matcher = Matcher(
            [self.known(*item) for item in before.items()],
            ids_only=all(one is not None or other is not None for one, other in ids),
        )
        blank: list[Any] = [None] * values.count
        self.called: list[str] = []  # the fields that name people
        self.targets: Mapping[int, int] = {}  # the record of each row, once that is known
        self._unlinked: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        self._links = [(at, LINKS[one]) for one, at in self.at.items() if one in _BY_NAME]
        # What rows say by field; for a field without a column that is nothing.
        self.cells = {code: values.fields.get(code, blank) for code in codes}

    def known(self, record_id: int, row: Sequence[Any]) -> Known:
        """By what a record of the workspace is recognised."""
        at = self.at
        source = row[at["external_source"]] if _FOREIGN in at else None
        external_id = row[at[_FOREIGN]] if _FOREIGN in at else None
        return Known(record_id, row[at["uid"]], source, external_id, self.names_of(row))

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """The names by which a record of the workspace is recognised."""
        return (name_key(row[self.at[self.naming]]),)

    def cell(self, code: str, place: int) -> Any:
        """What a row says in a field; None where it is blank or the file has no such column."""
        return self.cells[code][place]

    def keys(self, place: int) -> Keys:
        """By what the row's record is recognised; raises Wrong where nothing tells."""
        cells = self.cells
        external_id, uid = cells["external_id"][place], cells["uid"][place]
        name = self.name(place)
        if name is None and external_id is None and uid is None:
            raise Wrong(None, Problem("import.nameless", field="name"))
        source = cells["external_source"][place] or self.values.origin
        key = None if name is None else self.name_key(place, name)
        return Keys(uid, external_id, source, key, name or "")

    def name(self, place: int) -> str | None:
        """What a new record of the row is called: as the row says, or by what else it tells."""
        return self.stated_name(place)

    def stated_name(self, place: int) -> str | None:
        """What the row itself calls its record."""
        name: str | None = self.cell(self.naming, place)
        return name

    def whole_name(self, place: int) -> str | None:
        """The name of a person: the whole one, or first and last name put together."""
        name: str | None = self.cell("name", place)
        parts = (self.cell("first_name", place), self.cell("last_name", place))
        return name or " ".join(part for part in parts if part) or None

    def name_key(self, place: int, name: str) -> Hashable:
        """The name as one by which records are recognised."""
        return name_key(name)

    def claim(self, place: int, target: int, *, new: bool) -> None:
        """Hears which record a row is about, before any row is stated."""

    def state(self, place: int, target: int) -> tuple[Any, ...]:
        """What the row says, in the order of ``columns``, or UNSTATED; raises Wrong."""
        before = self.before.get(target)
        said: list[Any] = [UNSTATED] * len(self.columns)
        name = self.name(place) if before is None else self.stated_name(place)
        if name is not None:
            said[self.at[self.naming]] = name
        elif before is None:
            raise Wrong("name", Problem("import.nameless", field="name"))
        self._state_origin(said, place, before)
        self.fill(said, place, target)
        if before is not None:
            self._keep_links(said, place, before)
        return tuple(said)

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """Puts down what the row says beside its name and its ids; raises Wrong."""
        raise NotImplementedError

    def straight(self, said: list[Any], place: int, codes: Sequence[str]) -> None:
        """Fields that are stored as they are read."""
        for code in codes:
            if (cell := self.cells[code][place]) is not None:
                said[self.at[code]] = cell

    def money(self, said: list[Any], place: int, before: Sequence[Any] | None, code: str) -> None:
        """An amount and its currency, the record's own where the row states none; raises Wrong."""
        value = self.cells[code][place]
        at, unit = self.at[f"{code}_minor"], self.at["currency"]
        try:
            currency = self.values.currency(place, amount=value is not None)
            if value is None:
                if self.cells["currency"][place] is not None:
                    said[unit] = currency
                return
            stored = None if before is None else before[unit]
            said[unit] = currency or stored or self.values.own
            said[at] = self.values.money(value, said[unit])
        except Problem as problem:
            raise Wrong(code, problem) from problem

    def prepare(self) -> None:
        """Resolves whole columns, once it is known which record each row is about."""

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
        cells = self.cells[code]
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
        cells, keys = self.cells[code], self.cells["uid"]
        several = {cell for cell in set(cells) if cell is not None and len(of.ids(cell)) > 1}
        linked = (f"{code}_id", "person_id")  # an activity's owner is the person of it
        link = next((self.at[column] for column in linked if column in self.at), None)
        if not several or link is None or "uid" not in self.at:
            return {}
        uid = self.at["uid"]
        stored = {row[uid]: row[link] for row in self.before.values()}
        return {
            place: stored[keys[place]]
            for place, cell in enumerate(cells)
            if cell in several and stored.get(keys[place]) in of.ids(cell)
        }

    def usual(self, code: str) -> dict[str, str]:
        """How most rows spell each name in a field, by what makes names one."""
        found: dict[str, str] = {}
        for cell, _count in Counter(self.cells[code]).most_common():
            if cell is not None:
                found.setdefault(name_key(cell), cell)
        return found

    def persons(self, code: str) -> list[Any]:
        """The people whom the cells of a field name; plain names first, those for short last."""
        people = self.lookups.people
        texts = {cell for cell in self.cells[code] if cell is not None}
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
        if code not in self.values.fields:
            return [UNSTATED] * self.values.count
        pairs = list(zip(self.cells[code], beside, strict=True))
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

    def linked_accounts(self) -> list[Any]:
        """The accounts that rows name or, where they name none, those of the website they give."""
        accounts = self.lookups.accounts
        named = self.linked("account", accounts.named, of=accounts)
        if "account_domain" not in self.values.fields:
            return named
        sited = self.linked("account_domain", accounts.sited, needed=False)
        return [b if a is UNSTATED else a for a, b in zip(named, sited, strict=True)]

    def _fault(self, place: int, code: str, problem: Problem, *, needed: bool) -> None:
        if needed:
            self.values.fault(place, code, problem)
        else:
            self._unlinked[code, problem.code][place] = str(problem.facts["value"])

    def unlinked(self) -> list[Note]:
        """The links that were left out, because it is not clear what they stand for."""
        return [
            Note(
                f"{problem}.unlinked",
                {
                    "field": field_of(self.record, code).heading,
                    "count": len(texts),
                    "values": _some(list(dict.fromkeys(texts.values()))),
                },
            )
            for (code, problem), texts in self._unlinked.items()
            if texts
        ]

    def alias(self, place: int, record_id: int) -> None:
        """Hears which record of the workspace a row is likely to be about, by another name."""

    def _keep_links(self, said: list[Any], place: int, before: Sequence[Any]) -> None:
        """A name means the record of that name that is linked already, whichever else bears it."""
        for at, kind in self._links:
            old, new = before[at], said[at]
            if old is None or new == old:
                continue
            names = self.lookups.known(kind)
            called = name_key(names.get(old, ""))
            if not called:
                continue
            if new is not UNSTATED and name_key(names.get(new, "")) == called:
                said[at] = UNSTATED
            for (code, _problem), texts in self._unlinked.items():
                if code == FIELD_OF[self.columns[at]] and name_key(texts.get(place, "")) == called:
                    del texts[place]

    def _state_origin(self, said: list[Any], place: int, before: Sequence[Any] | None) -> None:
        cells = self.cells
        external_id, uid = cells["external_id"][place], cells["uid"][place]
        source = cells["external_source"][place]
        if before is None and uid is not None and valid_uid(uid):
            said[self.at["uid"]] = uid
        if _FOREIGN not in self.at:
            return
        known = before is not None and before[self.at["external_id"]] is not None
        if external_id is not None and (not known or source is not None):
            said[self.at["external_id"]] = external_id
            source = source or self.values.origin
            said[self.at["external_source"]] = UNSTATED if source is None else source

    @cached_property
    def linked_names(self) -> dict[tuple[str, int], str]:
        """What ``names`` are once all rows are stated."""
        return self.names()

    def names(self) -> dict[tuple[str, int], str]:
        """What the records are called that rows link to, by kind and id."""
        return self.lookups.names()

    def notes(self, places: Sequence[int], stated: Sequence[tuple[Any, ...]]) -> list[Note]:
        """What was decided for the rows that count, and what is odd about them."""
        return []
