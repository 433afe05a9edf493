"""The weekly workbook: figures equal to the screen's, checks that hold and can fail, types."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import Period, parse
from salesdesk_app.progress import Cancelled
from salesdesk_app.services import (
    figures,
    people,
    reports,
    sample,
    team,
    workspace,
)
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Activity
from salesdesk_app.store.session import Store
from tests import odd_world

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = parse("2026-W47")  # the week before today's
QUARTER = parse("2026-Q4")
SHEETS = ["Summary", "Reps", "Pipeline", "Changes", "Deals"]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample team."""
    opened = workspace.create(tmp_path_factory.mktemp("company") / "sales.db")
    sample.fill(opened, today=TODAY)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def path(company: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample team."""
    target = tmp_path_factory.mktemp("reports") / "weekly.xlsx"
    assert reports.write_weekly(company, WEEK, target, today=TODAY) == target
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def formulas(book: Workbook) -> list[Any]:
    return [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def table(sheet: Worksheet, head: str) -> dict[str, list[Any]]:
    """The rows below the heading of a table, by their first cell."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(at for at, row in enumerate(rows) if row[0] == head)
    found = {}
    for row in rows[start + 1 :]:
        if row[0] is None:
            break
        found[row[0]] = list(row[1:])
    return found


def number(value: Any) -> Any:
    """A figure as a workbook has it."""
    return "n/a" if value is None else pytest.approx(float(value), abs=1e-9)


class TestFigures:
    def test_the_summary_says_what_the_screen_says(self, book: Workbook, company: Store) -> None:
        rows = table(book["Summary"], "Figure")
        spans: list[Period | None] = [WEEK, WEEK.previous(), QUARTER, None]
        for column, period in enumerate(spans):
            found = ask(company, figures.summary, period=period).figures
            cents = {
                "Value won": found.won_value,
                "Average deal": found.average_won.value,
                "Open pipeline": found.open_value,
                "Weighted pipeline": found.weighted_minor,
            }
            plain = {
                "Deals won": found.won_count,
                "Deals lost": found.lost_count,
                "Win rate": found.win_rate.value,
                "Sales cycle in days": found.cycle_days_won.value,
                "Open deals": found.open_count,
            }
            plain |= {k: None if v is None else Decimal(v) / 100 for k, v in cents.items()}
            assert {name: rows[name][column] for name in plain} == {
                name: number(value) for name, value in plain.items()
            }

    def test_quota_pace_and_coverage_are_those_of_the_team(
        self, book: Workbook, company: Store
    ) -> None:
        rows = table(book["Summary"], "Figure")
        roster = ask(company, team.roster, today=TODAY, period=QUARTER)
        assert rows["Quota"][2] == number(Decimal(roster.total.quota or 0) / 100)
        assert rows["Attainment"][2] == number(roster.total.attainment.value)
        assert rows["Pace"][2] == number(roster.pace.value)
        assert rows["Coverage"][2] == number(roster.total.coverage.ratio.value)

    def test_reps_are_those_of_the_team(self, book: Workbook, company: Store) -> None:
        rows = table(book["Reps"], "Rep")
        roster = ask(company, team.roster, today=TODAY, period=QUARTER)
        shown = [row for row in roster.rows if row.shown]
        assert list(rows) == [*(row.person.name for row in shown), "Team"]
        for row in shown:
            quota, closed, share = rows[row.person.name][2:5]
            assert quota == number(Decimal(row.quota or 0) / 100)
            assert closed == number(Decimal(row.figures.won_value or 0) / 100)
            assert share == number(row.attainment.value)

    def test_calls_and_one_to_ones_of_the_week_only(self, store: Store, tmp_path: Path) -> None:
        ana = perform(store, Stamp(NOON), people.add, PersonForm("Ana")).result
        first = datetime.combine(WEEK.first, datetime.min.time()).astimezone()
        last = first + timedelta(days=7) - timedelta(seconds=1)
        with store.write("activities.log", at=NOON) as (session, written):
            written.facts.update(subject="-")
            for at, kind in (
                (first, "call"),
                (last, "call"),
                (first - timedelta(seconds=1), "call"),
                (last + timedelta(seconds=1), "call"),
                (first, "one_to_one"),
                (first, "mail"),
                (None, "call"),
            ):
                session.add(Activity(kind=kind, subject="-", done_at=at, person_id=ana))
        (line,) = ask(store, reports.weekly, week=WEEK, today=TODAY).reps
        assert (line.calls, line.one_to_ones) == (2, 1)

    def test_the_pipeline_adds_up(self, book: Workbook) -> None:
        rows = table(book["Pipeline"], "Stage")
        whole = rows.pop("All open deals")
        for column in range(3):
            assert sum(row[column] for row in rows.values()) == whole[column]
        months = table(book["Pipeline"], "Month")
        assert sum(row[0] for row in months.values()) == whole[0]


class TestWorkbook:
    def test_five_sheets_made_to_be_read_and_printed(self, book: Workbook) -> None:
        assert book.sheetnames == SHEETS
        for sheet in book:
            assert sheet.page_setup.orientation == "landscape"
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.oddHeader.left.text
            assert "&P" in sheet.oddFooter.right.text
        for name in SHEETS[1:]:
            assert book[name].freeze_panes
            assert book[name].print_title_rows
        for name in ("Reps", "Changes", "Deals"):
            (found,) = book[name].tables.values()
            assert found.autoFilter.ref == found.ref

    def test_native_charts_with_visible_axes(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
            parts = [archive.read(name).decode() for name in names]
        assert len(parts) == 3
        for part in parts:
            assert 'delete val="1"' not in part
            assert part.count('delete val="0"') == 2
            assert "<v>" in part  # the values, for viewers that compute nothing
        assert any("lineChart" in part for part in parts)

    def test_formulas_are_checks_only(self, book: Workbook) -> None:
        for cell in formulas(book):
            above = [
                row[0].value
                for row in cell.parent.iter_rows(
                    max_row=cell.row, min_col=cell.column, max_col=cell.column
                )
            ]
            assert "Check" in above, cell.coordinate

    def test_cells_have_types_and_formats(self, book: Workbook) -> None:
        sheet = book["Deals"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        row = next(r for r in range(2, sheet.max_row) if sheet.cell(r, 5).value == "Won")
        found = {name: sheet.cell(row, column) for name, column in heads.items()}
        assert (found["Value"].data_type, found["Value"].number_format[:4]) == ("n", "[$$]")
        assert found["Closed"].is_date
        assert found["Closed"].value.date() <= TODAY
        assert found["Deal"].data_type == "s"
        assert sheet.max_row == 1 + ask_count(book)
        assert "%" in book["Summary"]["D13"].number_format

    def test_text_is_never_a_formula(self, store: Store, tmp_path: Path) -> None:
        odd_world.fill(store)
        target = tmp_path / "odd.xlsx"
        reports.write_weekly(store, WEEK, target, today=TODAY)
        found = load_workbook(target)
        texts = {cell.value: cell for row in found["Deals"].iter_rows(max_col=3) for cell in row}
        for text in ("=1+1", "+44 20", "#N/A", "@x", "=Ana", "#REF!"):
            assert texts[text].data_type == "s"
            assert texts[text].quotePrefix
        left_out = ask(store, figures.summary).unconverted
        assert set(left_out) == {"EUR", "GBP"}
        for currency, count in left_out.items():
            assert f"{count} {currency}" in found["Summary"]["A3"].value


def ask_count(book: Workbook) -> int:
    """How many deals there are by the summary."""
    rows = table(book["Summary"], "Figure")
    return int(sum(rows[name][3] for name in ("Deals won", "Deals lost", "Open deals")))


class TestChanges:
    def test_the_week_s_changes_are_listed(self, book: Workbook) -> None:
        rows = list(book["Changes"].iter_rows(min_row=5, values_only=True))
        kinds = {row[0] for row in rows}
        assert {"Won", "Lost", "Created", "Stage moved"} <= kinds
        assert all(WEEK.first <= row[7].date() <= WEEK.last for row in rows)
        said = book["Changes"]["A2"].value
        assert f"{sum(row[0] == 'Won' for row in rows)} won" in said

    @pytest.mark.parametrize(
        ("week", "said"),
        [
            ("2026-W48", "60 deals came in then"),
            ("2026-W40", "nothing is known before 23 Nov 2026"),
        ],
    )
    def test_what_is_not_known_is_said(
        self, store: Store, tmp_path: Path, week: str, said: str
    ) -> None:
        odd_world.fill(store)
        target = tmp_path / "weekly.xlsx"
        reports.write_weekly(store, parse(week), target, today=TODAY)
        assert said in load_workbook(target)["Changes"]["A2"].value

    def test_an_empty_week_says_so(self, store: Store, tmp_path: Path) -> None:
        target = tmp_path / "weekly.xlsx"
        reports.write_weekly(store, WEEK, target, today=TODAY)
        sheet = load_workbook(target)["Changes"]
        assert sheet["A2"].value.endswith("nothing is known yet")
        assert sheet["A5"].value == "No deal changed in this week."


class TestTarget:
    def test_a_stop_leaves_what_was_there(self, company: Store, tmp_path: Path) -> None:
        target = tmp_path / "weekly.xlsx"
        target.write_text("old")

        def stop(_done: int, _total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            reports.write_weekly(company, WEEK, target, today=TODAY, tick=stop)
        assert [path.name for path in tmp_path.iterdir()] == ["weekly.xlsx"]
        assert target.read_text() == "old"

    def test_one_that_is_open_keeps_the_result_beside_it(
        self, company: Store, tmp_path: Path
    ) -> None:
        target = tmp_path / "weekly.xlsx"
        target.write_text("old")
        (tmp_path / ".~lock.weekly.xlsx#").touch()
        with pytest.raises(Problem) as caught:
            reports.write_weekly(company, WEEK, target, today=TODAY)
        assert caught.value.code == "report.target"
        assert target.read_text() == "old"
        assert load_workbook(Path(str(caught.value.facts["kept"]))).sheetnames == SHEETS


def test_a_week_belongs_to_the_quarter_that_most_of_it_lies_in(store: Store) -> None:
    for week, quarter in (
        ("2026-W53", "2026-Q4"),
        ("2025-W01", "2025-Q1"),
        ("2026-W40", "2026-Q4"),
    ):
        assert ask(store, reports.weekly, week=parse(week), today=TODAY).quarter.key == quarter
