"""The sample team: the same every time, a real past, and gone without a trace in one step."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import quarter_of, week_of
from salesdesk_app.services import (
    activities,
    commitments,
    history,
    people,
    sample,
    settings,
    team,
    workspace,
)
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.checklist.checklist_month import at_a_glance
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_trails import trails
from salesdesk_app.services.forecasting import agenda, calls, rollup
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import (
    Account,
    Activity,
    Change,
    Deal,
    Edit,
    ForecastCall,
    Freeze,
    FrozenCall,
    Person,
    Stage,
    logged_tables,
)
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A workspace with the sample team, only to be read."""
    store = workspace.create(tmp_path_factory.mktemp("sample") / "sales.db")
    sample.fill(store, today=TODAY, now=NOW)
    yield store
    store.close()


def dump(store: Store, *, uid: bool = True) -> dict[str, list[Any]]:
    """Every row of every logged table; ``uid`` is unique in the world and may be left out."""
    with store.read() as session:
        return {
            table.name: [
                tuple(row)
                for row in session.execute(
                    select(*(c for c in table.columns if uid or c.name != "uid")).order_by(
                        table.c.id
                    )
                )
            ]
            for table in logged_tables()
        }


def count(store: Store, *conditions: Any) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).where(*conditions)) or 0


def test_it_is_the_same_every_time(filled: Store, store: Store) -> None:
    sample.fill(store, today=TODAY, now=NOW)
    assert dump(store, uid=False) == dump(filled, uid=False)


def test_a_team_with_quotas_customers_and_deals(filled: Store) -> None:
    assert count(filled, Person.role == "rep") == 9
    assert count(filled, Person.role == "manager") == 1
    assert count(filled, Account.id > 0) == 60
    with filled.read() as session:
        of = dict(
            session.execute(
                select(Stage.outcome, func.count())
                .join(Deal, Deal.stage_id == Stage.id)
                .group_by(Stage.outcome)
            ).all()
        )
        open_stages = set(
            session.scalars(
                select(Stage.name)
                .join(Deal, Deal.stage_id == Stage.id)
                .where(Stage.outcome == "open")
            )
        )
    assert 55 <= of["open"] <= 70
    assert of["won"] + of["lost"] >= 190
    assert open_stages == {"Qualified", "Discovery", "Proposal", "Negotiation"}


def test_somebody_is_ahead_somebody_behind_and_one_is_ramping(filled: Store) -> None:
    roster = ask(filled, team.roster, kind="quarter", today=TODAY)
    shares = {
        row.person.name: row.attainment.value for row in roster.rows if row.person.role == "rep"
    }
    pace = roster.pace.value
    assert pace is not None
    assert shares["Priya Nair"] > pace + Decimal("0.1")
    assert shares["Jonas Lind"] < pace - Decimal("0.1")
    ramp = {row.person.name: row.ramp_percent for row in roster.rows}
    assert ramp["Yuki Mori"] < 100 == ramp["Priya Nair"]


def test_its_past_is_real(filled: Store) -> None:
    with filled.read() as session:
        edits = session.execute(select(Edit.at, Edit.origin).order_by(Edit.id)).all()
        ways = trails(session)
        future = session.scalar(select(func.max(Deal.created_on)))
        done = session.scalar(select(func.max(Activity.done_at)))
    assert {row.origin for row in edits} == {"sample"}
    times = [row.at for row in edits]
    assert times == sorted(times)
    assert times[0].astimezone().date() == TODAY - timedelta(weeks=8)
    assert times[-1].astimezone().date() == TODAY
    assert len(times) > 40
    assert max(way.pushes for way in ways.values()) == 3
    assert future is not None and future <= TODAY
    assert done is not None and done <= NOW
    assert count(filled, Change.kind == "u", Change.table_name == "deal") > 100


def test_nothing_is_closed_before_it_was_created(filled: Store) -> None:
    assert count(filled, Deal.closed_on < Deal.created_on) == 0
    assert count(filled, Deal.closed_on > TODAY) == 0
    assert count(filled, Activity.done_at > NOW) == 0


