"""What several parts of a question ask for is read once: a reader sees one state throughout."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from salesdesk_app.store.session import ANSWERS

P = ParamSpec("P")
R = TypeVar("R")


def once(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """Keeps what a function answers for the rest of the question; its answer must not be changed.

    A verb asks anew each time: it may have changed what it asks for.
    """

    @wraps(function)
    def answered(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        known = session.info.get(ANSWERS)
        if known is None:
            return function(session, *args, **kwargs)
        key = (function, args, *kwargs.items())
        if key not in known:
            known[key] = function(session, *args, **kwargs)
        found: R = known[key]
        return found

    return answered
