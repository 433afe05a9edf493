"""Reads foreign documents, such as calendars, mails and feeds, one by one in the guarded child."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple, TypeVar

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import rows
from salesdesk_app.exchange.reading.child import Child, plain_problem
from salesdesk_app.exchange.reading.limits import MB, Limits
from salesdesk_app.progress import Tick, no_tick

Kind = Literal["calendars", "mail", "feeds"]
"""The package of ``exchange`` whose ``parsing.read(content, options)`` reads such a document."""

# Ten seconds and 512 MB are promised: what is looked at now and then is ended a little earlier.
SECONDS = 9.5
MEMORY = 448 * MB
A_CHILD = 100  # documents; then a new one begins, so that what one leaves in memory does not add up
# What the child may say, and with which facts; anything else is not from our code.
PROBLEMS: dict[str, tuple[str, ...]] = {
    "document.empty": (),
    "document.other": ("what",),
    "document.damaged": (),
    "document.too_big": ("what",),
    "document.memory": (),
}

NONSENSE = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError),
    OverflowError,  # of a moment that no calendar has
)

T = TypeVar("T")


class Document(NamedTuple):
    """A file or an answer of a server as it came; ``name`` is what messages call it."""

    name: str
    content: bytes


def read_each(
    kind: Kind,
    documents: Sequence[Document],
    understand: Callable[[Any], T],
    *,
    options: dict[str, Any] | None = None,
    limits: Limits | None = None,
    tick: Tick = no_tick,
) -> list[T | Problem]:
    """What each document holds, or the problem that it met, in their order.

    ``understand`` makes plain JSON into what it stands for and raises one of NONSENSE for what is
    none: the child is not trusted. ``options`` are JSON, for ``parsing.read``.
    ``tick`` is called with documents done and all. Problems: those of PROBLEMS,
    document.timeout, document.died.
    """
    limits = limits or replace(Limits(), seconds=SECONDS, memory=MEMORY)
    request = {"what": "documents", "kind": kind, "options": options or {}}
    found: list[T | Problem] = []

    def waiting() -> None:
        tick(len(found), len(documents))

    while len(found) < len(documents):
        first = len(found)
        with Child(documents[first].name, limits) as child:
            try:
                child.ask(request, more=True)
                for document in documents[first : first + A_CHILD]:
                    child.name = document.name
                    child.hand(document.content)
                    found.append(_understood(child, child.answer(waiting), understand))
                    waiting()
            except Problem as problem:  # this child is dead or dying: the next one goes on
                code = problem.code.replace("file.", "document.", 1)
                found.append(Problem(code, **problem.facts))
    return found


def _understood(child: Child, payload: bytes, understand: Callable[[Any], T]) -> T | Problem:
    """What an answer says; one that makes no sense is a dead child's."""
    try:
        answer = rows.decode(payload)
        problem = plain_problem(answer, PROBLEMS, child.name)
        return understand(answer["found"]) if problem is None else problem
    except NONSENSE as error:
        raise Problem("file.died", name=child.name) from error
