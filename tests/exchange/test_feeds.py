"""Feeds: entries as plain text, whatever a feed holds, or a clear sentence."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.feeds.feed_reader import Entry, FeedRead, Received, read_feeds
from salesdesk_app.exchange.feeds.frames import ENTRIES, KEY, TEXT, TITLE
from salesdesk_app.exchange.feeds.parsing import read
from salesdesk_app.exchange.reading.documents import Document, read_each

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "feeds"
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Tags(HTMLParser):
    """What a browser would take for a tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)


def sound(feed: FeedRead) -> None:
    """Within all bounds, plain, and nothing but web links."""
    assert len(feed.entries) <= ENTRIES
    assert len({entry.key for entry in feed.entries}) == len(feed.entries)
    for text, most in [(feed.title, TITLE)] + [
        pair
        for entry in feed.entries
        for pair in ((entry.title, TITLE), (entry.text, TEXT), (entry.key, KEY))
    ]:
        assert len(text) <= most
        assert Tags(text).found == [], text
        assert not UNSEEN.search(text), repr(text)
    for entry in feed.entries:
        assert "\n" not in entry.title
        assert entry.key
        assert entry.link is None or re.match(r"https?://[^\s<>\"]+$", entry.link)
        assert entry.published_at is None or entry.published_at.tzinfo is UTC


def of(
    content: str | bytes, address: str = "https://example.com/feed/", kind: str = ""
) -> FeedRead:
    content = content.encode() if isinstance(content, str) else content
    (found,) = read_feeds([Received("example.com", address, kind, content)])
    assert isinstance(found, FeedRead), found
    sound(found)
    return found


def entry(inner: str) -> Entry:
    return of(f'<rss version="2.0"><channel><item>{inner}</item></channel></rss>').entries[0]


def trouble(content: bytes) -> str:
    (found,) = read_feeds([Received("example.com", "https://example.com/", "", content)])
    assert isinstance(found, Problem)
    return wording.problem(found.code, found.facts)


def test_every_file_of_others_gives_its_entries_or_a_sentence() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the feeds of others are not here")
    paths = sorted(path for path in CORPUS.rglob("*") if path.is_file())
    assert len(paths) > 2_000
    received = [
        Received(path.name, "https://example.com/x/", "", path.read_bytes()) for path in paths
    ]
    known = 0
    for path, found in zip(paths, read_feeds(received), strict=True):
        if isinstance(found, Problem):
            said = wording.problem(found.code, found.facts)
            assert path.name in said
            assert path.suffix in (".txt", ".json") or "cdf" in path.parts or "empty" in path.name
        else:
            sound(found)
            known += bool(found.entries)
    assert known > 1_150


def test_an_rss_feed() -> None:
    feed = of(
        """<?xml version="1.0"?><rss version="2.0"><channel><title>Trade &amp; Wind</title>
        <item><title>Kestrel cuts prices by 12 %</title><link>/a?b=1&amp;c=2</link>
        <description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;br&gt;four&lt;/p&gt;
        </description><guid isPermaLink="false">n-1</guid><author>&lt;b&gt;Ann Ito</author>
        <pubDate>Mon, 23 Nov 2026 09:30:00 +0100</pubDate></item></channel></rss>"""
    )
    assert feed.title == "Trade & Wind"
    assert feed.entries == (
        Entry(
            "n-1",
            "Kestrel cuts prices by 12 %",
            "One.\n\nTwo & three\nfour",
            "Ann Ito",
            "https://example.com/a?b=1&c=2",
            datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
        ),
    )


