"""What the options of an import answer, what is asked without them, and what a preview tells."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from salesdesk_app.domain.fields import KINDS
from tests.cli.desk import Desk
from tests.sheets import text_file, workbook

HEADINGS = ["Opportunity ID", "Opportunity Name", "Account Name", "Owner", "Stage", "Amount"]
ROWS = [
    ["006-000001", "Fleet", "Halden Freight", "Priya Nair", "Proposal", 5000],
    ["006-000002", "Renewal", "Corvid Media", "Jonas Lind", "Closed Won", 1054.5],
]


def deals(desk: Desk, name: str = "deals.xlsx", *more: list[Any]) -> Path:
    return workbook(desk.folder / name, HEADINGS, *ROWS, *more)


def only(answer: Any) -> Any:
    (file,) = answer["files"]
    return file


def column(file: Any, heading: str) -> Any:
    return next(one for one in file["mapping"] if one["heading"] == heading)


def test_dates_that_are_asked_are_answered(desk: Desk) -> None:
    file = text_file(
        desk.folder / "d.csv",
        ["Deal", "Account", "Stage", "Close date"],
        ["Fleet", "Halden", "Won", "03/04/2017"],
        ["Rollout", "Halden", "Won", "05/06/2017"],
    )
    status, out, err = desk.run("import", file)
    assert status == 1
    assert "--date-order dmy|mdy" in err
    assert "Close date" in out
    assert not desk.path.exists()
    status, out, err = desk.run("import", file, "--json")
    assert status == 1
    answer = desk.json("import", file, "--date-order", "dmy", "--dry-run")
    assert (answer["new"], answer["errors"]) == (2, [])
    assert desk.json("import", file, "--date-order", "mdy")["new"] == 2
    assert desk.json("figures", "--period", "2017-03")["won"]["count"] == 1
    assert desk.json("figures", "--period", "2017-05")["won"]["count"] == 1


def test_the_decimal_mark_is_answered(desk: Desk) -> None:
    file = text_file(
        desk.folder / "d.csv", ["Deal", "Stage", "Value"], ["A", "Won", "1.054"], delimiter=";"
    )
    status, _, err = desk.run("import", file)
    assert status == 1
    assert "--decimal" in err
    desk.json("import", file, "--decimal", ",")
    assert desk.json("figures")["won"]["value"] == 1054


def test_one_currency_for_all_amounts(desk: Desk) -> None:
    file = workbook(
        desk.folder / "d.xlsx",
        ["Deal", "Account", "Stage", "Amount"],
        ["Fleet", "Halden", "Won", "$1,054.00"],
        ["Rollout", "Corvid", "Won", "2.000,00 €"],
    )
    preview = desk.json("import", file, "--dry-run")
    assert only(preview)["creates"]["currencies"] == ["EUR"]
    desk.json("import", file, "--currency", "usd")
    assert desk.json("figures")["won"]["value"] == 3054


def test_columns_are_mapped_by_heading_or_letter_in_any_file(desk: Desk) -> None:
    team = workbook(desk.folder / "team.xlsx", ["Who", "Boss"], ["Priya Nair", "Grace Obi"])
    sheet = workbook(
        desk.folder / "deals.xlsx",
        ["Betreff", "Ding", "Wer"],
        ["Fleet", "006-000001", "Priya Nair"],
    )
    words = ["--map", "Betreff=name", "--map", "C=Owner", "--map", "Ding=external_id"]
    file = only(desk.json("import", sheet, "--dry-run", *words))
    assert [one["field"] for one in file["mapping"]] == ["name", "external_id", "owner"]
    assert [one["how"] for one in file["mapping"]] == ["chosen"] * 3
    assert file["creates"]["people"] == ["Priya Nair"]
    people = ["--as", "people", "--map", "Who=name", "--map", "Boss=manager"]
    assert desk.json("import", team, *people)["new"] == 1
    for wrong, named in (("Nowhere=name", "Nowhere"), ("Betreff=shoe size", "shoe size")):
        status, out, err = desk.run("import", sheet, *words, "--map", wrong)
        assert (status, out) == (1, "")
        assert named in err


def test_unknown_columns_are_kept(desk: Desk) -> None:
    file = workbook(
        desk.folder / "d.xlsx", [*HEADINGS, "Freight lane"], [*ROWS[0], "North"], [*ROWS[1], ""]
    )
    told = only(desk.json("import", file, "--dry-run"))
    assert column(told, "Freight lane")["field"] is None
    assert any("--keep-columns" in one["option"] for one in told["asked"])
    desk.json("import", file, "--keep-columns")
    out = desk.folder / "out.csv"
    assert desk.run("export", "deals", "--out", out, "--csv", "programs")[0] == 0
    assert "Freight lane" in out.read_text(encoding="utf-8-sig").splitlines()[0]
    assert desk.json("import", out)["same"] == 2


def test_a_preview_tells_what_was_understood(desk: Desk) -> None:
    desk.json("import", deals(desk))
    again = workbook(
        desk.folder / "again.xlsx",
        ["Pipeline of the week"],
        [],
        HEADINGS,
        [*ROWS[0][:4], "NEGOTIATION", 6000],
        ROWS[1],
        ["006-000003", "Site", "Ostara", "Priya Nair", "Proposal", "much"],
        ["Grand Total", "", "", "", "", 7054.5],
    )
    before = desk.path.read_bytes()
    file = only(desk.json("import", again, "--dry-run"))
    assert desk.path.read_bytes() == before
    assert (file["changed"], file["same"], file["heading_row"]) == (1, 1, 3)
    amount = column(file, "Amount")
    assert (amount["field"], amount["means"], amount["confidence"] >= 80) == (
        "value",
        "Value",
        True,
    )
    assert amount["samples"][0] == "6000"
    (change,) = file["changes"]
    assert (change["row"], change["name"]) == (4, "Fleet")
    assert {one["field"]: one["new"] for one in change["fields"]}["stage"] == "Negotiation"
    assert [one["row"] for one in file["errors"]] == [6]
    assert [one["reason"] for one in file["dropped_rows"]][-1] == "total"
    assert file["last"]["file"] == "deals.xlsx"
    assert file["missing"] == []
    assert set(file["seconds"]) == {"reading", "planning", "writing"}
    status, out, err = desk.run("import", again, "--dry-run")
    assert (status, err) == (0, "")
    for said in ("3 rows of deals would be read", "Fleet: Stage Proposal → Negotiation; Value",
                 "row 6, Amount", "“much”"):  # fmt: skip
        assert said in out


def test_missing_deals_are_closed_on_demand(desk: Desk) -> None:
    other = ["006-000009", "Site", "Ostara", "Priya Nair", "Proposal", 9]
    desk.json("import", deals(desk, "monday.xlsx", other))
    next_week = deals(desk, "tuesday.xlsx")
    told = only(desk.json("import", next_week, "--dry-run"))
    assert [one["name"] for one in told["missing"]] == ["Site"]
    assert any("--missing close" in one["option"] for one in told["asked"])
    assert desk.json("import", next_week, "--missing", "close")["closed"] == 1
    assert desk.json("figures")["lost"]["count"] == 1
    assert desk.run("undo")[0] == 0
    assert desk.json("figures")["lost"]["count"] == 0


def test_twins_wait_for_an_answer(desk: Desk) -> None:
    desk.json("import", deals(desk))
    file = workbook(
        desk.folder / "twin.xlsx",
        HEADINGS[1:],
        ["Fleet rollout", "Halden Freight GmbH", "Priya Nair", "Proposal", 5000],
        ["Fleet", "Halden Freight Ltd", "Priya Nair", "Proposal", 5000],
    )
    told = only(desk.json("import", file, "--dry-run"))
    assert told["twins"] >= 1
    twin = told["twin_rows"][0]
    assert twin["name"] == "Fleet"
    assert {"heading", "workspace", "file"} == set(twin["sides"][0])
    held = desk.json("figures")["deals"]
    assert desk.json("import", file, "--twins", "skip")["twins"] == told["twins"]
    added = desk.json("import", file, "--twins", "new")
    assert (added["twins"], added["errors"]) == (0, [])
    assert desk.json("figures")["deals"] > held


def test_words_are_stages(desk: Desk) -> None:
    file = workbook(desk.folder / "d.xlsx", HEADINGS, [*ROWS[0][:4], "Im Gespräch", 5])
    status, out, err = desk.run("import", file, "--stage", "Im Gespräch=Nowhere")
    assert (status, out) == (1, "")
    assert "Negotiation" in err
    told = only(desk.json("import", file, "--stage", "im gespräch=negotiation"))
    assert told["creates"]["stages"] == []
    assert [(one["text"], one["name"]) for one in told["words"] if one["kind"] == "stage"] == [
        ("Im Gespräch", "Negotiation")
    ]
    again = only(desk.json("import", file, "--dry-run"))
    assert (again["same"], again["creates"]["stages"]) == (1, [])


def test_errors_are_written_also_of_a_preview_and_come_in_again(desk: Desk) -> None:
    bad = ["006-000003", "Site", "Ostara", "Priya Nair", "Proposal", "much"]
    first, second = deals(desk, "one.xlsx", bad), deals(desk, "two.xlsx")
    out = desk.folder / "rejected.xlsx"
    desk.json("import", first, second, "--dry-run", "--errors", out)
    assert not desk.path.exists()
    book = load_workbook(out)
    page = book.worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][1:] == tuple(HEADINGS)
    assert "much" in str(rows[1][0])
    page["G2"] = 77
    book.save(out)
    desk.json("import", first)
    mended = desk.json("import", out)
    assert (mended["new"], mended["errors"]) == (1, [])
    assert desk.json("figures")["deals"] == 3


def test_cells_on_standard_input(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = "Deal\tAccount\tStage\tValue\nFleet\tHalden\tProposal\t5000\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(cells))
    assert desk.json("import", "-")["new"] == 1
    assert desk.json("figures")["deals"] == 1


def test_every_sheet_in_the_order_that_links_need(desk: Desk) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    team = book.create_sheet("Team")
    for row in (["Name", "Role", "Manager"], ["Priya Nair", "Rep", "Grace Obi"]):
        team.append(row)
    path = desk.folder / "all.xlsx"
    book.save(path)
    answer = desk.json("import", path, "--all-sheets")
    assert [one["kind"] for one in answer["files"]] == ["people", "deals"]
    assert answer["files"][1]["creates"]["people"] == ["Jonas Lind"]
    alone = only(desk.json("import", path))
    assert alone["other_sheets"] == [{"sheet": "Team", "kind": "people", "rows": 1}]
    assert "Team" in desk.run("import", path)[1]


def test_every_kind_goes_out_and_comes_in(desk: Desk) -> None:
    assert desk.run("sample")[0] == 0
    for at, kind in enumerate(KINDS):
        out = desk.folder / f"{kind}.{('xlsx', 'csv')[at % 2]}"
        status, said, err = desk.run("export", kind, "--out", out)
        assert (status, err) == (0, "")
        answer = desk.json("import", out, "--as", kind)
        assert answer["rows"] == answer["same"] > 0, said


@pytest.mark.parametrize(
    "words",
    [
        ["import", "a.csv", "--map", "Deal"],
        ["import", "a.csv", "--currency", "XXQ"],
        ["import", "a.csv", "--heading-row", "0"],
        ["import", "a.csv", "--twins", "both"],
        ["export", "deals", "--out", "a.xlsx", "--csv", "programs"],
        ["export", "deals", "--out", "a.csv", "--for-editing"],
        ["export", "shoes", "--out", "a.csv"],
    ],
)
def test_wrong_usage(words: list[str], desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        desk.run(*words)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_both_sides_of_a_sheet_that_was_edited(desk: Desk) -> None:
    desk.json("import", deals(desk))
    sheet = desk.folder / "edit.xlsx"
    assert desk.run("export", "deals", "--out", sheet, "--for-editing")[0] == 0
    answer = desk.json("import", sheet, "--dry-run")
    assert (answer["same"], answer["errors"]) == (2, [])
    book = load_workbook(sheet)
    page = next(one for one in book.worksheets if one.sheet_state == "visible")
    names = {str(cell.value): cell.column for cell in page[1]}
    row = next(
        cells[0].row for cells in page.iter_rows(min_row=2) if "Fleet" in [c.value for c in cells]
    )
    page.cell(row, names["Value"]).value = 7000
    book.save(sheet)
    desk.json("import", deals(desk, "other.xlsx", [*ROWS[0][:5], 6000]))
    told = only(desk.json("import", sheet, "--dry-run"))
    (conflict,) = told["conflicts"]
    assert (conflict["name"], conflict["column"], conflict["decided"]) == ("Fleet", "value", None)
    assert told["changed"] == 0
    assert only(desk.json("import", sheet, "--conflicts", "workspace"))["changed"] == 0
    assert only(desk.json("import", sheet, "--conflicts", "file"))["changed"] == 1


def test_what_has_no_place_is_left_out_and_the_rest_comes_in(desk: Desk) -> None:
    tickets = workbook(desk.folder / "tickets.xlsx", ["Ticket ID", "Ticket Name"], ["T1", "Broken"])
    file = workbook(desk.folder / "deals.xlsx", HEADINGS, *ROWS)
    told = desk.json("import", tickets, file, "--dry-run")
    assert [Path(one["file"]).name for one in told["skipped"]] == ["tickets.xlsx"]
    assert told["new"] == len(ROWS)
    status, out, _ = desk.run("import", tickets, file)
    assert (status, out.splitlines()[0]) == (
        0,
        "tickets.xlsx looks like a list of tickets, for which SalesDesk has no place. Nothing was "
        "read of it.",
    )
    assert desk.run("import", tickets)[0] == 1
