"""What a plan says of how columns were read, and what the user says of one of them."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from salesdesk_app.exchange.values.cells import Choices
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.sheets import bring, codes, deals, plan
from tests.world import NOON, TODAY

HEADINGS = ["Deal", "Stage", "Value", "Created", "Close date"]
ROWS = (
    ["A", "Won", "1.054", "03/04/2017", "03/04/2017"],
    ["B", "Won", "2.500", "05/06/2017", "13/06/2017"],
)


def test_what_was_decided_is_told_and_what_was_not_is_asked(store: Store) -> None:
    found = plan(store, HEADINGS, *ROWS)
    assert codes(found) == [
        (2, "Value", "import.number_unclear"), (2, "Created", "import.day_unclear"),
        (3, "Value", "import.number_unclear"), (3, "Created", "import.day_unclear"),
    ]  # fmt: skip
    sentence = found.errors[0].sentence
    assert all(part in sentence for part in ("1.054", "1054", "Choose the decimal mark"))
    assert "2017-04-03 or 2017-03-04" in found.errors[1].sentence
    value, created, close = (found.readings[column] for column in (2, 3, 4))
    assert (value.kind, value.read_as, value.open, value.undecided) == ("money", None, 2, 2)
    assert (created.kind, created.read_as, created.undecided) == ("day", None, 2)
    assert (close.read_as, close.proven, close.open, close.undecided) == ("dmy", 1, 1, 0)
    assert "Close date: the day comes first." in [note.sentence for note in found.notes]


def test_one_column_is_told_for_itself(store: Store) -> None:
    said = {2: Choices(decimal=","), 3: Choices(date_order="mdy")}
    bring(store, HEADINGS, *ROWS, choices=Choices(columns=said))
    found = deals(store)["A"]
    assert (found.value_minor, found.created_on) == (105_400, date(2017, 3, 4))
    assert found.closed_on == date(2017, 4, 3)


def test_a_column_comes_before_the_file(store: Store) -> None:
    said = Choices(decimal=".", date_order="dmy", columns={3: Choices(date_order="mdy")})
    bring(store, HEADINGS, *ROWS, choices=said)
    found = deals(store)["A"]
    assert (found.value_minor, found.created_on) == (105, date(2017, 3, 4))


def test_rows_that_contradict_each_other_are_named(store: Store) -> None:
    found = plan(
        store,
        ["Deal", "Value", "Created"],
        ["A", "1,054.00", "13/02/2017"],
        ["B", "1.054,00", "14/02/2017"],
        ["C", "1.054", "02/15/2017"],
        ["D", 5, "03/04/2017"],
    )
    assert codes(found) == [(4, "Value", "import.number_both"), (5, "Created", "import.day_both")]
    notes = [note.sentence for note in found.notes]
    assert any(note.startswith("Value: 1 amounts") and note.endswith(": 3.") for note in notes)
    assert any(note.startswith("Created: 2 dates") and note.endswith(": 4.") for note in notes)


def test_currencies_are_kept_apart_unless_the_user_says_one(store: Store) -> None:
    rows = (["A", "Won", "$1,054.00"], ["B", "Won", "1.054,00 €"], ["C", "Won", 7])
    bring(store, HEADINGS[:3], *rows)
    assert {name: row.currency for name, row in deals(store).items()} == {
        "A": "USD", "B": "EUR", "C": "USD",
    }  # fmt: skip
    told = "Value: one amount beside those in other currencies states none and is taken for USD."
    assert told in [note.sentence for note in plan(store, HEADINGS[:3], *rows).notes]
    found = plan(store, HEADINGS[:3], *rows, choices=Choices(columns={2: Choices(currency="CHF")}))
    assert found.creates.currencies == ("CHF",)
    assert {change[0] for row in found.rows for change in row.changes} == {"currency"}


def test_a_mark_of_several_currencies_follows_the_column_of_currencies(store: Store) -> None:
    rows = (["A", "$5", "CAD"], ["B", "$6", "AUD"], ["C", "$7", ""])
    bring(store, ["Deal", "Value", "Currency"], *rows)
    currencies = {name: row.currency for name, row in deals(store).items()}
    assert currencies == {"A": "CAD", "B": "AUD", "C": "USD"}
    found = plan(store, ["Deal", "Value ($)", "Currency"], ["D", 5, "CAD"], ["E", 5, "EUR"])
    assert codes(found) == [(3, "Value ($)", "import.currencies")]
    blank = plan(store, ["Deal", "Value (USD)", "Currency"], ["F", "", "EUR"])
    assert codes(blank) == []


def test_a_column_of_unknown_currencies_is_never_left_out(store: Store) -> None:
    rows = [[f"D{n}", 5, "Doubloons"] for n in range(6)]
    found = plan(store, ["Deal", "Value", "Currency"], *rows)
    assert {code for _row, _column, code in codes(found)} == {"import.currency"}


def test_headings_in_a_hurry_come_in(store: Store) -> None:
    done = bring(
        store,
        [
            "Opportunty Name",
            "Acct Nm",
            "Stge",
            "Prob. (%)",
            "Close Dt",
            "Amt (k€)",
            "Fiscal Period",
        ],
        ["A", "Halden", "Proposal", "60%", "2017-03-01", "1,5", "Q1-2017"],
    )
    assert isinstance(done.result, importing.Imported)
    found = deals(store)["A"]
    assert (found.value_minor, found.currency, found.probability) == (150_000, "EUR", 60)
    assert found.expected_close_on == date(2017, 3, 1)


def shown(store: Store, path: Path, *headings: str) -> Plan:
    """The plan of a workbook of which the look alone tells the currencies."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Deal", "Stage", "Amount", *headings])
    for at, look in enumerate(['#,##0.00 "€"', "General", "[$£-809]#,##0.00"], 2):
        page.append([f"D{at}", "Won", 1054.5, *(["CHF"] * len(headings))])
        page.cell(at, 3).number_format = look
    book.save(path)
    return ask(store, importing.plan, ask(store, importing.read, path).table)


def test_a_currency_that_the_look_of_a_number_tells_is_its_own(
    store: Store, tmp_path: Path
) -> None:
    found = shown(store, tmp_path / "a.xlsx")
    assert [note.facts for note in found.notes if note.code == "import.shown"] == [
        {"column": "Amount", "currencies": "EUR, GBP"}
    ]
    perform(store, Stamp(NOON, "import"), importing.apply, found, today=TODAY)
    assert [row.currency for row in deals(store).values()] == ["EUR", "USD", "GBP"]


def test_a_column_of_currencies_says_more_than_the_look(store: Store, tmp_path: Path) -> None:
    found = shown(store, tmp_path / "a.xlsx", "Currency")
    perform(store, Stamp(NOON, "import"), importing.apply, found, today=TODAY)
    assert {row.currency for row in deals(store).values()} == {"CHF"}


def test_a_percentage_is_no_amount(store: Store) -> None:
    found = plan(store, HEADINGS[:3], ["A", "Won", "12%"], ["B", "Won", 5])
    assert [error.sentence for error in found.errors] == ["“12 %” is a percentage, not an amount."]
