"""Rows of headings: found among others, matched to fields, told by kind."""

from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FIELDS, KINDS, RecordKind, exported
from salesdesk_app.exchange.layout import headers, matches, vocabulary
from salesdesk_app.exchange.layout.units import Units
from tests.sheets import sheet, table

SALESFORCE = [
    "Opportunity Name", "Account Name", "Opportunity Owner", "Stage", "Amount", "Close Date",
    "Created Date", "Probability (%)", "Lead Source", "Next Step", "Opportunity ID",
]  # fmt: skip
HUBSPOT = [
    "Deal ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Close Date", "Create Date",
    "Deal Owner", "Closed Lost Reason",
]  # fmt: skip
PIPEDRIVE = [
    "Deal - Title", "Deal - Value", "Deal - Currency of Value", "Organization - Name",
    "Deal - Owner", "Deal - Stage", "Deal - Expected close date", "Deal - ID",
]  # fmt: skip
MAVEN = [
    "opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date",
    "close_date", "close_value",
]  # fmt: skip


def fields(*names: str, kind: RecordKind = "deals") -> list[str | None]:
    return [one.field for one in matches.match(names, kind)]


def found(*rows: list[Any], kind: RecordKind | None = None) -> headers.Headings:
    return headers.find(sheet(*rows), kind)


def test_salesforce() -> None:
    assert fields(*SALESFORCE) == [
        "name", "account", "owner", "stage", "value", "close_on", "created_on", "probability",
        "source", "next_step", "external_id",
    ]  # fmt: skip


def test_hubspot() -> None:
    assert fields(*HUBSPOT) == [
        "external_id", "name", "stage", "pipeline", "value", "close_on", "created_on", "owner",
        "lost_reason",
    ]  # fmt: skip


def test_pipedrive() -> None:
    assert fields(*PIPEDRIVE) == [
        "name", "value", "currency", "account", "owner", "stage", "expected_close_on",
        "external_id",
    ]  # fmt: skip


