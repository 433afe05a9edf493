"""Addresses: the one spelling of those that may be fetched, and what is refused."""

import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.web_address import checked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://example.com", "https://example.com/"),
        (" HTTPS://Example.COM:443/Feed?a=1&b=%20#part ", "https://example.com/Feed?a=1&b=%20"),
        ("example.com/feed.xml", "https://example.com/feed.xml"),
        ("www.example.com", "https://www.example.com/"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("localhost:8080", "https://localhost:8080/"),
        ("http://intranet/feed", "http://intranet/feed"),
        ("feed://example.com/a", "https://example.com/a"),
        ("feed:http://example.com/a", "http://example.com/a"),
        ("webcal://example.com/a.ics", "https://example.com/a.ics"),
        ("http://münchen.example/straße?q=ä", "http://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%A4"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("https://example.com:80", "https://example.com:80/"),
    ],
)
def test_an_address_has_one_spelling(typed: str, meant: str) -> None:
    assert checked(typed).text == meant
    assert checked(meant).text == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("file:///etc/passwd", "web.scheme"),
        ("/etc/passwd", "web.scheme"),
        (r"\\server\share\feed.xml", "web.scheme"),
        (r"C:\feeds\a.xml", "web.scheme"),
        ("//server/share", "web.scheme"),
        ("ftp://example.com/feed", "web.scheme"),
        ("javascript:alert(1)", "web.scheme"),
        ("data:text/xml,<rss/>", "web.scheme"),
        ("mailto:a@example.com", "web.scheme"),
        ("feed:file:///etc/passwd", "web.address"),
        ("feed:javascript:alert(1)", "web.address"),
        ("https://anna:secret@example.com/feed", "web.credentials"),
        ("https://secret@example.com/feed", "web.credentials"),
        ("anna:secret@example.com/feed", "web.scheme"),
        ("", "web.address"),
        ("news", "web.address"),
        ("https:", "web.address"),
        ("https:example.com", "web.address"),
        ("https://", "web.address"),
        ("https://example.com:99999/", "web.address"),
        ("https://example.com:0/", "web.address"),
        ("https://exam ple.com/", "web.address"),
        ("https://example.com/a\r\nHost: b", "web.address"),
        ("https://example.com/\u202egpj.exe", "web.address"),
        ("https://exa\\mple.com/", "web.address"),
        ("https://-/", "web.address"),
        ("https://a..b/", "web.address"),
        ("https://[::1/", "web.address"),
        ("https://example.com/" + "a" * 3_000, "web.address"),
        ("https://" + "ü" * 300 + ".example/", "web.address"),
    ],
)
def test_no_other_address_is_fetched(typed: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        checked(typed)
    assert caught.value.code == code
    said = wording.problem(code, caught.value.facts)
    assert len(said) < 400
    assert "secret" not in said
