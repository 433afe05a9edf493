"""What changed in a quarter of Maven's year, against plain counting in its file."""

from datetime import date
from pathlib import Path

import pytest

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import since, waterfall
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store
from tests import replay

needs_maven = pytest.mark.skipif(
    not replay.MAVEN.is_dir(), reason="Maven's data is not beside the project"
)
THEN, NOW = date(2017, 9, 30), date(2017, 12, 31)


def value(rows: list[replay.Row]) -> int:
    return 100 * sum(int(row["close_value"] or 0) for row in rows)


@needs_maven
def test_a_quarter_s_bars_are_those_of_the_file(store: Store, tmp_path: Path) -> None:
    rows = replay.deals()
    assert list(replay.replay(store, tmp_path, rows, (THEN, NOW))) == [THEN, NOW]
    moment = ask(store, since.moment, THEN, NOW)
    flow = ask(store, waterfall.of, moment.edit_id, quarter_of(NOW), today=NOW)

    closed = [row for row in rows if replay.closed(row, NOW) and not replay.closed(row, THEN)]
    old = [row for row in closed if replay.begun(row, THEN)]
    new = [row for row in closed if not replay.begun(row, THEN)]
    expected = {
        "created": new,
        "pulled_in": old,
        "won": [row for row in closed if row["deal_stage"] == "Won"],
        "lost": [row for row in closed if row["deal_stage"] == "Lost"],
    }
    assert min(map(len, expected.values())) > 100
    for code, bar in flow.bars.items():
        found = expected.get(code, [])
        assert (code, len(bar.parts), abs(bar.amount)) == (code, len(found), value(found))
    assert flow.won == value(expected["won"])
    # Open deals of the file have neither a value nor a close date.
    assert (flow.start.parts, flow.end.parts) == ({}, {})

    everything = ask(store, waterfall.of, moment.edit_id, None, today=NOW)
    still_open = [row for row in rows if replay.begun(row, NOW) and not replay.closed(row, NOW)]
    assert len(everything.end.parts) == len(still_open)
    assert not everything.end.known
    assert everything.won == flow.won