def test_maven() -> None:
    assert fields(*MAVEN) == [
        "external_id", "owner", "product", "account", "stage", "created_on", "close_on", "value",
    ]  # fmt: skip
    assert fields("sales_agent", "manager", "regional_office", kind="people") == [
        "name", "manager", "region",
    ]  # fmt: skip
    assert fields("product", "series", "sales_price", kind="products") == [
        "name",
        "series",
        "price",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_headings_come_in_again(kind: RecordKind) -> None:
    own = exported(kind)
    assert fields(*(field.heading for field in own), kind=kind) == [field.code for field in own]
    assert found([field.heading for field in own]).kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_the_vocabulary_names_only_fields(kind: RecordKind) -> None:
    assert set(vocabulary.WORDS[kind]) <= {field.code for field in FIELDS[kind]}


def test_case_and_punctuation_do_not_count() -> None:
    assert fields("OPPORTUNITY_NAME", "close-date", " Account  name ") == [
        "name",
        "close_on",
        "account",
    ]


def test_of_several_the_best_name_wins() -> None:
    assert fields("Expected Revenue", "Amount") == [None, "value"]
    assert fields("Amount", "Amount") == ["value", None]


@pytest.mark.parametrize(
    ("heading", "field", "units"),
    [
        ("Amount (USD)", "value", Units("USD", 1)),
        ("Value in EUR", "value", Units("EUR", 1)),
        ("Amount €", "value", Units("€", 1)),
        ("Value (thousands)", "value", Units(None, 1000)),
        ("Close Date (local)", "close_on", Units()),
        ("Amount in XYZ", None, Units()),
        ("Volumen (T€)", "value", Units("€", 1000)),
        ("Umsatz in TEUR", "value", Units("EUR", 1000)),
        ("Betrag (Tsd. €)", "value", Units("€", 1000)),
        ("Amount $k", "value", Units("$", 1000)),
        ("Value ($M)", "value", Units("$", 1_000_000)),
        ("Value (£'000)", "value", Units("£", 1000)),
        ("Value (USD k)", "value", Units("USD", 1000)),
        ("Amount (in 1.000 EUR)", "value", Units("EUR", 1000)),
        ("Amount (thousands of dollars)", "value", Units("$", 1000)),
        ("Umsatz (Mrd. €)", "value", Units("€", 1_000_000_000)),
        ("Amount CHF", "value", Units("CHF", 1)),
        ("Amount (MXN)", "value", Units("MXN", 1)),
        ("Amount (THB)", "value", Units("THB", 1)),
    ],
)
def test_units_in_headings(heading: str, field: str | None, units: Units) -> None:
    (match,) = matches.match([heading], "deals")
    assert match.field == field
    assert match.units == units


def test_millions_where_the_heading_or_its_dictionary_says_so() -> None:
    (match,) = matches.match(["Annual Revenue (USD millions)"], "accounts")
    assert (match.field, match.units) == ("revenue", Units("USD", 1_000_000))
    names = [
        "account", "sector", "year_established", "revenue", "employees", "office_location",
        "subsidiary_of",
    ]  # fmt: skip
    assert matches.match(names, "accounts")[3].units == Units("USD", 1_000_000)
    assert matches.match(["account", "revenue"], "accounts")[1].units == Units()


def test_the_row_is_found_below_titles() -> None:
    rows = [["Pipeline report"], ["As of", "2017-12-31"], [], SALESFORCE, ["x"] * 11]
    assert found(*rows).row == 2
    assert found(*rows).kind == "deals"


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (MAVEN, "deals"),
        (["sales_agent", "manager", "regional_office"], "people"),
        (["Full Name", "Manager", "Office"], "people"),
        (["product", "series", "sales_price"], "products"),
        (["Account Name", "Industry", "Employees"], "accounts"),
        (["Deal", "Value"], "deals"),
        (["Contact ID", "First Name", "Last Name", "Email", "Job Title"], "contacts"),
        (["Name", "Firma", "E-Mail-Adresse", "Telefon", "Position"], "contacts"),
        (["Person - Name", "Person - Organization", "Person - Email - Work"], "contacts"),
        (["First Name", "Last Name", "Title", "Email"], "people"),
        (["Account Name", "Industry", "Website", "Phone", "Billing Country"], "accounts"),
        (["Company", "Website", "Notes"], "accounts"),
        (["Activity Type", "Activity Date", "Activity Owner"], "activities"),
        (["Subject", "Due Date", "Status", "Assigned", "Opportunity"], "activities"),
        (["Betreff", "Art", "Fällig am", "Zuständig"], "activities"),
        (["Wettbewerber", "Webseite", "Notiz"], "competitors"),
    ],
)
def test_kinds(names: list[str], kind: str) -> None:
    assert found(names).kind == kind


def test_a_misspelt_name_tells_the_kind() -> None:
    names = ["Oppty", "Client", "Sales Rep", "Amount", "Close Date"]
    assert found(names).kind == "deals"


def test_a_kind_that_is_told() -> None:
    assert found(["Name", "Owner"], kind="accounts").kind == "accounts"


@pytest.mark.parametrize("rows", [[["a", "b"], [1, 2]], [[1, 2, 3]], [["Account", "Colour"]], [[]]])
def test_no_headings(rows: list[list[Any]]) -> None:
    with pytest.raises(Problem, match=r"file\.no_table"):
        found(*rows)


def test_other_lists_are_refused_and_not_taken_for_ours() -> None:
    tickets = ["Ticket ID", "Ticket Name", "Ticket Status", "Pipeline", "Create Date", "Close Date"]
    with pytest.raises(Problem, match=r"file\.other_records") as caught:
        found(tickets)
    assert caught.value.facts["what"] == "tickets"
    assert found(["Lead ID", "First Name", "Last Name"], kind="people").kind == "people"


def test_choices_move_a_field() -> None:
    known = matches.match(["Deal", "Value", "Amount"], "deals")
    assert [one.field for one in known] == ["name", "value", None]
    moved = matches.chosen(known, {2: "value"}, "chosen")
    assert [(one.field, one.how) for one in moved[1:]] == [(None, "none"), ("value", "chosen")]
    left = matches.chosen(known, {1: None}, "chosen")
    assert left[1].field is None


