"""Mails that Outlook saved (.msg): what is read of them, however broken or hostile they are."""

import struct
import time
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail import parsing
from salesdesk_app.exchange.mail.mails import Mail, understood
from tests.compound import Value, compound, outlook

SENT = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
USUAL: Mapping[int, Value] = {
    0x0037: "Re: Offer – 3 % less",
    0x0039: SENT,
    0x0C1A: "Änne Weiß",
    0x0C1F: "/O=HALDEN/OU=EXCHANGE/CN=RECIPIENTS/CN=AWEISS",
    0x5D01: "Anna.Weiss@Halden.example",
    0x1000: "Hello Ellen,\r\ncan we talk?\r\n",
    0x1035: "<1@halden.example>",
    0x1042: "<0@us.example>",
}
TO = {0x3001: "Ellen Marsh", 0x39FE: "Ellen@us.example", 0x0C15: 1}


def mail(content: bytes) -> Mail:
    (found,) = understood(parsing.read(content, {})).mails
    return found


def problem(content: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        parsing.read(content, {})
    return caught.value


def test_a_usual_mail_of_exchange() -> None:
    blind = {0x3001: "Boss", 0x39FE: "boss@us.example", 0x0C15: 3}
    found = mail(outlook(USUAL, (TO, blind), ({0x3707: "Offer.pdf", 0x3701: b"x" * 9000},)))
    assert found.sender == ("Änne Weiß", "anna.weiss@halden.example")
    assert found.to == (("Ellen Marsh", "ellen@us.example"),)
    assert found.sent_at == SENT
    assert found.subject == "Re: Offer – 3 % less"
    assert found.text == "Hello Ellen,\ncan we talk?"
    assert (found.message_id, found.references) == ("1@halden.example", ("0@us.example",))
    assert found.attachments == ("Offer.pdf",)
    assert found.notes == ()


def test_the_headers_it_came_with_count_first() -> None:
    headers = "From: Anna <a@halden.example>\r\nMessage-ID: <7@x>\r\nReferences: <5@x> <6@x>\r\n"
    found = mail(outlook({0x007D: headers, 0x0C1A: "Somebody", 0x1000: "Hi"}))
    assert found.sender == ("Anna", "a@halden.example")
    assert (found.message_id, set(found.references)) == ("7@x", {"5@x", "6@x"})


def test_a_sender_whom_only_exchange_knows_has_a_name_and_no_address() -> None:
    found = mail(outlook({**USUAL, 0x5D01: ""}))
    assert found.sender == ("Änne Weiß", "")


def test_html_alone_and_rich_text_alone() -> None:
    html = {**USUAL, 0x1000: "", 0x1013: b"<p>Hello<br>you</p><img src='http://spy.example'>"}
    found = mail(outlook(html))
    assert (found.text, found.notes) == ("Hello\nyou", ("html",))
    found = mail(outlook({**USUAL, 0x1000: "", 0x1009: b"\x01" * 40}))
    assert (found.text, found.notes) == ("", ("rtf",))


@pytest.mark.parametrize(
    "stated",
    [
        {0x001A: "REPORT.IPM.Note.NDR"},
        {0x001A: "IPM.Note.Rules.OofTemplate.Microsoft"},
        {0x007D: "From: a@b.example\r\nAuto-Submitted: auto-replied\r\n"},
    ],
)
def test_what_outlook_or_a_server_sends_by_itself_is_told(stated: Mapping[int, Value]) -> None:
    assert "automatic" in mail(outlook({**USUAL, **stated})).notes


@pytest.mark.parametrize(
    ("kind", "said"),
    [("Request", "Invitation"), ("Resp.Pos", "Accepted"), ("Canceled", "Cancelled")],
)
def test_a_request_of_a_meeting_says_when_it_is(kind: str, said: str) -> None:
    times = {0x0060: datetime(2026, 12, 3, 13, 30, tzinfo=UTC),
             0x0061: datetime(2026, 12, 3, 14, 30, tzinfo=UTC)}  # fmt: skip
    found = mail(outlook({**USUAL, **times, 0x001A: f"IPM.Schedule.Meeting.{kind}"}))
    when = "When: Thu 3 Dec 2026, 13:30–14:30 (UTC)"
    assert found.text == f"{said}: Re: Offer – 3 % less\n{when}\n\nHello Ellen,\ncan we talk?"
    bare = mail(outlook({**USUAL, **times, 0x1000: "", 0x001A: f"IPM.Schedule.Meeting.{kind}"}))
    assert (bare.text.endswith(when), bare.notes) == (True, ())
    assert mail(outlook({**USUAL, **times})).text == "Hello Ellen,\ncan we talk?"


@pytest.mark.parametrize("year", [1601, 9999])
def test_a_meeting_beyond_all_calendars_is_a_mail_of_its_text(year: int) -> None:
    times = {0x0060: datetime(year, 12, 31, 23, 30, tzinfo=UTC),
             0x0061: datetime(year, 12, 31, 23, 40, tzinfo=UTC)}  # fmt: skip
    found = mail(outlook({**USUAL, **times, 0x001A: "IPM.Schedule.Meeting.Request"}))
    assert found.text == "Hello Ellen,\ncan we talk?"


@pytest.mark.parametrize(
    ("kind", "what"), [("IPM.Appointment", "appointment"), ("IPM.Contact", "contact")]
)
def test_what_is_no_mail_is_told(kind: str, what: str) -> None:
    found = problem(outlook({**USUAL, 0x001A: kind}))
    assert found.code == "document.other"
    assert what in found.facts["what"]


def test_an_encrypted_mail_is_told() -> None:
    assert "encrypted" in mail(outlook({0x0037: "x", 0x001A: "IPM.Note.SMIME"})).notes


def test_another_file_of_office_is_told() -> None:
    assert (
        problem(compound({"WordDocument": b"x" * 5000})).facts["what"] == "another file of Office"
    )


def test_a_file_cut_short_gives_a_sentence_or_what_is_left() -> None:
    whole = outlook(USUAL, (TO,))
    for length in range(8, len(whole), 700):
        try:
            mail(whole[:length])
        except Problem as found:
            assert found.code in ("document.damaged", "document.other")


def test_loops_in_the_table_of_sectors_come_to_an_end() -> None:
    whole = bytearray(outlook({**USUAL, 0x1000: "x" * 50_000}))
    table = struct.unpack_from("<I", whole, 76)[0] * 512 + 512
    for place in range(100):
        struct.pack_into("<I", whole, table + 4 * place, max(0, place - 1))
    begun = time.perf_counter()
    try:
        assert len(mail(bytes(whole)).text) <= 50_000
    except Problem as found:
        assert found.code == "document.damaged"
    assert time.perf_counter() - begun < 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(24, 6_000), st.integers(0, 255)), min_size=1, max_size=12))
def test_bytes_changed_anywhere_give_a_mail_or_a_sentence(changes: list[tuple[int, int]]) -> None:
    whole = bytearray(outlook(USUAL, (TO,), ({0x3707: "Offer.pdf"},)))
    for place, value in changes:
        whole[place % len(whole)] = value
    try:
        mail(bytes(whole))
    except Problem as found:
        assert found.code.startswith("document.")
