"""Where the examples of the verbs are kept, one for each."""

from collections.abc import Callable
from typing import Any

from salesdesk_app.store.session import Store

Arguments = tuple[tuple[Any, ...], dict[str, Any]]
EXAMPLES: dict[str, Callable[[Store], Arguments]] = {}


def example(
    code: str,
) -> Callable[[Callable[[Store], Arguments]], Callable[[Store], Arguments]]:
    """Registers a function that returns a verb's arguments for a store with the small world."""

    def register(function: Callable[[Store], Arguments]) -> Callable[[Store], Arguments]:
        assert code not in EXAMPLES, f"{code} has two examples"
        EXAMPLES[code] = function
        return function

    return register
