"""What a pre-call card knows, what it says, and the table of all of them."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import event

from salesdesk_app.domain.money import Money
from salesdesk_app.services import activities, competitors, exporting
from salesdesk_app.services.deals import deals, slips
from salesdesk_app.services.news import feeds
from salesdesk_app.services.team_calls import call_cards, card_pages, card_sheets
from salesdesk_app.services.team_calls.call_cards import Card
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import (
    CalendarEvent,
    CalendarSource,
    Competitor,
    Contact,
    Deal,
    DealContact,
    KeptNews,
    Person,
)
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill, written


def do(store: Store, verb: Any, *args: Any, **more: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **more).result


def cards(store: Store, now: datetime = NOON) -> list[Card]:
    day = ask(store, today.day, today=TODAY, now=now)
    return ask(store, call_cards.cards, day.agenda.calls, TODAY)


def test_a_card_holds_what_the_workspace_knows(store: Store) -> None:
    fill(store)
    for number in range(4):
        done = NOON - timedelta(days=number + 1)
        said = {"subject": f"Talk {number}", "note": f"Said {number}", "minutes": 20}
        do(store, activities.log, kind="call", done_at=done, deal_id=1, person_id=2, **said)
    do(store, deals.edit, [1], expected_close_on=date(2026, 12, 18))
    do(store, slips.explain, [1], "obstacle")
    do(store, deals.edit, [1], coaching_note="Let her open")
    do(store, competitors.add_to_deal, 1, "Kestrel", note="Offered 12 % less")
    with written(store) as session:
        session.get_one(Competitor, 1).note = "Cheap at the start"
        contact = session.get_one(Contact, 1)
        contact.phone, contact.email = "+1 555 01", "weiss@halden.test"
        session.query(DealContact).one().role = "Decides"
        kept = {
            "address": "https://n.test",
            "key": "1",
            "source": "Trade press",
            "text": "",
            "author": "",
        }
        session.add(
            KeptNews(
                **kept,
                topic="company",
                title="Halden buys a rival",
                published_at=NOON - timedelta(days=2),
                starred=True,
                deal_id=1,
            )
        )
    (card,) = cards(store)
    assert card.account == "Halden Freight"
    assert [one.title for one in card.news] == ["Halden buys a rival"]
    assert [row.subject for row in card.touches] == ["Talk 0", "Talk 1", "Talk 2"]
    assert [one.text for one in card.promises] == ["Send pricing"]
    assert [(one.name, one.battlecard, one.note) for one in card.rivals] == [
        ("Kestrel", "Cheap at the start", "Offered 12 % less")
    ]
    assert [(one.name, one.role, one.phone) for one in card.contacts] == [
        ("Dr Anna Weiss", "Decides", "+1 555 01")
    ]
    assert card.asks == ("no_next_step", "pushed")
    said = card_pages.page(card).text
    for words in (
        "12:00 Priya Nair → Halden Freight",
        "$10,000 Qualified",
        "Closes 18 Dec, in 25 days",
        "Put off once: 1 Dec to 18 Dec, real obstacle",
        "No next step is written down",
        "Send pricing Priya, by 23 Nov",
        "Let her open",
        "22 Nov Call, 20 min Priya · Talk 0 · Said 0",
        "Dr Anna Weiss COO · Decides +1 555 01 · weiss@halden.test",
        "Halden buys a rival Trade press · 21 Nov",
        "Kestrel Cheap at the start In this deal: Offered 12 % less",
        "What have they agreed to do next, and by when?",
        "What changed since the last date, and who said so?",
    ):
        assert words in said, words


def test_a_call_without_a_deal_tells_of_the_account(store: Store) -> None:
    fill(store)
    do(store, activities.delete, 1)
    call = {"kind": "call", "planned_at": NOON, "person_id": 3, "account_id": 1}
    do(store, activities.plan, subject="First talk", **call)
    do(store, activities.log, kind="mail", done_at=NOON - timedelta(days=3), account_id=1)
    (card,) = cards(store)
    assert [one.name for one in card.contacts] == ["Dr Anna Weiss"]
    assert [row.kind for row in card.touches] == ["mail"]
    assert card.asks[0] == "no_deal"
    assert "No open deal belongs to this call." in card_pages.page(card).text
    assert ask(store, call_cards.cards, (), TODAY) == []


def test_a_card_names_who_is_invited_beside_its_people(store: Store) -> None:
    fill(store)
    guests = [f"guest{number}@halden.test" for number in range(5)]
    with written(store) as session:
        session.get_one(Contact, 1).email = "weiss@halden.test"
        session.get_one(Person, 2).email = "priya@us.test"
        session.get_one(Person, 3).email = "jonas@us.test"
        source = CalendarSource(
            name="Priya", kind="file", place="x.ics", person_id=2, position=0, shown=True
        )
        session.add(source)
        session.flush()
        source_id = source.id
    people = ["jonas@us.test", "priya@us.test", "weiss@halden.test", *guests]
    facts = {"uid": "1", "title": "<b>Demo</b>", "people": people, "busy": True}
    facts |= {"begins_at": NOON + timedelta(hours=2), "ends_at": NOON + timedelta(hours=3)}
    with store.scratch() as session:
        session.add(CalendarEvent(source_id=source_id, **facts))
    planned, met = cards(store)
    assert planned.invited == ()
    assert met.invited == (*guests, "Jonas Lind")
    assert f"Invited: {', '.join(guests[:4])} and 2 more" in card_pages.page(met).text
    (row,) = card_sheets.sheet([met]).rows
    assert "\n".join(met.invited) in row


def test_the_call_itself_is_no_touch_of_its_own(store: Store) -> None:
    fill(store)
    do(store, activities.complete, 1, done_at=NOON, note="Went well")
    (card,) = cards(store)
    assert card.touches == ()
    assert card_pages.page(card).state == "Held · Went well"


def test_the_table_has_typed_cells_and_no_formulas(store: Store, tmp_path: Path) -> None:
    fill(store)
    with written(store) as session:
        deal = session.get_one(Deal, 1)
        deal.next_step, deal.next_step_on = "=1+1", date(2026, 11, 25)
    sheet = card_sheets.sheet(cards(store))
    target = tmp_path / "cards.xlsx"
    assert exporting.write_sheet(sheet, target) == 1
    page = load_workbook(target).active
    assert page is not None
    heads = [cell.value for cell in page[1]]
    row = dict(zip(heads, page[2], strict=True))
    assert isinstance(row["When"].value, datetime)
    assert row["When"].value.hour == 12
    assert (row["Value"].value, row["Value"].data_type) == (10_000, "n")
    assert row["Expected close"].value == datetime(2026, 12, 1)
    assert (row["Probability"].value, row["Put off"].value) == (0.2, 0)
    assert (row["Next step"].value, row["Next step"].data_type) == ("=1+1", "s")
    assert row["Question 1"].value.endswith("?")
    assert sheet.rows[0][5] == Money(1_000_000, "USD")  # type: ignore[index] # a tuple of rows


def test_many_cards_ask_no_more_than_one(store: Store) -> None:
    fill(store)
    do(store, feeds.add, "https://wire.example/feed")
    for deal_id in range(2, 6):
        planned = {"subject": f"Talk {deal_id}", "planned_at": NOON + timedelta(hours=2)}
        do(store, activities.plan, kind="call", deal_id=deal_id, person_id=2, **planned)
    calls = ask(store, today.day, today=TODAY, now=NOON).agenda.calls
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *told: asked.append(told[2]))
    ask(store, call_cards.cards, calls[:1], TODAY)
    alone = len(asked)
    assert len(ask(store, call_cards.cards, calls, TODAY)) >= 5
    assert len(asked) - alone == alone
