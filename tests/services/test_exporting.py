"""Deals that go out and come in again: nothing is changed, and no text becomes a formula."""

import csv
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import exported
from salesdesk_app.progress import Cancelled
from salesdesk_app.services import exporting, figures, importing, settings, workspace
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Account, Deal, DealProduct, Person, Product, Stage
from salesdesk_app.store.session import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ODD = [
    "=1+1",
    "+44 20 7946 0000",
    "-5",
    "@SUM(A1)",
    "#N/A",
    "'quoted",
    "'=quoted",
    'say "hi", twice',
    "semi; colon",
    "TRUE",
    "007",
    "1,234.50",
    "2026-11-23",
    "_x0041_",
    "Ωmega ☕ 漢字",
    "＝wide",
]


@pytest.fixture
def filled(store: Store) -> Store:
    """A deal for every odd text, in several currencies, with and without everything."""
    for code, rate in (("EUR", "1.1"), ("JPY", "0.0066"), ("KWD", "3.25")):
        perform(store, Stamp(NOON), settings.set_rate, code, date(2026, 1, 1), Decimal(rate))
    with store.write("importing.apply", at=NOON, origin="import") as (session, written):
        written.facts.update(file="x.csv", kind="deals", count=len(ODD))
        stages = session.scalars(select(Stage).order_by(Stage.position)).all()
        owner = Person(name="=Ana")
        products = [Product(name="Pro"), Product(name="+Basic")]
        session.add_all([owner, *products])
        session.flush()
        for at, text in enumerate(ODD):
            account = Account(name=f"{text} Ltd")
            session.add(account)
            session.flush()
            stage = stages[at % len(stages)]
            closed = stage.outcome != "open"
            deal = Deal(
                name=text,
                account_id=account.id if at % 4 else None,
                owner_id=owner.id if at % 3 else None,
                stage_id=stage.id,
                value_minor=None if at % 5 == 0 else 123_456 + at,
                currency=("USD", "EUR", "JPY", "KWD")[at % 4],
                probability=at if at % 2 and not closed else None,
                category="commit" if at % 6 == 1 and not closed else None,
                created_on=date(2026, 1, 1 + at),
                expected_close_on=date(2026, 12, 1 + at) if at % 2 else None,
                closed_on=date(2026, 11, 1) if closed else None,
                source=text,
                lost_reason=text if stage.outcome == "lost" else None,
                next_step=text,
                next_step_on=date(2026, 11, 30) if at % 2 else None,
                note=f"{text}\nand another line",
                external_id=f"0{at}" if at % 2 else None,
                external_source="crm" if at % 2 else None,
            )
            session.add(deal)
            session.flush()
            for product in products[: at % 3]:
                session.add(DealProduct(deal_id=deal.id, product_id=product.id))
    return store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """Another, empty workspace with the same rates."""
    opened = workspace.create(tmp_path / "other.db")
    for code, rate in (("EUR", "1.1"), ("JPY", "0.0066"), ("KWD", "3.25")):
        perform(opened, Stamp(NOON), settings.set_rate, code, date(2026, 1, 1), Decimal(rate))
    yield opened
    opened.close()


def write(store: Store, path: Path, **more: Any) -> int:
    """Writes every deal, for other programs where the name says so."""
    csv = "programs" if "programs" in path.name else "spreadsheets"
    return exporting.write_records(store, "deals", path, csv=csv, **more)


def planned(store: Store, path: Path) -> importing.Plan:
    found = ask(store, importing.read, path)
    return ask(store, importing.plan, found.table)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "programs.csv"])
