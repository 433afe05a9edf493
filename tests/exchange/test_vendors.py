"""Rows of headings as vendors' programs and people really write them, and what each one means."""

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.layout import headers, matches
from tests.sheets import sheet

# Each heading with the field that it must be matched to; "-" where it must be left out.
VENDORS = {
    "a Salesforce report": """
        Opportunity Owner=owner; Account Name=account; Opportunity Name=name; Stage=stage;
        Fiscal Period=-; Amount Currency=currency; Amount=value; Expected Revenue Currency=-;
        Expected Revenue=-; Probability (%)=probability; Age=-; Close Date=close_on;
        Created Date=created_on; Next Step=next_step; Lead Source=source; Type=-; Owner Role=-;
        Last Modified Date=modified_on; Opportunity ID=external_id""",
    "a Salesforce report in two currencies": """
        Opportunity Name=name; Stage=stage; Amount Currency=currency; Amount=value;
        Amount (converted) Currency=-; Amount (converted)=-; Expected Revenue (converted)=-;
        Close Date=close_on""",
    "a Salesforce export": """
        Id=external_id; IsDeleted=-; AccountId=-; Name=name; Description=note; StageName=stage;
        Amount=value; Probability=probability; ExpectedRevenue=-; CloseDate=close_on; Type=-;
        NextStep=next_step; LeadSource=source; IsClosed=-; IsWon=-; ForecastCategoryName=category;
        OwnerId=-; CreatedDate=created_on; LastModifiedDate=modified_on; FiscalYear=-;
        CurrencyIsoCode=currency; Account.Name=account; Owner.Name=owner""",
    "a HubSpot export": """
        Record ID=external_id; Deal Name=name; Deal Stage=stage; Close Date=close_on;
        Deal owner=owner; Amount=value; Create Date=created_on; Associated Company=account;
        Deal Type=-; Forecast amount=-; Weighted amount=-; Amount in company currency=-;
        Currency=currency; Deal probability=probability; Forecast category=category;
        Closed Lost Reason=lost_reason; Next step=next_step; Last Modified Date=modified_on;
        Is Closed Won=-; Priority=-""",
    "HubSpot's own names": """
        hs_object_id=external_id; dealname=name; dealstage=stage; amount=value;
        closedate=close_on; createdate=created_on; hubspot_owner_id=-; dealtype=-;
        hs_deal_stage_probability=probability; closed_lost_reason=lost_reason;
        hs_lastmodifieddate=modified_on; deal_currency_code=currency; hs_forecast_amount=-""",
    "a Pipedrive export": """
        Deal - ID=external_id; Deal - Title=name; Deal - Creator=-; Deal - Owner=owner;
        Deal - Value=value; Deal - Currency of Value=currency; Deal - Weighted value=-;
        Deal - Currency of Weighted value=-; Deal - Probability=probability; Deal - Stage=stage;
        Deal - Label=-; Deal - Status=status; Deal - Deal created=created_on;
        Deal - Update time=modified_on; Deal - Last stage change=-;
        Deal - Next activity date=next_step_on; Deal - Last activity date=-;
        Deal - Won time=won_on; Deal - Lost time=lost_on; Deal - Deal closed on=closed_on;
        Deal - Lost reason=lost_reason; Deal - Visible to=-; Deal - Total activities=-;
        Deal - Expected close date=expected_close_on; Deal - Product quantity=-;
        Deal - Source channel=source; Organization - Name=account""",
    "an Odoo export": """
        Created on=created_on; Opportunity=name; Email=-; Salesperson=owner; Sales Team=-;
        Expected Revenue=value; Stage=stage; Expected Closing=expected_close_on;
        Probability=probability; Customer=account; Prorated Revenue=-; Tags=-; Source=source;
        Lost Reason=lost_reason; External ID=external_id""",
    "Odoo's own names": """
        id=external_id; name=name; partner_id=account; user_id=owner; stage_id=stage;
        expected_revenue=value; date_deadline=expected_close_on; date_closed=closed_on;
        create_date=created_on; probability=probability; lost_reason_id=lost_reason;
        description=note; x_studio_segment=-""",
    "a Zoho export": """
        Record Id=external_id; Deal Owner.id=-; Deal Owner=owner; Deal Name=name;
        Account Name.id=-; Account Name=account; Closing Date=close_on; Amount=value; Stage=stage;
        Probability (%)=probability; Expected Revenue=-; Next Step=next_step; Lead Source=source;
        Type=-; Created By=-; Created Time=created_on; Modified Time=modified_on;
        Currency=currency; Exchange Rate=-; Reason For Loss=lost_reason;
        Overall Sales Duration=-; Sales Cycle Duration=-; Campaign Source=-; Description=note;
        Tag=-; Last Activity Time=-""",
    "a Dynamics export": """
        (Do Not Modify) Opportunity=external_id; (Do Not Modify) Row Checksum=-;
        (Do Not Modify) Modified On=modified_on; Topic=name; Potential Customer=account;
        Est. close date=expected_close_on; Est. revenue=value; Actual Revenue=won_value;
        Actual Close Date=closed_on; Probability=probability; Rating=-; Pipeline Phase=stage;
        Status=status; Status Reason=-; Owner=owner; Created On=created_on; Currency=currency""",
    "a German Dynamics export": """
        (Nicht ändern) Verkaufschance=external_id; (Nicht ändern) Zeilenprüfsumme=-;
        (Nicht ändern) Geändert am=modified_on; Thema=name; Potenzieller Kunde=account;
        Gesch. Abschlussdatum=expected_close_on; Gesch. Umsatz=value; Besitzer=owner;
        Wahrscheinlichkeit=probability; Phase=stage; Status=status; Währung=currency""",
    "a German sheet": """
        Verkaufschance=name; Kunde=account; Betreuer=owner; Phase=stage; Auftragswert=value;
        Währung=currency; Abschlussdatum=close_on; Wahrscheinlichkeit=probability;
        Erstellt am=created_on; Quelle=source; Verlustgrund=lost_reason;
        Nächster Schritt=next_step; Bemerkung=note; Vorgangsnummer=external_id; Region=-;
        Gewichteter Wert=-""",
    "a plain sheet": """
        Customer=account; Project name=name; Rep=owner; Status=stage; Value (€)=value;
        Chance (%)=probability; Est. Close=expected_close_on; Notes=note; Team=-; City=-""",
    "a sheet of a hurry": """
        Opportunty Name=name; Acct Name=account; Close Dt=close_on; Prob. (%)=probability;
        Lead Src=source; Exp. Close=expected_close_on; Ammount EUR=value; Onwer=owner;
        Sales Stge=stage; Creatd Date=created_on; Nxt Step=next_step; Loss Reson=lost_reason""",
    "other words and orders": """
        Name of Opportunity=name; Acct. Name=account; Expected date of close=expected_close_on;
        Curr.=currency; Probabilty=probability; Salesprson=owner; Opp Amt=value""",
}


