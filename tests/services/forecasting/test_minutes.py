"""The minutes of a forecast call: commitments in one step, and a sheet with the right types."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import Money
from salesdesk_app.services import commitments, exporting, history
from salesdesk_app.services.forecasting import calls, minutes
from salesdesk_app.services.forecasting.minutes import Agreed
from salesdesk_app.services.verbs import ask
from tests.services.forecasting.world import Q4, TODAY, Team, noon


def row(team: Team, name: str, **more: object) -> dict[str, object]:
    """One line of the sheet by its headings."""
    sheet = ask(team.store, minutes.sheet, team.day, Q4, **more)
    lines = [*sheet.rows, sheet.totals or ()]
    line = next(line for line in lines if line[0] == name)
    return {column.heading: cell for column, cell in zip(sheet.columns, line, strict=True)}


def usd(amount: int) -> Money:
    """Whole dollars."""
    return Money(amount * 100, "USD")


@pytest.fixture
def called(team: Team) -> Team:
    """A week after the last freeze, with calls, judgements and what was agreed."""
    team.day = TODAY - timedelta(days=7)
    team.quota(team.ana, 300)
    sure = team.deal(100, "Negotiation", name="Alpha", account="Halden", created=team.day)
    maybe = team.deal(70, "Proposal", name="Beta", created=team.day)
    team.call(team.ana, 120)
    team.freeze()
    team.day = TODAY
    team.won(50, created=team.day)
    team.do(calls.judge, [sure], "in", note="Signed off", today=TODAY)
    team.do(calls.judge, [maybe], "out", today=TODAY)
    team.call(team.ana, 150, low=140, high=160, note="=1+1")
    team.call(team.ana, 145, "manager", note="Careful")
    due = date(2026, 11, 27)
    team.do(
        minutes.agree, [Agreed("Call legal", team.ana, due, sure), Agreed("Ask", team.boss, due)]
    )
    return team


def test_what_was_agreed_becomes_commitments_in_one_step(team: Team) -> None:
    deal, due = team.deal(10), date(2026, 11, 27)
    agreed = [Agreed(" Call legal ", team.ana, due, deal), Agreed("Tidy up", team.ben, due)]
    done = team.do(minutes.agree, agreed)
    made = ask(team.store, commitments.standing)
    assert [(one.text, one.owner, one.due_on, one.deal_id) for one in made] == [
        ("Call legal", "Ana Ruiz", due, deal),
        ("Tidy up", "Ben Cole", due, None),
    ]
    assert [one.id for one in made] == done.result
    assert ask(team.store, history.next_undo) == "Add 2 commitments from the call"
    history.undo(team.store, noon(TODAY))
    assert ask(team.store, commitments.standing) == []
    with pytest.raises(Problem, match=r"minutes\.nothing"):
        team.do(minutes.agree, [])
    with pytest.raises(Problem, match=r"field\.empty"):
        team.do(minutes.agree, [Agreed("Good", team.ana, due), Agreed("  ", team.ana, due)])
    assert ask(team.store, commitments.standing) == []


def test_a_row_for_each_rep_with_all_that_was_said(called: Team) -> None:
    assert row(called, "Ana Ruiz", noted={called.ana: " Push the demo "}) == {
        "Rep": "Ana Ruiz",
        "Quota": usd(300),
        "Closed": usd(50),
        "Closed and commit": usd(150),
        "Best case": usd(220),
        "Open pipeline": usd(170),
        "Rep’s call": usd(150),
        "Low": usd(140),
        "High": usd(160),
        "Manager’s call": usd(145),
        "Manager’s low": None,
        "Manager’s high": None,
        "Total in": usd(150),
        "Calibrated call": None,
        "Since 16 Nov 2026": usd(50),
        "Judged in": "Halden — Alpha (Signed off)",
        "Judged out": "Beta",
        "Notes": "Push the demo; Rep: =1+1; Manager: Careful",
        "Commitments": "Call legal (by 27 Nov 2026)",
    }
    ben = row(called, "Ben Cole")
    assert (ben["Quota"], ben["Rep’s call"], ben["Notes"], ben["Commitments"]) == (None,) * 4
    assert row(called, "Grace Obi")["Commitments"] == "Ask (by 27 Nov 2026)"
    total = row(called, "Team")
    assert (total["Closed"], total["Since 16 Nov 2026"]) == (usd(50), usd(50))
    sheet = ask(called.store, minutes.sheet, TODAY, Q4)
    assert sheet.title == "Forecast call Q4 2026, 23 Nov 2026"


def test_commitments_of_another_day_are_not_of_this_call(called: Team) -> None:
    called.day += timedelta(days=1)
    assert row(called, "Ana Ruiz")["Commitments"] is None


def test_the_workbook_has_the_right_types(called: Team, tmp_path: Path) -> None:
    target = tmp_path / "call.xlsx"
    exporting.write_sheet(ask(called.store, minutes.sheet, TODAY, Q4), target)
    book = load_workbook(target)
    cells = {cell.value: cell.column for cell in book.worksheets[0][1]}
    line = next(r for r in book.worksheets[0].iter_rows(min_row=2) if r[0].value == "Ana Ruiz")
    by_heading = {
        heading: next(cell for cell in line if cell.column == place)
        for heading, place in cells.items()
    }
    quota = next(cell for heading, cell in by_heading.items() if str(heading).startswith("Quota"))
    assert (quota.value, quota.data_type) == (300, "n")
    note = next(cell for heading, cell in by_heading.items() if str(heading).startswith("Notes"))
    assert note.data_type == "s"


def test_an_empty_call(team: Team) -> None:
    sheet = ask(team.store, minutes.sheet, TODAY, Q4)
    assert [line[0] for line in sheet.rows] == ["Ana Ruiz", "Ben Cole"]
    assert "Since the last call" in [column.heading for column in sheet.columns]