class TestRoundTrip:
    def test_what_went_out_comes_in_unchanged(
        self, filled: Store, tmp_path: Path, ending: str
    ) -> None:
        path = tmp_path / f"deals.{ending}"
        assert write(filled, path) == len(ODD)
        plan = planned(filled, path)
        changed = [change for row in plan.rows for change in row.changes]
        assert changed == []
        assert dict(plan.counts()) == {"same": len(ODD)}
        assert plan.errors == ()

    def test_another_workspace_becomes_the_same(
        self, filled: Store, other: Store, tmp_path: Path, ending: str
    ) -> None:
        path = tmp_path / f"deals.{ending}"
        write(filled, path)
        perform(
            other, Stamp(NOON, "import"), importing.apply, planned(other, path), today=NOON.date()
        )
        left, right = (ask(one, exporting.deal_lines) for one in (filled, other))
        for one, two in zip(left, right, strict=True):
            assert _content(one) == _content(two)
        assert figures.as_json(ask(filled, figures.summary)) == figures.as_json(
            ask(other, figures.summary)
        )

    def test_an_empty_workspace_gives_the_headings(
        self, store: Store, tmp_path: Path, ending: str
    ) -> None:
        path = tmp_path / f"deals.{ending}"
        assert write(store, path) == 0
        assert path.stat().st_size > 0

    def test_a_stop_leaves_nothing(self, filled: Store, tmp_path: Path, ending: str) -> None:
        def stop(_done: int, _total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            write(filled, tmp_path / f"deals.{ending}", tick=stop)
        assert not [path for path in tmp_path.iterdir() if "deals" in path.name]

    def test_a_stop_leaves_no_temporary_files(
        self, filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        def stop(done: int, total: int) -> None:
            if done == total:
                raise Cancelled

        scratch = tmp_path / "scratch"
        scratch.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(scratch))
        with pytest.raises(Cancelled):
            write(filled, tmp_path / f"deals.{ending}", tick=stop)
        assert list(scratch.iterdir()) == []

    def test_progress_is_told_to_the_end(self, filled: Store, tmp_path: Path, ending: str) -> None:
        told: list[tuple[int, int]] = []
        write(
            filled,
            tmp_path / f"deals.{ending}",
            tick=lambda done, total: told.append((done, total)),
        )
        assert told[0] == (0, len(ODD))
        assert told[-1] == (len(ODD), len(ODD))


_IDS = ("id", "owner_id", "stage_id")  # of one workspace only


def _content(line: exporting.DealLine) -> dict[str, Any]:
    return {code: cell for code, cell in line._asdict().items() if code not in _IDS}


def test_cells_of_the_workbook_have_their_types(filled: Store, tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    write(filled, path)
    sheet = load_workbook(path).active
    headings = [cell.value for cell in sheet[1]]
    assert headings == [field.heading for field in exported("deals")]
    assert sheet.freeze_panes == "B2"
    assert list(sheet.tables) == ["Deals"]
    kinds = {"text": "s", "link": "s", "money": "n", "percent": "n", "day": "d", "currency": "s"}
    for row in sheet.iter_rows(min_row=2):
        for cell, field in zip(row, exported("deals"), strict=True):
            if cell.value is not None and field.kind in kinds:
                assert cell.data_type == kinds[field.kind], (cell.coordinate, cell.value)
    assert not any(cell.data_type in "fe" for row in sheet.iter_rows() for cell in row)


def test_a_spreadsheet_finds_no_formula_in_the_text_file(filled: Store, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    write(filled, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert "'=1+1" in cells


def test_a_target_in_use_keeps_the_result(filled: Store, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(Problem) as caught:
        write(filled, path)
    assert caught.value.code == "report.target"
    assert path.read_text() == "old"
    assert Path(str(caught.value.facts["kept"])).stat().st_size > 100


@pytest.mark.parametrize("for_editing", [False, True])
@pytest.mark.parametrize("name", ["deals", "deals.txt", "deals.ods", "deals.xls"])
def test_a_name_that_says_another_kind_of_file_is_refused(
    filled: Store, tmp_path: Path, name: str, for_editing: bool
) -> None:
    with pytest.raises(Problem) as caught:
        exporting.write_records(filled, "deals", tmp_path / name, for_editing=for_editing)
    assert caught.value.code == "export.ending"
    assert not (tmp_path / name).exists()
