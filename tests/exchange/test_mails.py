"""Mails that were saved as files: what is read of them, however broken or hostile they are."""

import time
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail import parsing
from salesdesk_app.exchange.mail.mails import MOST_TEXT, Mail, read_mails, understood
from salesdesk_app.exchange.reading.documents import Document

HEAD = b"From: Anna Weiss <Anna@Halden.example>\nTo: me@us.example\nSubject: Offer\n"


def letters(content: bytes) -> tuple[Mail, ...]:
    return understood(parsing.read(content, {})).mails


def mail(content: bytes) -> Mail:
    (found,) = letters(content)
    return found


def problem(content: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        parsing.read(content, {})
    return caught.value


def usual() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Dr. Änne Weiß <Anna.Weiss@Halden.example>"
    made["To"] = "Ellen <ellen@us.example>, priya@us.example"
    made["Cc"] = '"Lind, Jonas" <jonas@us.example>'
    made["Subject"] = "Re: Offer – 3 % less"
    made["Date"] = "Mon, 23 Nov 2026 09:15:00 +0100"
    made["Message-ID"] = "<1@halden.example>"
    made["In-Reply-To"] = "<0@us.example>"
    made["References"] = "<a@us.example> <0@us.example>"
    made.set_content("Hello Ellen,\n\ncan we talk?\n\n> the offer\n")
    made.add_alternative("<p>Hello <b>Ellen</b></p>", subtype="html")
    made.add_attachment(b"x" * 9, maintype="application", subtype="pdf", filename="Angebot ä.pdf")
    return made


def test_a_usual_mail() -> None:
    found = mail(usual().as_bytes())
    assert found.sender == ("Dr. Änne Weiß", "anna.weiss@halden.example")
    assert [one.address for one in found.to] == [
        "ellen@us.example",
        "priya@us.example",
        "jonas@us.example",
    ]
    assert found.to[2].name == "Lind, Jonas"
    assert found.subject == "Re: Offer – 3 % less"
    assert found.sent_at == datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
    assert found.message_id == "1@halden.example"
    assert set(found.references) == {"a@us.example", "0@us.example"}
    assert found.text == "Hello Ellen,\n\ncan we talk?\n\n> the offer"
    assert found.attachments == ("Angebot ä.pdf",)
    assert found.notes == ()


def test_through_the_guarded_child() -> None:
    documents = [
        Document("a.eml", usual().as_bytes()),
        Document("b.eml", b"%PDF-1.7"),
        Document("c.eml", b""),
        Document("d.eml", HEAD + b"\nHi"),
    ]
    one, pdf, empty, last = read_mails(documents)
    assert not isinstance(one, Problem)
    assert one.mails[0].subject == "Re: Offer – 3 % less"
    assert isinstance(pdf, Problem)
    assert (pdf.code, pdf.facts["what"], pdf.facts["name"]) == ("document.other", "a PDF", "b.eml")
    assert isinstance(empty, Problem)
    assert empty.code == "document.empty"
    assert not isinstance(last, Problem)
    assert last.mails[0].text == "Hi"


def test_html_alone_becomes_text_and_nothing_is_fetched() -> None:
    html = (
        "<html><head><title>T</title><style>p{x:url(http://spy.example)}</style></head><body>"
        "<p>Hello&nbsp;Ellen &amp; all</p><div>one<br>two</div><ul><li>first<li>second</ul>"
        "<script>alert(1)</script><a href='http://spy.example/click'>see this</a>"
        "<img src='http://spy.example/pixel.gif' width=1><p>1 &lt; 2</p>"
    )
    found = mail(HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + html.encode())
    assert "spy" not in found.text
    assert "alert" not in found.text
    assert "<p>" not in found.text
    assert "Hello Ellen & all\n\none\ntwo\n" in found.text
    assert "- first" in found.text
    assert "1 < 2" in found.text
    assert found.notes == ("html",)


@pytest.mark.parametrize(
    "html",
    ["<div>" * 150_000, "<b>" * 200_000, "<a><b><i>" * 60_000, "<" * 900_000, "<!--" * 200_000,
     "<table><tr><td>" * 40_000, "&" * 900_000, "<b></i>" * 99_000],
    ids=["div", "b", "mixed", "signs", "comments", "tables", "ampersands", "unlike"],
)  # fmt: skip
def test_hostile_html_ends_soon(html: str) -> None:
    begun = time.process_time()
    mail(HEAD + b"Content-Type: text/html\n\n" + html.encode())
    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"Content-Type: text/plain; charset=nonsense\n\nGr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"Content-Type: text/plain; charset=us-ascii\n\nGr\xfc\xdfe", "Grüße"),
        (b"Content-Type: text/plain; charset=punycode\n\nabc", "abc"),
        (b"Content-Type: text/plain; charset=hex\n\nabc", "abc"),
        (b"Content-Type: text/plain; charset=iso-8859-2\n\n\xb1", "ą"),
        (b"Content-Type: ;;;\n\nabc", "abc"),
        (b"\n\nNUL \x00 here \xe2\x80\xaeoverride\xe2\x80\xac \x1b[31m", "NUL  here override [31m"),
        (b"Content-Transfer-Encoding: base64\n\nSGVsbG8=", "Hello"),
        (b"Content-Transfer-Encoding: base64\n\n!!!", ""),
        (b"Content-Transfer-Encoding: base64\n\nSGVsbG8", "Hello"),
        (b"Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=\n=C3=9Fe =ZZ", "Grüße =ZZ"),
        (b"Content-Transfer-Encoding: gzip\n\nabc", "abc"),
        (b"Content-Type: multipart/mixed\n\nno boundary", "no boundary"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nopen", "open"),
    ],
)
def test_broken_texts_are_read_as_well_as_can_be(body: bytes, text: str) -> None:
    assert mail(HEAD + body).text.replace("  ", " ") == text.replace("  ", " ")


