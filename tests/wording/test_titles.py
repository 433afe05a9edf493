"""What a deal is called."""

import pytest

from salesdesk_app.wording.titles import parts, title


@pytest.mark.parametrize(
    ("name", "account", "expected"),
    [
        ("Fleet telematics", "Halden Freight", ("Halden Freight", "Fleet telematics")),
        (
            "Halden Freight – Fleet telematics",
            "Halden Freight",
            ("Halden Freight", "Fleet telematics"),
        ),
        ("halden freight: renewal", "Halden Freight", ("Halden Freight", "renewal")),
        ("Acmeology project", "Acme", ("Acme", "Acmeology project")),
        ("Acme", "Acme", ("Acme", "")),
        ("Renewal 2027", None, ("Renewal 2027", "")),
    ],
)
def test_the_account_leads_and_is_not_said_twice(
    name: str, account: str | None, expected: tuple[str, str]
) -> None:
    assert parts(name, account) == expected


def test_a_title_is_one_line() -> None:
    assert title("Fleet telematics", "Halden Freight") == "Halden Freight — Fleet telematics"
    assert title("Acme", "Acme") == "Acme"
