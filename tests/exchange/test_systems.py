"""Headings tell which program a table is from, where only one program writes them."""

import pytest

from salesdesk_app.exchange.layout.vocabulary.systems import looks_like


@pytest.mark.parametrize(
    ("headings", "program"),
    [
        ("Opportunity Name;Account Name;Opportunity Owner;Stage;Amount", "a Salesforce report"),
        ("Record ID;Deal Name;Deal Stage;Close Date;Amount;Deal owner", "a HubSpot export"),
        ("Deal - Title;Deal - Value;Organization - Name", "a Pipedrive export"),
        ("Topic;Potential Customer;Est. Close Date;Est. Revenue", "a Dynamics export"),
        ("Opportunity;Salesperson;Expected Revenue;Stage", "an Odoo export"),
        ("Deal Name;Deal Owner;Closing Date;Stage;Modified Time", "a Zoho export"),
        ("Deal;Account;Owner;Stage;Value", None),
        ("Opportunity Name;Deal owner;Stage", None),
        ("", None),
    ],
)
def test_the_program_is_told_or_left_open(headings: str, program: str | None) -> None:
    assert looks_like(headings.split(";")) == program