@pytest.mark.parametrize(
    "header",
    [
        b"From: =?utf-8?b?////?= <a@b.example>",
        b"From: =?nonsense?q?abc?= <a@b.example>",
        b"From: \"a\" <a@b.example> (((",
        b"From: <<<a@b.example>>>",
        b"From: a@b.example, " + b"x" * 100_000,
        b"From: " + b"(" * 60_000 + b" a@b.example",
        b"From:\xff\xfe <a@b.example>",
        b"From: \xe2\x80\xaeA <a@b.example>",
    ],
)  # fmt: skip
def test_broken_senders_keep_their_address(header: bytes) -> None:
    assert mail(header + b"\nSubject: x\n\nHi").sender.address == "a@b.example"


def test_a_long_word_that_is_no_address_takes_no_time() -> None:
    begun = time.process_time()
    assert not mail(b"From: " + b"x" * 60_000 + b"\nSubject: x\n\nHi").sender.address
    assert time.process_time() - begun < 3


def test_an_encoded_name_cannot_pretend_to_be_an_address() -> None:
    found = mail(b"From: =?utf-8?q?boss=40us=2Eexample=2C?= <thief@evil.example>\nTo: x@y.z\n\nHi")
    assert found.sender.address == "thief@evil.example"


@pytest.mark.parametrize(
    "date", ["", "soon", "Mon, 99 Nov 2026 99:99:99 +9999", "1 Jan 1200 00:00 GMT", "0", "+" * 500]
)
def test_a_date_that_is_none_is_unknown(date: str) -> None:
    assert mail(HEAD + f"Date: {date}\n\nHi".encode()).sent_at is None


def test_many_parts_nested_parts_and_huge_headers_are_told_and_kept() -> None:
    part = b"--x\nContent-Disposition: attachment; filename=a.txt\n\na\n"
    many = mail(HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHi\n" + part * 10_000)
    assert many.text == "Hi"
    assert "parts" in many.notes
    assert len(many.attachments) == 100
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)
    )
    deep = mail(HEAD + nested + b"\nHi")
    assert deep.subject == "Offer"
    assert "parts" in deep.notes
    huge = mail(HEAD + b"X-Spam: " + b"y" * 3_000_000 + b"\n\nHi")
    assert huge.subject == "Offer"
    assert "headers" in huge.notes
    crowd = mail(b"From: a@b.example\nTo: " + b", ".join([b"x@y.example"] * 50_000) + b"\n\nHi")
    assert len(crowd.to) <= 500


