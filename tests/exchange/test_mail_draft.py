"""Drafts of mails, read back as a mail program reads them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail_draft import addresses, draft, write
from salesdesk_app.exchange.texts import clean

LETTERS = st.text(st.characters(codec="utf-8"), max_size=300)


def read(content: bytes) -> EmailMessage:
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    assert not mail.defects
    return mail


def text_of(mail: EmailMessage) -> str:
    """The text with the line ends that SalesDesk writes; a mail's own are CR LF."""
    content: str = mail.get_content()
    return content.replace("\r\n", "\n").rstrip("\n")


def test_a_draft_opens_as_one_that_is_not_sent() -> None:
    to = ["Priya Nair <priya@example.com>", "boss@example.org"]
    text = "Well done on Halden Freight, Priya: $84,000 won.\n\nZoë — “prima”\n"
    mail = read(draft(to, "Well done: Halden Freight – Zoë", text))
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Well done: Halden Freight – Zoë"
    assert [a.addr_spec for a in mail["To"].addresses] == ["priya@example.com", "boss@example.org"]
    assert mail["To"].addresses[0].display_name == "Priya Nair"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert text_of(mail) == text.strip()
    assert mail["From"] is None and mail["Date"] is None


def test_headers_are_ascii_and_short() -> None:
    content = draft(["a@example.com"] * 30, "Straße " * 60, "x")
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert read(content)["Subject"] == ("Straße " * 60).strip()
    assert len(read(content)["To"].addresses) == 30


@pytest.mark.parametrize(
    "subject",
    ["Hello\r\nBcc: all@example.com", "Hello\nX-Evil: 1", "a\u2028b", "a\x85b", "\rX: 1",
     "=?utf-8?q?Hello=0D=0ABcc:_all=40example.com?=",
     "=?utf-8?b?DQpCY2M6IGFsbEBleGFtcGxlLmNvbQ==?=",
     "=?utf-8?q?" + "=0D=0ABcc:_x=40y.example" * 9 + "?="],
)  # fmt: skip
def test_nothing_puts_a_header_in(subject: str) -> None:
    mail = read(draft([f"{subject} <a@example.com>"], subject, "text"))
    assert set(mail.keys()) == {
        "X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"
    }  # fmt: skip
    assert [a.addr_spec for a in mail["To"].addresses] == ["a@example.com"]
    assert mail["Subject"] == clean(subject)
    called = mail["To"].addresses[0].display_name.replace(" ", "")
    assert called and clean(subject).replace(" ", "").startswith(called)


@pytest.mark.parametrize(
    "wrong",
    ["Priya", "priya@", "@example.com", "a b@example.com", "a@b@c", "a@b..c", "a@.b", "a@b."],
)
def test_what_is_no_address_is_told(wrong: str) -> None:
    with pytest.raises(Problem) as told:
        draft([wrong], "s", "t")
    assert told.value.code == "mail.address"
    assert told.value.facts["text"] == wrong


def test_nobody_to_send_it_to_is_a_draft_all_the_same() -> None:
    assert read(draft([], "Note", "text"))["To"] is None


def test_addresses_of_a_line() -> None:
    line = '"Nair, Priya" <p@example.com>; boss@example.org, x@example.com'
    assert addresses(line) == ['"Nair, Priya" <p@example.com>', "boss@example.org", "x@example.com"]
    assert addresses(" ; ,") == []


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "note.eml"
    target.write_bytes(b"older")
    with pytest.raises(Problem):
        write(target, ["nobody"], "s", "t")
    assert target.read_bytes() == b"older"
    write(target, [], "s", "t")
    assert read(target.read_bytes())["Subject"] == "s"
    assert list(tmp_path.iterdir()) == [target]


@given(LETTERS, LETTERS)
def test_any_text_comes_back(subject: str, text: str) -> None:
    mail = read(draft(["Priya <priya@example.com>"], subject, text))
    assert " ".join(mail["Subject"].split()) == " ".join(clean(subject).split())
    assert text_of(mail) == clean(text, line=False)


def test_half_a_letter_is_replaced() -> None:
    assert read(draft([], "a\ud83d", "b\ude00"))["Subject"] == "a?"