def test_no_two_deals_of_an_account_bear_one_name(filled: Store) -> None:
    with filled.read() as session:
        named = session.execute(select(Deal.account_id, Deal.name)).all()
    assert len(set(named)) == len(named)


def test_this_morning_has_something_to_look_at(filled: Store) -> None:
    day = ask(filled, today.day, today=TODAY, now=NOW)
    assert day.since is not None
    assert day.since.astimezone().strftime("%a %H:%M") == "Fri 17:10"
    assert {m.event for m in day.matters} >= {"slipped", "lost", "quiet", "late", "overdue", "won"}
    assert 8 <= len(day.agenda.calls) <= 16
    marks = {mark for call in day.agenda.calls for mark in call.marks}
    assert marks == {"large", "complex", "coach", "no_next_step"}
    assert day.agenda.hours
    found = day.follow_ups
    assert [one.mail is not None for one in found.to_answer] == [True, False]
    assert [one.state for one in found.waiting] == ["waiting"]
    assert all(one.row.account for one in (*found.to_answer, *found.waiting))
    assert day.promised
    assert day.talks


def test_it_has_called_week_by_week_and_judged(filled: Store) -> None:
    quarter = quarter_of(TODAY)
    found = ask(filled, rollup.forecast, TODAY, quarter)
    lines = {line.name: line for line in found.lines}
    assert len(lines) == 9
    assert all(line.rep is not None and line.manager is not None for line in found.lines)
    assert len(found.freezes) == 7
    assert len({week_of(row.frozen_on) for row in found.freezes}) == 7
    assert {line.calibrated.n >= 4 for line in found.lines} == {True, False}
    assert lines["Yuki Mori"].calibrated.minor is None
    priya, jonas = lines["Priya Nair"].track.bias.value, lines["Jonas Lind"].track.bias.value
    assert priya is not None and priya < 0
    assert jonas is not None and jonas > Decimal("0.1")
    stale = [line.rep.stale for line in found.lines if line.rep is not None]
    assert {None, "week"} == set(stale)
    assert found.team.judged_in.deal_ids and found.team.judged_out.deal_ids
    called = ask(filled, agenda.of, TODAY, quarter)
    assert called.since is not None
    assert {item.kind for rep in called.reps for item in rep.items} == {"change", "commit", "risk"}
    assert any(rep.moved for rep in called.reps)


def test_what_was_frozen_is_what_was_called_then(filled: Store) -> None:
    with filled.read() as session:
        freeze = session.scalars(select(Freeze).order_by(Freeze.id)).all()[5]
        edit = session.scalar(
            select(Change.edit_id).where(
                Change.table_name == "freeze", Change.row_id == freeze.id, Change.kind == "i"
            )
        )
        span = (ForecastCall.first_on == freeze.first_on, ForecastCall.last_on == freeze.last_on)
        kept = {
            (row.person_id, row.said_by, row.amount_minor)
            for row in session.scalars(select(FrozenCall).where(FrozenCall.freeze_id == freeze.id))
        }
    with filled.read(as_of=edit) as session:
        then = {
            (row.person_id, row.said_by, row.amount_minor)
            for row in session.scalars(select(ForecastCall).where(*span))
        }
    assert kept == then


def test_ctrl_z_does_not_offer_it(filled: Store) -> None:
    assert ask(filled, history.next_undo) is None


@pytest.mark.parametrize(
    "day", ["2026-10-01", "2026-12-31", "2026-01-04", "2027-03-14", "2028-02-29", "2026-03-29"]
)
def test_any_day_can_be_today(store: Store, day: str) -> None:
    chosen = date.fromisoformat(day)
    sample.fill(store, today=chosen)
    assert count(store, Deal.closed_on > chosen) == 0
    assert count(store, Deal.closed_on < Deal.created_on) == 0
    found = ask(store, today.day, today=chosen, now=datetime.now(UTC))
    assert found.headlines.quarter == quarter_of(chosen)
    assert found.agenda.calls
    called = ask(store, rollup.forecast, chosen, quarter_of(chosen))
    assert sum(line.calibrated.n >= 4 for line in called.lines) >= 5
    with store.read() as session:
        assert not [f for f in workspace.check(session) if f.faults]


