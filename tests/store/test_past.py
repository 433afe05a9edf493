"""A workspace as it stood after an edit: the same tables, log and answers, and nothing later."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import func, select, text

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, settings, stages
from salesdesk_app.services.verbs import Stamp, ask, ask_past, perform
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Account, Change, Contact, Edit, Stage, logged_tables
from salesdesk_app.store.session import Store

NOON = datetime(2026, 11, 16, 12).astimezone(UTC)


def do(store: Store, verb: Any, *args: Any, days: int = 0, **kwargs: Any) -> int:
    edit = perform(store, Stamp(NOON + timedelta(days=days)), verb, *args, **kwargs).edit_id
    assert edit is not None
    return edit


def add(session: Any, name: str) -> int:
    account = Account(name=name)
    session.add(account)
    session.flush()
    return int(account.id)


def names(session: Any, model: Any = Account) -> list[str]:
    return list(session.scalars(select(model.name).order_by(model.id)))


def test_every_table_and_the_log_end_with_the_edit(store: Store) -> None:
    first = do(store, stages.add, "Legal")
    do(store, settings.change, fiscal_start_month=3)
    do(store, stages.add, "Signed")
    assert ask_past(store, first, settings.read).fiscal_start_month == 1
    assert ask(store, settings.read).fiscal_start_month == 3
    with store.read(as_of=first) as session:
        assert "Legal" in names(session, Stage) and "Signed" not in names(session, Stage)
        assert session.scalars(select(Edit.id)).all() == [first]
        assert session.scalars(select(Change.edit_id).distinct()).all() == [first]
        assert session.get(Stage, 1) is not None
    assert [entry.edit_id for entry in ask_past(store, first, history.entries)] == [first]


def test_what_was_undone_later_still_stands_then(store: Store) -> None:
    first = do(store, stages.add, "Legal")
    history.undo(store, NOON)
    assert "Legal" in ask_past(store, first, names, Stage)
    assert ask_past(store, first, history.undone) == frozenset()
    assert ask_past(store, first, history.next_undo) is not None
    assert ask(store, history.next_undo) is None
    assert ask(store, history.undone) == {first}


def test_what_is_written_meanwhile_never_shines_through(store: Store) -> None:
    """Also in a table that had not changed when one began to look back."""
    with store.write("test.add", at=NOON) as (session, written):
        add(session, "Halden")
    first = written.edit_id
    assert first is not None
    assert ask_past(store, first, names) == ["Halden"]
    with store.write("test.add", at=NOON) as (session, _written):
        add(session, "Corvid")
        session.add(Contact(name="Ana"))
    do(store, stages.add, "Legal")
    assert ask_past(store, first, names) == ["Halden"]
    assert ask_past(store, first, names, Contact) == []
    assert "Legal" not in ask_past(store, first, names, Stage)
    with store.write("test.drop", at=NOON) as (session, _written):
        session.execute(Account.__table__.delete())
    assert ask_past(store, first, names) == ["Halden"]


def test_several_sessions_at_once_and_another_edit_between(store: Store) -> None:
    edits = [do(store, stages.add, f"Step {number}") for number in range(3)]
    with store.read(as_of=edits[0]) as one, store.read(as_of=edits[0]) as two:
        assert names(one, Stage) == names(two, Stage)
        with store.read(as_of=edits[1]) as three, store.read() as now:
            found = [len(names(session, Stage)) for session in (one, three, now)]
            assert found == [found[0], found[0] + 1, found[0] + 2]
        assert len(names(one, Stage)) == found[0]
    assert len(ask_past(store, edits[0], names, Stage)) == found[0]


def test_the_past_is_only_read(store: Store) -> None:
    first = do(store, stages.add, "Legal")
    do(store, stages.add, "Signed")
    for statement in ("DELETE FROM stage", "DELETE FROM main.stage", "DELETE FROM setting"):
        with pytest.raises(Problem, match="read_only"), store.read(as_of=first) as session:
            session.execute(text(statement))
    assert "Legal" in ask_past(store, first, names, Stage)


def test_older_tables_have_the_links_of_the_real_ones_as_indexes(store: Store) -> None:
    first = do(store, stages.add, "Legal")
    do(store, stages.add, "Signed")
    with store.read(as_of=first) as session:
        query = select(Stage.id).where(Stage.pipeline_id == 1)
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {query.compile()}"), {"pipeline_id_1": 1})
        assert "USING" in str(plan.all())


def test_an_older_state_can_be_reached_from_a_past_one(store: Store) -> None:
    edits = [do(store, stages.add, f"Step {number}") for number in range(3)]
    with store.read(as_of=edits[1]) as session:
        then = log.as_of(Stage.__table__, edits[0])
        found = session.scalars(select(then.c.name)).all()
    assert "Step 0" in found and "Step 1" not in found


def test_a_day_is_asked_by_its_last_edit(store: Store) -> None:
    monday = NOON.astimezone().date()
    with pytest.raises(Problem, match=r"asof\.empty"):
        history.ask_as_of(store, monday, names, Stage)
    do(store, stages.add, "Legal")
    do(store, stages.add, "Signed", days=2)
    assert "Signed" not in history.ask_as_of(store, monday + timedelta(days=1), names, Stage)
    for day in (monday + timedelta(days=2), date(2030, 1, 1), None):
        assert "Signed" in history.ask_as_of(store, day, names, Stage)
    with pytest.raises(Problem, match=r"asof\.unknown"):
        history.ask_as_of(store, monday - timedelta(days=1), names, Stage)


def test_as_of_now_is_now(store: Store, tmp_path: Path) -> None:
    last = do(store, stages.add, "Legal")
    for table in logged_tables():
        count = select(func.count()).select_from(table)
        with store.read() as now, store.read(as_of=last) as then:
            assert now.scalar(count) == then.scalar(count)


def test_readers_of_another_moment_let_go_of_the_file(store: Store) -> None:
    edits = [do(store, stages.add, f"Step {number}") for number in range(2)]
    with store.read(as_of=edits[0]) as older:
        held = older.connection().connection.dbapi_connection
        assert held is not None
        with store.read(as_of=edits[1]) as newer:  # while the older one still answers
            assert "Step 1" in names(newer, Stage)
        assert "Step 1" not in names(older, Stage)
    with pytest.raises(sqlcipher3.dbapi2.ProgrammingError, match="closed"):
        held.execute("SELECT 1")