@pytest.mark.parametrize(
    ("upper", "lower", "spans", "names", "known"),
    [
        (
            ["Deal", "Account", "Stage", "Close", "Deal"],
            ["", "", "", "date", "value"],
            [],
            ["Deal", "Account", "Stage", "Close date", "Deal value"],
            ["name", "account", "stage", "close_on", "value"],
        ),
        (
            ["", "", "Expected", ""],
            ["Deal", "Stage", "Close", "Revenue"],
            [(1, 2, 3)],
            ["Deal", "Stage", "Expected Close", "Expected Revenue"],
            ["name", "stage", "expected_close_on", "value"],
        ),
        (
            ["Deal", "Account", "Deal", "Deal"],
            ["Name", "Name", "Stage", "Owner"],
            [],
            ["Deal Name", "Account Name", "Deal Stage", "Deal Owner"],
            ["name", "account", "stage", "owner"],
        ),
        (
            ["Deal", "", "Money", ""],
            ["Name", "Stage", "Amount", "Currency"],
            [],
            ["Name", "Stage", "Amount", "Currency"],
            ["name", "stage", "value", "currency"],
        ),
        (
            ["Opportunity", "", "", "Dates", ""],
            ["Name", "Account", "Stage", "Created", "Closed"],
            [(1, 0, 2), (1, 3, 4)],
            ["Name", "Account", "Stage", "Created", "Closed"],
            ["name", "account", "stage", "created_on", "closed_on"],
        ),
    ],
)
def test_headings_over_two_lines_and_groups_of_headings(
    upper: list[str],
    lower: list[str],
    spans: list[tuple[int, int, int]],
    names: list[str],
    known: list[str],
) -> None:
    rows = sheet(upper, lower, ["A", "Acme", "Won", "x", "y"][: len(lower)])
    rows.spans = spans
    for best in (headers.find(rows, None), headers.told(rows, None, 2)):
        assert list(best.names) == names
        assert [one.field for one in best.matches] == known
        assert best.row == 1


def test_a_row_of_texts_below_the_headings_is_a_record() -> None:
    best = found(["Deal", "Account", "Stage"], ["Owner", "Value", "Close date"], ["B", "C", "Won"])
    assert best.row == 0
    assert len(best.lines) == 1


def test_any_row_is_one_of_headings_when_that_is_told() -> None:
    rows = sheet(["Report", "x"], ["Foo", "Deal", 2017, "Foo"], ["a", "b", "c", "d"])
    best = headers.told(rows, None, 2)
    assert best.names == ("Foo", "Deal", "2017", "Foo")
    assert best.kind == "deals"
    with pytest.raises(Problem, match=r"file\.no_heading_row"):
        headers.told(rows, None, 7)


def test_shown_headings_are_told_apart_and_never_empty() -> None:
    names = ["Amount", "", "Amount", "x" * 10_000, "Amount (2)", "Amount", "Column B"]
    shown = headers.shown(names, 0)
    assert shown[:3] == ["Amount", "Column B", "Amount (3)"]
    assert len(shown[3]) == headers.LONGEST_HEADING
    assert len(set(shown)) == len(names)
    assert headers.shown(names, 0) == shown
    assert len(set(headers.shown(["same"] * 16_384, 0))) == 16_384


def test_a_single_column_says_too_little() -> None:
    with pytest.raises(Problem, match=r"file\.one_column"):
        found(["Deal"], ["A"], ["B"])


def test_look_alike_letters_of_another_width_are_known() -> None:
    assert [one.field for one in found(["Ｄｅａｌ", "Stage"]).matches] == ["name", "stage"]


def test_a_table_of_fields_is_no_list_of_deals() -> None:
    with pytest.raises(Problem, match=r"file\.no_table"):
        table(
            ["Table", "Field", "Description"],
            ["sales_pipeline", "opportunity_id", "Unique identifier"],
            ["sales_pipeline", "sales_agent", "Sales agent"],
        )
