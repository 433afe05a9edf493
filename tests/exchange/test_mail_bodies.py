"""Bodies of mails as real programs write them: flowed lines, invitations, reports, signatures."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk_app.domain.mail_text import preview
from salesdesk_app.exchange.mail import parsing
from salesdesk_app.exchange.mail.mails import Mail, understood
from salesdesk_app.exchange.mail.plain import unflowed
from salesdesk_app.wording import inbox

HEAD = b"From: Anna Weiss <anna@halden.example>\nTo: me@us.example\nSubject: Offer\n"
FLOWED = b"Content-Type: text/plain; charset=utf-8; format=flowed\n"


def mail(content: bytes) -> Mail:
    (found,) = understood(parsing.read(content, {})).mails
    return found


def parted(kind: str, *parts: bytes) -> Mail:
    joined = b"".join(b"--q\n%b\n" % part for part in parts)
    head = HEAD + f"MIME-Version: 1.0\nContent-Type: {kind}; boundary=q\n\n".encode()
    return mail(head + joined + b"--q--\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("we would \nlike to \ntalk\n\nAnna", "we would like to talk\n\nAnna"),
        ("> you wrote \n> that\n>> and \n>> I\nyes", "> you wrote that\n>> and I\nyes"),
        ("> quoted \nnot quoted", "> quoted\nnot quoted"),
        ("so it is \n-- \nAnna \nWeiss", "so it is\n--\nAnna Weiss"),
        (" From here \n >on", "From here >on"),
        ("one\ntwo", "one\ntwo"),
        ("the end ", "the end"),
    ],
)
def test_flowed_lines_are_whole_paragraphs_again(body: str, text: str) -> None:
    for ends in ("\n", "\r\n"):
        assert mail(HEAD + FLOWED + b"\n" + body.replace("\n", ends).encode()).text == text


def test_the_space_at_the_end_is_none_where_that_is_stated() -> None:
    kind = FLOWED.replace(b"flowed\n", b"flowed; DelSp=Yes\n")
    assert mail(HEAD + kind + "\n見積もりを \n送って".encode()).text == "見積もりを送って"
    assert mail(HEAD + b"Content-Type: text/plain\n\nas it \nstands").text == "as it\nstands"


def test_a_flowed_text_without_end_is_cut() -> None:
    found = mail(HEAD + FLOWED + b"\n" + b">" * 3_000_000 + b" \n" + b"> \n" * 1_000_000)
    assert found.notes == ("cut",)


WORDS = st.lists(st.text("ab>F", min_size=1, max_size=6), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), WORDS), min_size=1, max_size=6), st.integers(1, 12))
def test_what_a_program_parts_is_joined_to_the_same(
    paragraphs: list[tuple[int, list[str]]], width: int
) -> None:
    lines = []
    for depth, words in paragraphs:
        parted_lines = [""]
        for word in words:
            if len(parted_lines[-1]) > width:
                parted_lines.append("")
            parted_lines[-1] += f"{word} "
        parted_lines[-1] = parted_lines[-1].rstrip()
        # A line that is stuffed can begin with anything.
        lines += [f"{'>' * depth} {line}" for line in parted_lines]
    whole = [(depth, " ".join(words)) for depth, words in paragraphs]
    wanted = "\n".join(f"{'>' * depth}{' ' if depth else ''}{text}" for depth, text in whole)
    assert unflowed("\n".join(lines), delsp=False) == wanted


EVENT = """BEGIN:VCALENDAR\r
METHOD:{method}\r
BEGIN:VTIMEZONE\r
TZID:Their own\r
BEGIN:STANDARD\r
DTSTART:16010101T030000\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:1\r
SUMMARY;LANGUAGE=en:Price talk\\, second round\r
{facts}\r
LOCATION:Room 5\\, Halden\r
DESCRIPTION:Please bring <b>the</b> list.\r
END:VEVENT\r
END:VCALENDAR\r
"""
MEETS = "DTSTART;TZID=Their own:20261203T143000\r\nDTEND;TZID=Their own:20261203T153000"


def calendar(facts: str = MEETS, method: str = "REQUEST", *, name: str = "") -> bytes:
    coded = base64.encodebytes(EVENT.format(facts=facts, method=method).encode())
    kind = b"Content-Type: text/calendar; charset=utf-8; method=REQUEST\n"
    named = f"Content-Disposition: attachment; filename={name}\n".encode() if name else b""
    return kind + named + b"Content-Transfer-Encoding: base64\n\n" + coded


def test_an_invitation_alone_says_what_when_and_where() -> None:
    found = mail(HEAD + calendar())
    assert found.text == (
        "Invitation: Price talk, second round\n"
        "When: Thu 3 Dec 2026, 13:30–14:30 (UTC)\n"
        "Where: Room 5, Halden\n\n"
        "Please bring the list."
    )
    assert found.notes == ()
    assert found.attachments == ()


def test_an_invitation_beside_a_text_stands_above_it() -> None:
    text = b"Content-Type: text/plain\n\nHello Ellen,\nhow about that?\n"
    found = parted("multipart/alternative", text, calendar(), calendar(name="invite.ics"))
    assert found.text.startswith("Invitation: Price talk, second round\nWhen: Thu 3 Dec 2026,")
    assert found.text.endswith("Where: Room 5, Halden\n\nHello Ellen,\nhow about that?")
    assert found.attachments == ("invite.ics",)


@pytest.mark.parametrize(
    ("facts", "method", "said"),
    [
        (f"{MEETS}\r\nSTATUS:CANCELLED", "CANCEL", "Cancelled: "),
        (f"{MEETS}\r\nATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example", "REPLY", "Declined: "),
        (f"{MEETS}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example", "REPLY", "Accepted: "),
        (MEETS, "COUNTER", "Another time is proposed: "),
        (MEETS, "PUBLISH", "Event: "),
        ("DTSTART;VALUE=DATE:20261203", "REQUEST", "When: Thu 3 Dec 2026, all day\n"),
        (
            "DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261206",
            "REQUEST",
            "When: 3–5 Dec 2026\n",
        ),
        (
            "DTSTART:20261203T230000\r\nDTEND:20261204T010000",
            "REQUEST",
            "When: Thu 3 Dec 2026, 23:00 – Fri 4 Dec 2026, 01:00\n",
        ),
        (
            "DTSTART:20261203T143000Z\r\nDURATION:PT45M\r\nRRULE:FREQ=WEEKLY",
            "REQUEST",
            "14:30–15:15 (UTC), the first time of several\n",
        ),
    ],
)
def test_what_kind_of_invitation_and_when(facts: str, method: str, said: str) -> None:
    assert said in mail(HEAD + calendar(facts, method)).text


@pytest.mark.parametrize(
    "content",
    [b"BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR", b"\xff\xfe\x00", b"BEGIN:VEVENT",
     EVENT.format(facts="DTSTART:soon", method="REQUEST").encode(),
     EVENT.format(facts="DTSTART:00010101T000000Z", method="REQUEST").encode(),
     EVENT.format(facts="DTSTART:99991231T235959Z", method="REQUEST").encode(),
     EVENT.format(facts=MEETS, method="").replace("END:VCAL", "BEGIN:VEVENT\r\nUID:2\r\n"
                  "DTSTART:20261203T143000Z\r\nEND:VEVENT\r\nEND:VCAL").encode()],
    ids=["tasks", "bytes", "cut", "no time", "past", "future", "several"],
)  # fmt: skip
def test_a_calendar_that_is_no_invitation_is_what_is_attached(content: bytes) -> None:
    found = mail(HEAD + b"Content-Type: text/calendar\n\n" + content)
    assert (found.text, found.attachments) == ("", ("text/calendar",))
    assert found.notes == ("no_text",)


def test_a_report_of_delivery_says_what_it_says_and_is_no_answer() -> None:
    status = (
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        b"Final-Recipient: rfc822; weis@halden.example\nAction: failed\n"
    )
    kind = "multipart/report; report-type=delivery-status"
    bare = parted(kind, status)
    assert "Final-Recipient: rfc822; weis@halden.example\nAction: failed" in bare.text
    assert bare.notes == ("report", "automatic")
    assert bare.attachments == ("report of delivery",)
    told = parted(kind, b"Content-Type: text/plain\n\nIt could not be delivered.\n", status)
    assert told.text == "It could not be delivered."
    assert told.notes == ("automatic",)


@pytest.mark.parametrize(
    ("header", "by_itself"),
    [
        (b"Auto-Submitted: auto-replied (vacation)", True),
        (b"Auto-Submitted: auto-replied; owner-email=x", True),
        (b"Auto-Submitted: no", False),
        (b"Precedence: auto_reply", True),
        (b"Precedence: bulk", False),
        (b"X-Autoreply: yes", True),
    ],
)
def test_a_mail_that_a_program_sent_by_itself_is_told(header: bytes, by_itself: bool) -> None:
    assert ("automatic" in mail(HEAD + header + b"\n\nI am away").notes) == by_itself


def test_a_text_within_its_signature_is_not_called_encrypted() -> None:
    kind = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nMIAG"
    found = mail(HEAD + kind)
    assert found.notes == ("sealed",)
    assert "encrypted" not in inbox.notes(found.notes)[0]


def test_a_text_with_the_name_of_a_file_is_read_where_there_is_no_other() -> None:
    named = (
        b"Content-Type: text/plain; name=message.txt\nContent-Disposition: inline\n\nAll of it\n"
    )
    assert parted("multipart/mixed", named).text == "All of it"
    usual = b"Content-Type: text/plain\n\nHello\n"
    both = parted("multipart/mixed", usual, named)
    assert (both.text, both.attachments) == ("Hello", ("message.txt",))


def test_who_is_to_be_answered_is_read_where_that_is_another() -> None:
    found = mail(HEAD + b"Reply-To: Sales <sales@halden.example>, Anna <anna@halden.example>\n\nHi")
    assert found.reply_to == (("Sales", "sales@halden.example"),)
    assert mail(HEAD + b"\nHi").reply_to == ()


def test_a_name_keeps_the_marks_that_do_not_enclose_it() -> None:
    found = mail(b"From: 'Anna Weiss' via Sales <sales@us.example>\nTo: 'Me' <me@us.example>\n\nHi")
    assert found.sender.name == "'Anna Weiss' via Sales"
    assert found.to[0].name == "Me"


def test_a_mail_that_is_forwarded_as_a_file_is_read_below_the_text() -> None:
    inner = (
        b"Content-Type: message/rfc822\n\nFrom: Weiss <anna@halden.example>\nSubject: Late again\n"
        b"Content-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain\n\n"
        b"We are unhappy.\n--i\nContent-Type: text/html\n\n<p>We are</p>\n--i--\n"
    )
    found = parted("multipart/mixed", b"Content-Type: text/plain\n\nTake care\n", inner, inner)
    heading = "---------- Original message ----------\nFrom: Weiss <anna@halden.example>\n"
    one = f"{heading}Subject: Late again\n\nWe are unhappy."
    assert found.text == f"Take care\n\n{one}\n\n{one}"
    assert preview(found.text) == "Take care"
    assert found.attachments == ("Late again.eml", "Late again.eml")
    assert found.notes == ()


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 600))
def test_bytes_put_anywhere_into_an_invitation_do_no_harm(noise: bytes, place: int) -> None:
    event = EVENT.format(facts=MEETS, method="REQUEST").encode()
    found = mail(HEAD + b"Content-Type: text/calendar\n\n" + event[:place] + noise + event[place:])
    assert found.text or found.attachments
