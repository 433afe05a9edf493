"""The benchmarks' own deals, and the table that is kept."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks.generated import HEADINGS, deals, filled
from benchmarks.measure import Line, compare, in_words
from salesdesk_app.services import figures
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store


def test_the_deals_are_the_same_every_time() -> None:
    rows = list(deals(300))
    assert rows == list(deals(300))
    assert {len(row) for row in rows} == {len(HEADINGS)}
    assert len({row[0] for row in rows}) == 300


def test_they_come_in_whole_by_the_import(tmp_path: Path) -> None:
    store = Store(filled(tmp_path, 120))
    found = ask(store, figures.summary).figures
    store.close()
    assert found.deals == 120
    rows = list(deals(120))
    assert found.won_count == sum(row[4] == "Won" for row in rows)
    assert found.won_sum == sum(100 * (row[5] or 0) for row in rows if row[4] == "Won")


def test_a_ratio_is_of_medians() -> None:
    line = compare("work", "nothing", lambda: sum(range(40_000)), lambda: sum(range(10_000)))
    assert line.ratio > 0
    assert (in_words(0.0123), in_words(1.234)) == ("12.3 ms", "1.23 s")


def test_the_table_stands_between_its_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"Before\n{program.BEGIN}\nold\n{program.END}\nAfter\n", encoding="utf-8")
    monkeypatch.setattr(program, "README", readme)
    text = program.table([Line("Start", "hello", "1.0 s", "0.5 s", 2.0, 1.9)])
    program.keep(text, date(2026, 11, 23))
    kept = readme.read_text(encoding="utf-8")
    assert kept.startswith("Before\n")
    assert kept.endswith("\nAfter\n")
    assert "old" not in kept
    assert "| Start | 1.0 s | 0.5 s | **2.0×** | 1.9× | hello |" in kept
    assert "2026-11-23" in kept


def test_an_unknown_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["speed"]) == 2
    assert "no benchmark speed" in capsys.readouterr().err
