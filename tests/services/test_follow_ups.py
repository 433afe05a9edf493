"""Follow-ups: to answer, waiting, answered; and the mails that are dropped in."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.mail.mails import Mail, Party
from salesdesk_app.services import activities, history, verbs
from salesdesk_app.services.inbox import answers, follow_ups, incoming_mails, messages
from salesdesk_app.services.inbox.follow_ups import FollowUps
from salesdesk_app.services.inbox.incoming_mails import Kept
from salesdesk_app.services.inbox.mail_files import MOST_FILES, read_files
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Account, Activity, Contact, Message
from salesdesk_app.store.session import Store
from tests import world
from tests.compound import outlook

NOW = datetime(2026, 11, 23, 12).astimezone()
STAMP = Stamp(NOW)
US = Party("Ellen", "priya@example.com")
ANNA = Party("Anna W.", "anna@halden.example")
ASKED = Mail(
    message_id="1@halden.example",
    references=(),
    sender=ANNA,
    to=(US,),
    sent_at=NOW - timedelta(hours=1),
    subject="Re: Offer",
    text="Can we talk about it?\n\nOn Mon, Ellen wrote:\n> the offer",
    attachments=("Offer.pdf",),
    notes=(),
)
SENT = replace(ASKED, message_id="2@us", sender=US, to=(ANNA,), subject="Offer", text="Here it is")


@pytest.fixture
def filled(store: Store) -> Store:
    world.fill(store)
    with store.write("importing.apply", at=world.NOON) as (s, w):
        w.facts.update(file="people.xlsx", kind="contacts", count=1)
        s.query(Contact).where(Contact.name == "Dr Anna Weiss").one().email = ANNA.address
        s.query(Account).where(Account.name == "Corvid Media").one().website = "corvid.test"
    return store


def keep(store: Store, *mails: Mail, now: datetime = NOW) -> Kept:
    return perform(store, STAMP, incoming_mails.keep, mails, now=now).result


def standing(store: Store, now: datetime = NOW) -> FollowUps:
    return verbs.ask(store, follow_ups.follow_ups, now.date(), now)


def test_a_mail_becomes_a_follow_up_with_its_text_and_links(filled: Store) -> None:
    kept = keep(filled, ASKED)
    (one,) = standing(filled).to_answer
    assert one.id == kept.made[0]
    assert one.row.subject == "Answer Dr Anna Weiss: Re: Offer"
    assert (one.row.contact, one.row.account, one.row.deal) == (
        "Dr Anna Weiss",
        "Halden Freight",
        "Deal 0",
    )
    assert one.row.planned_at == NOW + timedelta(hours=2)
    assert one.mail is not None
    assert one.mail.begins == "Can we talk about it?"
    (message,) = verbs.ask(filled, messages.of_activity, one.id)
    assert message.text == ASKED.text
    assert (message.attachments, message.to) == (("Offer.pdf",), (US,))
    history.undo(filled, NOW)
    assert standing(filled).to_answer == ()


def test_a_mail_that_is_there_is_not_kept_twice(filled: Store) -> None:
    first = keep(filled, ASKED).made
    again = perform(filled, STAMP, incoming_mails.keep, [ASKED, ASKED], now=NOW)
    assert again.result == Kept((), first, ())
    assert again.edit_id is None
    bare = replace(ASKED, message_id=None)
    assert len(keep(filled, bare, bare).made) == 1
    assert keep(filled, bare).made == ()
    perform(filled, STAMP, activities.delete, first[0])
    assert len(keep(filled, ASKED).made) == 1


def test_a_mail_of_ours_to_a_customer_waits_until_it_is_answered(filled: Store) -> None:
    sent = keep(filled, SENT).made[0]
    (waits,) = standing(filled).waiting
    assert waits.row.subject == "Answer from Dr Anna Weiss: Offer"
    assert waits.row.waiting_since == SENT.sent_at
    assert waits.row.planned_at is not None
    assert waits.row.planned_at.astimezone().strftime("%a %H:%M") == "Thu 08:00"
    thursday = NOW + timedelta(days=3)
    (asked,) = standing(filled, thursday).to_answer
    assert (asked.state, asked.late) == ("ask", True)
    reply = replace(ASKED, references=("2@us",))
    kept = keep(filled, reply)
    assert kept.answered == (sent,)
    label = verbs.ask(filled, history.next_undo)
    assert label == "Note “Answer Dr Anna Weiss: Re: Offer”"  # one mail was kept
    found = standing(filled)
    assert found.waiting == ()
    assert [one.id for one in found.answered] == [sent]
    assert [one.id for one in found.to_answer] == list(kept.made)


def test_who_is_to_be_answered_is_told_where_that_is_not_the_sender(filled: Store) -> None:
    form = replace(
        ASKED, sender=Party("Our website", "form@example.com"), reply_to=(ANNA,), message_id="8@us"
    )
    keep(filled, form)
    (one,) = standing(filled).to_answer
    assert one.row.subject == "Answer Dr Anna Weiss: Re: Offer"
    assert (one.row.account, one.row.deal) == ("Halden Freight", "Deal 0")
    told = verbs.ask(filled, answers.answer, one.id)
    assert told is not None
    assert told.to == (ANNA.address,)
    (message,) = verbs.ask(filled, messages.of_activity, one.id)
    assert (message.sender.name, message.reply_to) == ("Our website", (ANNA,))
    office = replace(ASKED, reply_to=(Party("Office", "office@halden.example"),), message_id="0@h")
    keep(filled, office)
    assert standing(filled).to_answer[-1].row.subject == "Answer Dr Anna Weiss: Re: Offer"
    news = replace(form, sender=Party("News", "n@x.test"), reply_to=(Party("", "no-reply@x.test"),))
    keep(filled, replace(news, message_id="9@x"))
    assert "Answer News: Re: Offer" in {one.row.subject for one in standing(filled).to_answer}


def test_what_a_program_sends_by_itself_is_no_answer(filled: Store) -> None:
    sent = keep(filled, SENT).made[0]
    away = replace(
        ASKED, message_id="6@h", references=("2@us",), subject="I am away", notes=("automatic",)
    )
    bounce = replace(away, message_id="7@mx", sender=Party("Mail system", "daemon@mx.test"))
    kept = keep(filled, away, bounce)
    assert (len(kept.made), kept.answered) == (2, ())
    found = standing(filled)
    assert [one.id for one in found.waiting] == [sent]
    # It is about what was sent, though nobody knows the address that it came from.
    assert {one.row.deal for one in found.to_answer} == {"Deal 0"}
    assert {one.row.subject for one in found.to_answer} == {
        "Automatic mail from Dr Anna Weiss: I am away",
        "Automatic mail from Mail system: I am away",
    }


@pytest.mark.parametrize(
    ("subject", "text", "called"),
    [
        ("Voicemail from +41 44 555 12 34 (0:42)", "", "Call back Dr Anna Weiss: Voicemail from"),
        ("New voice message", "From: 044 555 12 34", "Call back Dr Anna Weiss: New voice message"),
        ("New voice message", "From: 044 555 99 99", "Call back 044 555 99 99: New voice message"),
        ("", "", "Call back: a voicemail"),
    ],
)
def test_a_voicemail_is_linked_by_the_number_that_called(
    filled: Store, subject: str, text: str, called: str
) -> None:
    with filled.write("importing.apply", at=world.NOON) as (s, w):
        w.facts.update(file="people.xlsx", kind="contacts", count=1)
        s.query(Contact).where(Contact.name == "Dr Anna Weiss").one().phone = "+41 (0)44 5551234"
    left = replace(
        ASKED,
        sender=Party("PBX", "pbx@phones.test"),
        subject=subject,
        text=text,
        attachments=("vm.WAV",),
    )
    keep(filled, left)
    (one,) = standing(filled).to_answer
    assert one.row.subject.startswith(called)
    assert one.row.deal == ("Deal 0" if "Anna" in called else None)


def test_our_reply_to_a_mail_lets_its_follow_up_wait(filled: Store) -> None:
    asked = keep(filled, ASKED).made[0]
    kept = keep(filled, replace(SENT, references=("1@halden.example",)))
    assert (kept.made, kept.answered) == ((), (asked,))
    assert [one.id for one in standing(filled).waiting] == [asked]
    assert len(verbs.ask(filled, messages.of_activity, asked)) == 2


def test_mails_find_each_other_in_whatever_order_they_come(filled: Store) -> None:
    later = replace(
        ASKED, message_id="3@h", references=("2@us",), sent_at=NOW - timedelta(minutes=5)
    )
    kept = keep(filled, later, SENT)
    assert len(kept.made) == 2
    assert len(kept.answered) == 1
    assert standing(filled).waiting == ()


def test_a_rep_who_writes_to_us_is_answered_and_strangers_are_called_by_their_name(
    filled: Store,
) -> None:
    inside = replace(ASKED, sender=US, to=(Party("", "boss@example.com"),), message_id="4@us")
    stranger = replace(
        ASKED, sender=Party("", "x@nowhere.test"), message_id="5@x", subject="", references=()
    )
    keep(filled, inside, stranger)
    subjects = {one.row.subject for one in standing(filled).to_answer}
    assert subjects == {"Answer Priya Nair: Re: Offer", "Answer x@nowhere.test"}


def test_waiting_asking_again_and_putting_off(filled: Store) -> None:
    one = keep(filled, ASKED).made[0]
    friday = NOW + timedelta(days=4)
    perform(filled, STAMP, follow_ups.wait, one, until=friday, now=NOW, note="Sent it")
    row = standing(filled).waiting[0].row
    assert (row.planned_at, row.waiting_since, row.note) == (friday, NOW, "Sent it")
    perform(filled, STAMP, follow_ups.put_off, one, by=friday + timedelta(days=1))
    assert standing(filled).waiting[0].row.planned_at == friday + timedelta(days=1)
    perform(filled, STAMP, follow_ups.ask_again, one, by=NOW + timedelta(hours=1))
    assert standing(filled).to_answer[0].state == "answer"
    perform(filled, STAMP, follow_ups.put_off, one, by=NOW + timedelta(days=1))
    assert [each.state for each in standing(filled).later] == ["later"]
    perform(filled, STAMP, activities.complete, one, done_at=NOW)
    assert [each.id for each in standing(filled).answered] == [one]
    with pytest.raises(Problem, match=r"follow_up\.past"):
        perform(filled, STAMP, follow_ups.wait, one, until=NOW, now=NOW)
    for verb in (follow_ups.wait, follow_ups.ask_again, follow_ups.put_off):
        facts = {"until": friday, "now": NOW} if verb is follow_ups.wait else {"by": friday}
        with pytest.raises(Problem, match=r"record\.gone"):
            perform(filled, STAMP, verb, 999, **facts)


def test_the_latest_first_then_by_time_and_reps_have_their_own(filled: Store) -> None:
    for line in ("b today 15:00", "@Jonas c today", "e today 13:00", "z today 9:00", "d tomorrow"):
        perform(filled, STAMP, activities.follow_up, line, now=NOW)
    found = standing(filled)
    assert [one.row.subject for one in found.to_answer] == ["z", "e", "b"]
    assert [one.late for one in found.to_answer] == [True, False, False]
    assert [one.row.subject for one in found.later] == ["d"]


def test_a_deleted_follow_up_takes_its_mails_along(filled: Store) -> None:
    one = keep(filled, ASKED).made[0]
    perform(filled, STAMP, activities.delete, one)
    with filled.read() as session:
        assert session.query(Message).count() == 0
    history.undo(filled, NOW)
    with filled.read() as session:
        assert session.query(Message).count() == 1
        assert session.get(Activity, one) is not None


def test_files_give_mails_and_reasons(tmp_path: Path) -> None:
    good, bad, msg = tmp_path / "a.eml", tmp_path / "b.eml", tmp_path / "c.dat"
    good.write_bytes(b"From: a@b.example\nSubject: Hi\n\nText")
    bad.write_bytes(b"%PDF-1.7")
    msg.write_bytes(outlook({0x0037: "Outlook", 0x1000: "Text"}))
    ticks: list[tuple[int, int]] = []
    found = read_files(
        [good, bad, tmp_path, tmp_path / "gone.eml", msg],
        tick=lambda done, total: ticks.append((done, total)),
    )
    assert [mail.subject for mail in found.mails] == ["Hi", "Outlook"]
    assert [problem.code for problem in found.left_out] == [
        "file.folder",
        "file.missing",
        "document.other",
    ]
    assert ticks[-1][1] == 5
    many = read_files([tmp_path] * (MOST_FILES + 3))
    assert many.left_out[-1].code == "mails.too_many"
    assert many.left_out[-1].facts["count"] == 3