def told(text: str) -> dict[str, str]:
    pairs = (one.rsplit("=", 1) for one in text.split(";"))
    return {" ".join(heading.split()): field.strip() for heading, field in pairs}


@pytest.mark.parametrize("vendor", VENDORS)
def test_headings(vendor: str) -> None:
    expected = told(VENDORS[vendor])
    found = matches.match(list(expected), "deals", alike=True)
    assert {one.heading: one.field or "-" for one in found} == expected


@pytest.mark.parametrize("vendor", VENDORS)
def test_they_are_known_to_be_deals(vendor: str) -> None:
    assert headers.find(sheet(list(told(VENDORS[vendor]))), None).kind == "deals"


LISTS = {
    "accounts": """Account Name; Billing City; Type; Industry; Annual Revenue; Employees; Website;
        Account Owner; Last Activity; Phone; Created Date""",
    "contacts": """First Name; Last Name; Title; Account Name; Email; Phone; Mobile; Mailing City;
        Contact Owner; Lead Source; Created Date""",
    "products": "Product Name; Product Code; List Price; Product Family; Active; Description",
    "people": "Full Name; Role; Email; Manager; Territory; Start Date; Phone",
}


@pytest.mark.parametrize("kind", LISTS)
def test_other_lists_are_told_from_deals(kind: str) -> None:
    names = [" ".join(name.split()) for name in LISTS[kind].split(";")]
    assert headers.find(sheet(names), None).kind == kind