def test_it_speaks_the_workspace_currency_and_its_stages(store: Store) -> None:
    from salesdesk_app.services import stages

    perform(store, Stamp(NOW - timedelta(days=90)), settings.change, currency="JPY")
    perform(store, Stamp(NOW - timedelta(days=90)), stages.remove, 2)
    sample.fill(store, today=TODAY)
    with store.read() as session:
        assert set(session.scalars(select(Deal.currency))) == {"JPY"}
        values = session.scalars(select(Deal.value_minor)).all()
    assert all(value is None or value >= 100_000 for value in values)


def test_no_edit_lies_in_the_future(store: Store) -> None:
    night = datetime(2026, 11, 22, 12).astimezone(UTC)
    sample.fill(store, today=TODAY, now=night)
    with store.read() as session:
        assert session.scalar(select(func.max(Edit.at))) == night


def test_removed_in_one_step_and_nothing_is_left(store: Store) -> None:
    before = dump(store)
    sample.fill(store, today=TODAY, now=NOW)
    full = dump(store)
    assert ask(store, sample.present)
    done = perform(store, Stamp(NOW), sample.remove)
    assert dump(store) == before
    assert done.result.kept == ()
    assert not ask(store, sample.present)
    assert ask(store, history.next_undo) == "Remove the sample team"
    history.undo(store, NOW)
    assert dump(store) == full
    assert ask(store, sample.present)
    history.redo(store, NOW)
    assert dump(store) == before
    again = perform(store, Stamp(NOW), sample.remove)
    assert again.edit_id is None


def test_it_needs_an_empty_workspace(store: Store) -> None:
    perform(store, Stamp(NOW), people.add, PersonForm("Nora Quinn"))
    before = dump(store)
    with pytest.raises(Problem, match=r"sample\.not_empty"):
        sample.fill(store, today=TODAY)
    assert dump(store) == before


def test_an_item_of_the_users_own_that_was_never_due_is_left_alone(store: Store) -> None:
    perform(store, Stamp(NOW), checklist.add, title="Mine", part="day", today=TODAY)
    sample.fill(store, today=TODAY, now=NOW)
    calendar = ask(store, settings.read).calendar
    assert "Mine" in {item.title for item in ask(store, checklist.day, TODAY, calendar)}


def test_what_the_user_did_to_the_sample_goes_with_it(store: Store) -> None:
    before = dump(store)
    sample.fill(store, today=TODAY, now=NOW)
    stamp = Stamp(NOW)
    deal = next(
        row.deal for row in _calls(store) if row.deal is not None and row.deal.fact.stage_id != 2
    )
    perform(store, stamp, deals.move, [deal.id], 2)
    perform(store, stamp, activities.log, kind="call", done_at=NOW, deal_id=deal.id)
    perform(store, stamp, commitments.add, text="Call", owner_id=2, due_on=TODAY)
    place = "https://example.com/rep.ics"
    perform(store, stamp, calendars.add, kind="address", place=place, name="Rep", person_id=2)
    perform(store, stamp, calls.state, 3, quarter_of(TODAY), "rep", amount_minor=1, today=TODAY)
    perform(store, stamp, calls.judge, [deal.id], "out", today=TODAY)
    perform(store, stamp, calls.freeze, quarter_of(TODAY), now=NOW, today=TODAY)
    perform(store, stamp, sample.remove)
    assert dump(store) == before


