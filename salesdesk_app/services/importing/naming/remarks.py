"""What a plan remarks on people and accounts that are called otherwise than in the workspace."""

from collections.abc import Iterator, Sequence, Set

from salesdesk_app.services.importing.decisions import Spelled
from salesdesk_app.services.importing.matching.likeness import words
from salesdesk_app.services.importing.naming.links import Accounts
from salesdesk_app.services.importing.plans import Note

NAMED = 10  # of the accounts that are nearly the same


def persons(spellings: Sequence[Spelled]) -> Iterator[Note]:
    """People whom the file calls otherwise than the workspace; of stages their kind tells."""
    for one in spellings:
        if one.kind == "person" and one.how not in ("exact", "new") and one.record_id is not None:
            facts = {"kind": "Person", "value": one.text, "name": one.name}
            yield Note("import.read_as", facts | {"count": f"{one.count:,}"})


def accounts(named: Accounts, new: Set[int]) -> Iterator[Note]:
    """New accounts whose names differ from those of others in legal form, marks or order only."""
    if not new:
        return
    known = {words(name): name for one, name in named.names.items() if one > 0}
    alike = [
        (named.names[one], known[words(named.names[one])])
        for one in sorted(new, reverse=True)
        if words(named.names[one]) in known
    ]
    for value, name in alike[:NAMED]:
        yield Note("import.account_alike", {"value": value, "name": name})
    if len(alike) > NAMED:
        yield Note("import.accounts_alike", {"count": f"{len(alike) - NAMED:,}"})
