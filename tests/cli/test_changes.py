"""What changed, from the command line: the same numbers as the screen, in words and as JSON."""

from datetime import date
from pathlib import Path

import pytest

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import since, waterfall
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store
from tests.cli.desk import Desk

HEAD = "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date\n"
FIRST = (
    HEAD
    + """1,Fleet,Halden Freight,Priya Nair,Proposal,84000.50,2026-12-05
2,Renewal,Corvid Media,Jonas Lind,Proposal,1000,2026-12-06
3,Rollout,Ostara Clinics,Priya Nair,Proposal,500,2026-12-07
"""
)
SECOND = (
    HEAD
    + """1,Fleet,Halden Freight,Priya Nair,Closed Won,90000,2026-11-23
2,Renewal,Corvid Media,Jonas Lind,Proposal,1000,2027-01-06
3,Rollout,Ostara Clinics,Priya Nair,Proposal,500,2026-12-07
4,Site licence,Ostara Clinics,Priya Nair,Closed Won,12000,2026-11-20
"""
)


@pytest.fixture
def deals(desk: Desk) -> Desk:
    for text, today in ((FIRST, "2026-11-16"), (SECOND, "2026-11-23")):
        file = Path(desk.folder / "deals.csv")
        file.write_text(text)
        assert desk.run("import", file, today=today)[0] == 0
    return desk


def test_json_balances_and_says_what_each_deal_did(deals: Desk) -> None:
    found = deals.json("changes", "--since", "2026-11-16")
    assert (found["since"], found["until"]) == ("2026-11-16", "2026-11-23")
    assert (found["window"], found["currency"]) == ("2026-Q4", "USD")
    amounts = {code: bar["amount"] for code, bar in found["bars"].items() if bar["deals"]}
    assert amounts == {
        "created": 12000,
        "increased": 5999.5,
        "won": -102000,
        "pushed_out": -1000,
    }
    assert (found["start"], found["end"], found["won"]) == (85500.5, 500, 102000)
    assert found["start"] + sum(amounts.values()) == found["end"]
    assert [(line["bar"], line["name"], line["amount"]) for line in found["changes"]] == [
        ("created", "Site licence", 12000),
        ("increased", "Fleet", 5999.5),
        ("won", "Fleet", -90000),
        ("won", "Site licence", -12000),
        ("pushed_out", "Renewal", -1000),
    ]
    assert found["put_off"] == {"no_answer": [2]}
    pushed = found["changes"][-1]
    assert (pushed["before"], pushed["after"]) == ("2026-12-06", "2027-01-06")
    assert deals.json("figures", "--period", "2026-Q4")["won"]["value"] == found["won"]


def test_the_same_numbers_as_the_screen_s_question(deals: Desk) -> None:
    found = deals.json("changes", "--since", "2026-11-16", "--period", "2026-Q4")
    store = Store(deals.path)
    today = date(2026, 11, 23)
    moment = ask(store, since.moment, date(2026, 11, 16), today)
    flow = ask(store, waterfall.of, moment.edit_id, quarter_of(today), today=today)
    store.close()
    assert found == waterfall.as_json(flow, moment, today)


def test_other_windows(deals: Desk) -> None:
    assert deals.json("changes", "--since", "2026-11-16", "--period", "2027-Q1")["bars"][
        "pushed_in"
    ] == {"amount": 1000, "deals": [2]}
    everything = deals.json("changes", "--since", "2026-11-16", "--period", "all")
    assert (everything["window"], everything["end"]) == (None, 1500)


def test_in_words(deals: Desk) -> None:
    status, out, _ = deals.run("changes", "--since", "2026-11-16")
    assert status == 0
    assert out.splitlines()[0] == (
        "Open pipeline closing in Q4 2026, from 16 Nov 2026 to 23 Nov 2026"
    )
    assert ["Won", "−$102,000", "2", "deals"] in [line.split() for line in out.splitlines()]
    assert "Reopened" not in out
    assert "6 Dec 2026 → 6 Jan 2027" in out
    assert "Put off 1: 1 no answer" in out.splitlines()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--since", "2026-11-15"), 1, "Nothing is known before 16 Nov 2026."),
        (("--since", "2026-11-24"), 1, "24 Nov 2026 is later than the day"),
        (("--since", "looked"), 1, "not looked at before today"),
        (("--since", "Looked"), 1, "not looked at before today"),
        (("--since", "call"), 1, "No forecast call was frozen yet"),
        (("--since", "2026-11-16", "--period", "soon"), 1, "is not a period"),
    ],
)
def test_what_cannot_be_answered_is_said(
    deals: Desk, words: tuple[str, ...], status: int, said: str
) -> None:
    found, out, err = deals.run("changes", *words)
    assert (found, out) == (status, "")
    assert said in err


def test_wrong_usage_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("changes",), ("changes", "--since", "yesterday")):
        with pytest.raises(SystemExit) as ended:
            desk.run(*words)
        assert ended.value.code == 2
    assert "'yesterday' is not looked, call or a day like 2026-11-23" in capsys.readouterr().err