def test_long_texts_are_cut_with_a_note() -> None:
    found = mail(HEAD + b"\n" + b"word " * 100_000)
    assert len(found.text) <= MOST_TEXT
    assert found.notes == ("cut",)
    assert problem(HEAD + b"\n" + b"x" * (26 << 20)).code == "document.too_big"


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nabc", "encrypted"),
        (b"Content-Type: multipart/encrypted; boundary=x\n\n--x\n\nabc", "encrypted"),
        (b"\n-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----", "encrypted"),
        (b"Content-Type: multipart/signed; boundary=x\n\n--x\n\nabc\n--x--", "signed"),
        (b"Content-Type: application/ms-tnef; name=winmail.dat\n\nabc", "tnef"),
        (b"Content-Type: image/png\n\nabc", "no_text"),
        (b"X-Unsent: 1\n\nabc", "draft"),
    ],
)
def test_what_cannot_be_read_is_told(body: bytes, note: str) -> None:
    assert note in mail(HEAD + body).notes


def test_a_mail_within_is_named_and_its_text_read_where_there_is_no_other() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@b.example", "Fwd"
    made.set_content("")
    made.add_attachment(usual())
    found = mail(made.as_bytes())
    assert found.attachments == ("Re: Offer – 3 % less.eml",)
    assert found.text.startswith("Hello Ellen,")
    assert "inner" in found.notes


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.4 abc", "a PDF"),
        (b"PK\x03\x04abc", "packed"),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\n", "a calendar"),
        (b"<!DOCTYPE html><p>", "a web page"),
        (b"hello, this is a letter", "something else"),
        (b"Name: x\nValue: y\n\n", "something else"),
        (b"\x00\x01\x02\x03" * 100, "something else"),
    ],
)
def test_what_a_file_is_is_told_by_its_content(content: bytes, what: str) -> None:
    found = problem(content)
    assert found.code == "document.other"
    assert what in found.facts["what"]


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b" \r\n "])
def test_an_empty_file_says_so(content: bytes) -> None:
    assert problem(content).code == "document.empty"


def test_a_mailbox_gives_all_its_mails_and_counts_the_rest() -> None:
    one = b"From anna@halden.example Mon Nov 23 09:15:00 2026\n" + HEAD + b"\n>From here\nHi\n\n"
    found = letters(one * 3)
    assert [each.subject for each in found] == ["Offer"] * 3
    assert found[0].text == "From here\nHi"
    many = understood(parsing.read(one * 230, {}))
    assert (len(many.mails), many.more) == (200, 30)


def test_a_mailbox_that_does_not_say_when_its_mail_came_is_one_mail() -> None:
    assert mail(b"From anna@halden.example\n" + HEAD + b"\nHi").text == "Hi"


def test_html_in_many_parts_is_read_as_far_as_one_may_be() -> None:
    part = b"--x\nContent-Type: text/html\n\n<p>a</p>" + b"<i></i>" * 60_000 + b"\n"
    begun = time.process_time()
    found = mail(HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 40)
    assert found.text == "a\n\na"
    assert "cut" in found.notes
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + HEAD + b"\nHi",
        b"\r\n\r\n" + HEAD.replace(b"\n", b"\r\n") + b"\r\nHi",
        HEAD.replace(b"\n", b"\r") + b"\rHi",
        (HEAD + b"\nHi").decode().encode("utf-16"),
        b"%d\n%b<?xml version='1.0'?><plist/>" % (len(HEAD) + 3, HEAD + b"\nHi"),
    ],
)
def test_mails_saved_by_other_programs(content: bytes) -> None:
    found = mail(content)
    assert (found.subject, found.text) == ("Offer", "Hi")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_bytes_put_anywhere_give_a_mail_or_a_sentence(noise: bytes, place: int) -> None:
    whole = usual().as_bytes()
    try:
        understood(parsing.read(whole[:place] + noise + whole[place:], {}))
    except Problem as found:
        assert found.code.startswith("document.")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"mails": [], "more": 0},
        {"mails": [{}], "more": 0},
        {"mails": "x", "more": 0},
        {"mails": [None], "more": 0},
    ],
)
def test_the_child_is_not_believed(answer: Any) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        understood(answer)


def test_letters_of_windows_are_kept_where_the_smaller_encoding_is_stated() -> None:
    from salesdesk_app.exchange.mail import eml

    found = eml.read(
        b"From: a@example.com\nSubject: =?iso-8859-1?Q?Offer_=80_5?=\n"
        b"Content-Type: text/plain; charset=iso-8859-1\n\n\x93Price\x94 5 \x80"
    )
    assert (found["subject"], found["text"]) == ("Offer € 5", "“Price” 5 €")
