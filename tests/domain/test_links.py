"""Links of deals: what may be one, and what it is called."""

import pytest

from salesdesk_app.domain import links


@pytest.mark.parametrize(
    ("typed", "kept", "title"),
    [
        ("https://example.com/a/offer%20v2.pdf", None, "offer v2.pdf · example.com"),
        ("https://example.com", None, "example.com"),
        (" www.example.com/terms ", "https://www.example.com/terms", "terms · www.example.com"),
        ("/srv/deals/Halden offer.xlsx", None, "Halden offer.xlsx"),
        (r"D:\Offers\offer.docx", None, "offer.docx"),
        (r"\\server\share\offer.docx", None, "offer.docx"),
        ('"C:\\Offers\\a b.pdf"', r"C:\Offers\a b.pdf", "a b.pdf"),
        ("file:///srv/a%20b.pdf", "/srv/a b.pdf", "a b.pdf"),
        ("file:///C:/Offers/a.pdf", "C:/Offers/a.pdf", "a.pdf"),
    ],
)
def test_a_whole_path_or_an_address_is_a_link(typed: str, kept: str | None, title: str) -> None:
    found = links.tidy(typed)
    assert found == (kept or typed)
    assert found is not None
    assert links.title(found) == title


@pytest.mark.parametrize(
    "typed",
    ["", "offer.pdf", "the offer", "javascript:alert(1)", "ftp://example.com/a", "https:// a",
     "data:text/html,<b>", "/a\nb", "https://example.com/" + "a" * 2_000],
)  # fmt: skip
def test_nothing_else_is(typed: str) -> None:
    assert links.tidy(typed) is None
