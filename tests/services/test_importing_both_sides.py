"""Whatever is changed in a file and in the workspace meanwhile: nothing is lost unseen."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from salesdesk_app.exchange.layout.our_sheet import Written
from salesdesk_app.services import importing
from salesdesk_app.services.deals import deals as deal_verbs
from salesdesk_app.services.importing import Decisions
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Edit
from salesdesk_app.store.session import Store
from tests.sheets import bring, deals, table
from tests.world import NOON, TODAY

SIDES = ("note", "source", "next_step", "lost_reason")
HEADS = ["SalesDesk key", "Deal", "Note", "Source", "Next step", "Lost reason"]
CELL = st.tuples(st.integers(0, 2), st.sampled_from(SIDES))
EDITS = st.dictionaries(CELL, st.sampled_from((None, "one", "two")), max_size=8)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(there=EDITS, here=EDITS, decided=st.sampled_from((None, "file", "workspace")))
def test_any_changes_on_both_sides(
    blank: Path,
    there: dict[tuple[int, str], str | None],
    here: dict[tuple[int, str], str | None],
    decided: str | None,
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(shutil.copy(blank, Path(folder) / "sales.db")))
        try:
            _both_sides(store, there, here, decided)
        finally:
            store.close()


def _both_sides(
    store: Store,
    there: dict[tuple[int, str], str | None],
    here: dict[tuple[int, str], str | None],
    decided: str | None,
) -> None:
    heads = ["Id", "Deal", "Stage", *HEADS[2:]]
    then = {(n, code): "then" if n else None for n in range(3) for code in SIDES}
    bring(
        store,
        heads,
        *([f"D{n}", f"Deal {n}", "Lost", *(then[n, c] for c in SIDES)] for n in range(3)),
    )
    found = {row.external_id: row for row in deals(store).values()}
    with store.read() as session:
        edit_id, at = session.execute(select(Edit.id, Edit.at)).one()
    for (n, code), value in here.items():
        perform(store, Stamp(NOON), deal_verbs.edit, [found[f"D{n}"].id], **{code: value})
    file = then | there
    rows = [[found[f"D{n}"].uid, f"Deal {n}", *(file[n, code] for code in SIDES)] for n in range(3)]
    sheet = replace(table(HEADS, *rows), written=Written("deals", edit_id, at))
    now = then | here
    both = {
        cell
        for cell in there
        if there[cell] != then[cell] != now[cell] and there[cell] != now[cell]
    }
    said = Decisions(conflicts=dict.fromkeys(both, decided) if decided else {})
    planned = ask(store, importing.plan, sheet, decisions=said)
    assert {(one.place, one.column) for one in planned.conflicts} == both
    taken = {
        cell for cell, value in there.items()
        if value != then[cell] and (cell not in both or decided == "file")
    }  # fmt: skip
    perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    after = {row.external_id: row for row in deals(store).values()}
    assert {(n, code): getattr(after[f"D{n}"], code) for n in range(3) for code in SIDES} == now | {
        cell: there[cell] for cell in taken
    }