# What stands beside such columns in real files and is none of our fields, though it looks alike.
NOT_OURS = """
    Fiscal Period; Age; Region; City; Type; Row; Quarter; State; County; Close Rate; Win Rate;
    Deal Age; Last Activity; Phone; Postal Code; Account ID; Owner ID; Price; Cost; Margin;
    Discount; Quantity; Year; Month; Campaign; Tags; Rating; Territory; Industry; Employees;
    Website; Modified By; Created By; Account Type; Forecast Amount; Weighted Amount;
    Stage Duration; Days in Stage; Sales Team; Team; Email; Address; Country; Number; Priority;
    Score; Division; Segment; Power; Statue; Rate; Data; Game; Names of pets; Amount (weighted);
    Stage (previous); Gewichteter Umsatz; Alter; Kalenderwoche; Straße; Ort; Geändert von; Phrase;
    Sourcing; Valve; Clothes; Ownership; Opportunities; Expected Headcount; Lost Baggage;
    Product Owner Team; Stage Manager; Close Friends; Deal Breaker; Next of Kin; Contract;
    Closing Balance; Account Balance; Date of Birth; Due Date; Start Date; Company Size;
    Currency Rate
""".replace("\n", " ")


def test_what_is_none_of_our_fields_is_left_out() -> None:
    for name in NOT_OURS.split(";"):
        (found,) = matches.match([name.strip()], "deals", alike=True)
        assert (name.strip(), found.field) == (name.strip(), None)


@pytest.mark.parametrize(
    ("heading", "how", "least", "most"),
    [("Close Date", "exact", 100, 100), ("Close Date (local)", "likely", 90, 90),
     ("Close Dt", "fuzzy", 80, 90), ("Opportunty Name", "fuzzy", 70, 85),
     ("Fiscal Period", "none", 0, 0)],
)  # fmt: skip
def test_how_sure_a_match_is(heading: str, how: str, least: int, most: int) -> None:
    (found,) = matches.match([heading], "deals", alike=True)
    assert found.how == how
    assert least <= found.confidence <= most


def test_columns_whose_cells_say_otherwise() -> None:
    names = ["Deal", "Closed", "Probability", "Exp Close", "Owner", "Chance"]
    rows = [[f"D{n}", "TRUE", "High", f"Option {n}", 1000 + n, n] for n in range(8)]
    found = matches.match(names, "deals", rows, alike=True)
    assert [one.field for one in found] == ["name", None, None, None, None, "probability"]


def test_of_two_columns_the_one_with_cells_is_meant() -> None:
    rows = [["D1", "", "Acme"], ["D2", "", "Blue"]]
    found = matches.match(["Topic", "Account", "Potential Customer"], "deals", rows)
    assert [one.field for one in found] == ["name", None, "account"]


def test_a_column_that_fits_in_part_is_less_sure() -> None:
    rows = [["D", day] for day in ("2017-01-02", "2017-01-03", "soon", "later")]
    found = matches.match(["Deal", "Close Date"], "deals", rows)
    assert found[1].field == "close_on"
    assert found[1].confidence == 75


HEADINGS = ["Deal", "Value", "Amount", "Segment", "Segment"]


@pytest.mark.parametrize(
    ("column", "field", "expected"),
    [
        ("Amount", "value", (2, "value")),
        ("amount", "Expected close", (2, "expected_close_on")),
        ("C", "expected_close", (2, "expected_close_on")),
        ("E", "custom", (4, "custom:Segment")),
        ("D", "custom: Market ", (3, "custom:Market")),
        ("Value", "", (1, None)),
        ("b", "-", (1, None)),
        (" Value ", "NONE", (1, None)),
    ],
)
def test_columns_and_fields_by_name(
    column: str, field: str, expected: tuple[int, str | None]
) -> None:
    if field == "expected_close":
        field = "expected_close_on"
    assert matches.named(HEADINGS, "deals", column, field) == expected


def test_letters_count_from_where_the_table_stands() -> None:
    assert matches.named(HEADINGS, "deals", "AB", "name", start=26) == (1, "name")


@pytest.mark.parametrize(
    ("column", "field", "code"),
    [("Colour", "value", "import.no_column"), ("Segment", "value", "import.columns_alike"),
     ("Deal", "colour", "import.no_field"), ("Z", "value", "import.no_column")],
)  # fmt: skip
def test_names_of_nothing_are_refused(column: str, field: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        matches.named(HEADINGS, "deals", column, field)
    assert caught.value.code == code


def test_only_deals_have_fields_of_ones_own() -> None:
    with pytest.raises(Problem, match=r"import\.no_field"):
        matches.named(["Name"], "people", "Name", "custom")