def test_what_is_the_users_own_stays_with_what_it_needs(store: Store) -> None:
    sample.fill(store, today=TODAY, now=NOW)
    stamp = Stamp(NOW)
    nora = perform(store, stamp, people.add, PersonForm("Nora Quinn")).result
    with store.read() as session:
        account = session.scalars(select(Account).where(Account.name == "Larkspur")).one()
        theirs = account.id
    with store.write("deals.add", at=NOW) as (session, written):
        written.facts["deal"] = "Own"
        own = Deal(name="Own", account_id=theirs, owner_id=nora, stage_id=1, currency="USD")
        session.add(own)
        session.flush()
        own_id = own.id
    mine = perform(
        store, stamp, activities.plan, kind="call", planned_at=NOW, deal_id=own_id, person_id=3
    ).result
    note = perform(store, stamp, activities.log, kind="note", done_at=NOW, subject="Alone").result
    done = perform(store, stamp, sample.remove)
    assert done.result.kept == ("“Larkspur”",)
    with store.read() as session:
        assert session.scalars(select(Deal.name)).all() == ["Own"]
        assert session.scalars(select(Account.name)).all() == ["Larkspur"]
        assert session.scalar(select(Account.owner_id)) is None
        assert session.scalars(select(Person.name)).all() == ["Nora Quinn"]
        kept = {row.id: row for row in session.scalars(select(Activity))}
        assert set(kept) == {mine, note}
        assert kept[mine].person_id is None
        assert (kept[mine].deal_id, kept[mine].account_id) == (own_id, theirs)
        assert not [f for f in workspace.check(session) if f.faults]
    assert ask(store, sample.present)  # the account that stayed can still be taken away
    perform(store, stamp, deals.delete, [own_id])
    perform(store, stamp, sample.remove)
    assert not ask(store, sample.present)


def _calls(store: Store) -> tuple[today.Agenda, ...]:
    return ask(store, today.day, today=TODAY, now=NOW).agenda.calls


def test_it_takes_about_a_second(tmp_path: Path) -> None:
    import time

    store = workspace.create(tmp_path / "new.db")
    begun = time.process_time()
    sample.fill(store, today=TODAY, now=NOW)
    assert time.process_time() - begun < 5  # generous: machines differ; it takes about half
    store.close()


def test_the_last_working_day_is_closed_with_a_note(store: Store) -> None:
    from salesdesk_app.services.evening import closing
    from salesdesk_app.services.today import today as days

    sample.fill(store, today=TODAY)
    friday = date(2026, 11, 20)
    found = ask(store, closing.closed, friday)
    assert found is not None and found.note is not None and found.tomorrow is not None
    assert found.note.startswith("Friday 20 November")
    assert "{" not in found.note
    assert ask(store, days.last_look, TODAY) == found.closed_at
    assert ask(store, closing.left_open, TODAY) is None
    shown = ask(store, days.day, today=TODAY, now=found.closed_at)
    assert shown.before == found


def test_the_checklist_has_weeks_of_ticks_one_item_open_and_one_skipped(filled: Store) -> None:
    with filled.read() as session:
        calendar = settings.read(session).calendar
        items = checklist.day(session, TODAY, calendar)
        seen = at_a_glance(session, TODAY, calendar, today=TODAY)
    assert [item.title for item in items if item.carried_from] == ["The competitive landscape"]
    past = [day for day in seen.days if day.working and day.day < TODAY]
    assert all(0.6 * day.due <= day.done <= day.due for day in past)
    assert sum(day.skipped for day in past) > 0
    projects = next(item for item in seen.items if item.title.startswith("Projects"))
    assert projects.days[18].state == "skipped"
    assert projects.days[18].why == "Customer visit"


def test_what_was_ticked_before_the_sample_came_stays(tmp_path: Path) -> None:
    store = workspace.create(tmp_path / "sales.db")
    friday = date(2026, 11, 20)
    perform(store, Stamp(NOW), checklist.skip, 1, day=friday, why="Fair in Lyon")
    sample.fill(store, today=TODAY, now=NOW)
    with store.read() as session:
        item = checklist.standing(session, friday)[0]
    assert (item.id, item.skipped_why, item.done_at) == (1, "Fair in Lyon", None)
    store.close()