def test_an_atom_feed_prefers_the_whole_content() -> None:
    feed = of(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/"><entry>
        <id>tag:1</id><title type="html">&lt;b&gt;New&lt;/b&gt; fleet</title>
        <link rel="alternate" href="n/1"/><updated>2026-11-23T08:30:00Z</updated>
        <summary>Short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>Long <em>text</em></p></div></content></entry></feed>"""
    )
    (found,) = feed.entries
    assert (found.title, found.text) == ("New fleet", "Long text")
    assert found.link == "https://other.example/n/1"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Plain", "Plain"),
        ("  a \n\t b  ", "a b"),
        ("AT&amp;amp;T &amp;copy; &amp;#8364;5", "AT&T © €5"),
        ("x &lt; y and Profit&lt;cost", "x < y and Profit<cost"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Fine", "Fine"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;Fine", "Fine"),
        ("<![CDATA[<img src=x onerror=alert(1)>Fine]]>", "Fine"),
        ("Fine&lt;img src=x onerror=alert(1)", "Fine"),
        ("&lt;a href='javascript:alert(1)'&gt;Fine&lt;/a&gt;", "Fine"),
        ("&lt;svg/onload=alert(1)&gt;Fine&lt;/svg&gt; too", "too"),
        ("&lt;style&gt;p{background:url(//x)}&lt;/style&gt;Fine", "Fine"),
        ("Fine &lt;!-- hidden --&gt;news", "Fine news"),
        ("gpj.exe \u202egnp\u202c \u2067x\u2069\u200f", "gpj.exe gnp x"),
        ("e" + "\u0301" * 900, "e" + "\u0301" * 3),
        ("1 &#0; &#7; &#x202e;2", "1 2"),
        ("L" * 400, "L" * 299 + "…"),
        ("🙂 👩‍👩‍👧", "🙂 👩‍👩‍👧"),
    ],
)
def test_a_title_is_plain_text(written: str, shown: str) -> None:
    found = entry(f"<title>{written}</title><guid>1</guid>")
    assert re.sub(" +", " ", found.title) == shown


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.com/",
        "https://anna:pass@example.com/",
        "vbscript:x",
        " java&#10;script:alert(1)",
    ],
)
def test_only_web_links_are_kept(link: str) -> None:
    assert entry(f"<title>x</title><link>{link}</link>").link is None


def test_a_link_is_mended_where_it_can_be() -> None:
    found = entry("<title>x</title><link>https://example.com/a b|c/ü</link>")
    assert found.link == "https://example.com/a%20b%7Cc/%C3%BC"


def test_entries_of_one_page_keep_their_places_on_it() -> None:
    links = [f"https://example.com/changes#v{n} ü" for n in (2, 1)]
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    found = of(f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert [one.link for one in found.entries] == [
        "https://example.com/changes#v2%20%C3%BC",
        "https://example.com/changes#v1%20%C3%BC",
    ]
    long = entry(f"<title>x</title><link>https://example.com/#{'v' * 1990}</link>")
    assert long.link == "https://example.com/"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Mon, 23 Nov 2026 09:30:00 EST", datetime(2026, 11, 23, 14, 30, tzinfo=UTC)),
        ("2026-11-23T09:30:00+09:00", datetime(2026, 11, 23, 0, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    ],
)
def test_a_date_is_in_utc_or_none(date: str, moment: datetime | None) -> None:
    assert entry(f"<title>x</title><pubDate>{date}</pubDate>").published_at == moment


def test_keys_stay_the_same_and_differ() -> None:
    items = "".join(
        f"<item><title>{n}</title><guid>same</guid><link>https://example.com/{n}</link></item>"
        for n in range(3)
    )
    one = of(f'<rss version="2.0"><channel>{items}{items}</channel></rss>')
    assert [found.title for found in one.entries] == ["0", "1", "2"]
    assert one == of(f'<rss version="2.0"><channel>{items}{items}</channel></rss>')
    bare = of('<rss version="2.0"><channel><item><author>A</author></item></channel></rss>')
    assert [(found.title, found.key) for found in bare.entries] == [("", "untitled")]


def test_the_newest_are_kept_of_many() -> None:
    items = "".join(f"<item><title>{n}</title></item>" for n in range(500))
    many = of(f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert [found.title for found in many.entries] == [str(n) for n in range(ENTRIES)]


def test_the_newest_are_kept_where_the_oldest_stand_first() -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    items = "".join(
        f"<item><title>{n}</title><pubDate>{format_datetime(first + timedelta(hours=n))}</pubDate>"
        "</item>"
        for n in range(ENTRIES * 6)
    )
    undated = "<item><title>Welcome</title></item>"
    many = of(f'<rss version="2.0"><channel>{undated}{items}</channel></rss>')
    newest = [str(ENTRIES * 6 - 1 - n) for n in range(ENTRIES)]
    assert [found.title for found in many.entries] == newest


def test_cells_and_points_of_a_text_stay_apart() -> None:
    table = "<table><tr><th>Q3</th><td>12.4</td></tr>\n<tr><th>Q2</th><td>11.1</td></tr></table>"
    points = "<p>Sold:</p><ul>\n<li>Nordics</li>\n<li>DACH <b>new</b></li></ul><p>More.</p>"
    found = entry(f"<title>x</title><description><![CDATA[{table}{points}]]></description>")
    assert found.text == "Q3 12.4\nQ2 11.1\n\nSold:\n\n• Nordics\n• DACH new\n\nMore."


def test_an_author_is_told_by_name() -> None:
    feed = of(
        """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>x</title>
        <author><name>Jo Weiss</name><email>noreply@blog.example</email></author></entry></feed>"""
    )
    assert feed.entries[0].author == "Jo Weiss"
    assert entry("<title>x</title><author>desk@wire.example (Ann Ito)</author>").author == "Ann Ito"
    assert entry("<title>x</title><author>desk@wire.example</author>").author == "desk@wire.example"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 999}">' for n in range(9))


@pytest.mark.parametrize(
    "head",
    [
        f"<!DOCTYPE rss [{LAUGHS}]>",
        f'<?xml version="1.0"?><!-- <!DOCTYPE x> --><?a <b ?><!DOCTYPE rss SYSTEM "x" [{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY l8 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://example.com/x.dtd"> %p;]>',
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.com/r.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_no_entity_of_its_own_is_unfolded(head: str, encoding: str) -> None:
    if encoding == "utf-7" and "<?xml" not in head:
        head = f'<?xml version="1.0" encoding="utf-7"?>{head}'
    body = '<rss version="2.0"><channel><item><title>a &l8; b</title></item></channel></rss>'
    (found,) = of((head + body).encode(encoding)).entries
    assert len(found.title) < 20
    assert "root" not in found.title


@pytest.mark.parametrize(
    ("encoding", "stated", "kind"),
    [
        ("utf-8", "", ""),
        ("utf-8-sig", "", ""),
        ("utf-16", "", ""),
        ("iso-8859-1", "iso-8859-1", ""),
        ("cp1252", "", ""),
        ("cp1251", "", "text/xml; charset=windows-1251"),
        ("shift_jis", "shift_jis", ""),
        ("utf-8", "no-such-encoding", ""),
        ("utf-8", "zlib_codec", ""),
    ],
)
def test_encodings(encoding: str, stated: str, kind: str) -> None:
    word = {"cp1251": "Новости", "shift_jis": "ニュース"}.get(encoding, "Müller")
    head = f'<?xml version="1.0" encoding="{stated}"?>' if stated else ""
    text = f'{head}<rss version="2.0"><channel><item><title>{word}</title></item></channel></rss>'
    assert of(text.encode(encoding), kind=kind).entries[0].title == word


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"hello", "a text file, not a feed"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a PNG picture, not a feed"),
        (b"<?xml version='1.0'?><invoice/>", "an XML document, not a feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON Feed"),
        (b"<!doctype html><title>x</title>", "a web page, not a feed. Look on it"),
        (
            b"<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' "
            b"href='/news.xml'></head>",
            "https://example.com/news.xml",
        ),
        (
            b"<html><link rel=alternate type=application/atom+xml href='javascript:x'>",
            "a web page, not a feed. Look on it",
        ),
        (b"<!DOCTYPE rss [ <!ENTITY a 'b'", "damaged"),
        (b"<html><![x y[", "a web page, not a feed. Look on it"),
        (b"<?xml version='1.0' encoding='undefined'?><rss><a></rss>", ""),
    ],
)
def test_what_is_no_feed_is_told(content: bytes, said: str) -> None:
    assert said in trouble(content)


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    broken = of('<rss version="2.0"><channel><item><title>One</title></item><item><title>Tw')
    assert broken.entries[0].title == "One"


def test_a_feed_that_nests_without_end_is_read_or_told() -> None:
    nested = f"<item><title>x</title><description>{'&lt;b&gt;' * 60_000}</description></item>"
    content = f'<rss version="2.0"><channel>{nested}</channel></rss>'.encode()
    (found,) = read_feeds([Received("example.com", "", "", content)])
    assert isinstance(found, FeedRead) or found.code in ("document.died", "document.timeout")


def test_the_child_is_not_trusted() -> None:
    from salesdesk_app.exchange.feeds import feed_reader

    good = {"key": "k", "title": "t", "text": "", "author": "", "link": None, "published": None}
    assert feed_reader._understood({"title": "", "items": [good]}).entries[0].key == "k"
    for wrong in (
        {"key": ""},
        {"title": "x" * 301},
        {"title": 5},
        {"text": "x" * 4_001},
        {"published": "2026-11-23T09:00"},
        {"link": 7},
    ):
        with pytest.raises((ValueError, TypeError)):
            feed_reader._understood({"title": "", "items": [good | wrong]})
    (made,) = feed_reader._understood(
        {"title": "", "items": [good | {"link": "javascript:alert(1)"}]}
    ).entries
    assert made.link is None


def test_nothing_is_fetched_and_no_file_is_opened() -> None:
    """An address or a path, given as a feed, is only text."""
    for content in (b"http://example.com/feed", b"/etc/passwd", b"file:///etc/passwd"):
        assert "a text file, not a feed" in trouble(content)
    found = read_each("feeds", [Document("a", b"/etc/passwd")], lambda found: found)
    assert isinstance(found[0], Problem)
    with pytest.raises(Problem):
        read(b"/etc/passwd", {})
