"""The random histories hold what they promise: every kind of deed, and the same for a seed."""

from collections import Counter
from pathlib import Path
from shutil import copy

from salesdesk_app.services import history
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store
from tests.histories import tell


def test_a_history_is_the_same_for_its_seed_and_does_everything(
    blank: Path, tmp_path: Path
) -> None:
    told = []
    for name in ("one.db", "two.db"):
        store = Store(Path(copy(blank, tmp_path / name)))
        told.append(list(tell(store, 7, deal_count=30, edits=120)))
        assert [e.edit_id for e in ask(store, history.entries)][::-1] == [
            step.edit_id for step in told[-1]
        ]
        store.close()
    assert told[0] == told[1]
    counts = Counter(step.what for step in told[0])
    assert len(counts) == 14, "every kind of deed, and the beginning"
    days = [step.day for step in told[0]]
    assert days == sorted(days)
    assert len(set(days)) > 15
