"""How verbs and questions are run: one transaction and one named edit each, or none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from salesdesk_app.store.session import Store

# The window names these two types without knowing where they come from.
__all__ = [
    "VERBS",
    "Done",
    "Session",
    "Stamp",
    "Store",
    "ask",
    "ask_past",
    "code_of",
    "name_edit",
    "perform",
    "present_of",
    "verb",
]

P = ParamSpec("P")
R = TypeVar("R")

VERBS: dict[str, Callable[..., Any]] = {}
"""Every verb by its edit code, ``<module>.<function>``; filled as the services are imported."""


@dataclass(frozen=True)
class Done(Generic[R]):
    """What a verb came to: its result, its edit (None where nothing changed) and touched tables."""

    result: R
    edit_id: int | None
    tables: frozenset[str]


@dataclass(frozen=True)
class Stamp:
    """When (UTC), why and by whom an edit is made; kept in the log."""

    at: datetime
    origin: str = "user"
    person: str | None = None


def code_of(function: Callable[..., Any]) -> str:
    """The edit code of a verb: the noun's module and the function's name."""
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def verb(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """Marks a function of a session as something one can do, found by menus and by the tests."""
    VERBS[code_of(function)] = function
    return function


def name_edit(session: Session, **facts: object) -> None:
    """States the facts that the label of the running edit is worded from."""
    session.info["facts"].update(facts)


def perform(
    store: Store,
    stamp: Stamp,
    action: Callable[Concatenate[Session, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done[R]:
    """Runs a verb in one transaction, on disk when this returns.

    Raises what the verb raises, after a rollback of everything.
    """
    with store.write(code_of(action), at=stamp.at, origin=stamp.origin, person=stamp.person) as (
        session,
        written,
    ):
        session.info["facts"] = written.facts
        result = action(session, *args, **kwargs)
    return Done(result, written.edit_id, written.tables)


def ask(
    store: Store,
    question: Callable[Concatenate[Session, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Answers a question from the last committed state."""
    with store.read() as session:
        return question(session, *args, **kwargs)


def ask_past(
    store: Store,
    edit_id: int,
    question: Callable[Concatenate[Session, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Answers a question as it would have been answered right after an edit."""
    with store.read(as_of=edit_id) as session:
        session.info["present"] = store
        return question(session, *args, **kwargs)


def present_of(session: Session) -> Store | None:
    """What a question of the past may ask about the present; None where it is of the present."""
    found: Store | None = session.info.get("present")
    return found
