"""What fields of the user's own hold: values by kind, and the text in which a deal keeps them."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from salesdesk_app.domain.errors import Problem

Kind = Literal["text", "number", "day", "yes_no"]
Value = str | Decimal | date | bool

KINDS: tuple[Kind, ...] = get_args(Kind)
OWN = "own:"
"""Before a field's id, in the code that names it among the other fields of a deal."""

DIGITS = 30
"""So many digits a number may have before its point, and after it."""


class Own(NamedTuple):
    """A field of the user's own on deals."""

    id: int
    name: str
    kind: Kind


NOTHING: Mapping[int, Value] = {}
"""What a deal holds that has no value in any such field."""


def stated(own: Own, value: object) -> Value | None:
    """A value as a field keeps it, numbers exact and in one way of writing; None for an empty one.

    Problem: custom.text, custom.number, custom.day, custom.yes_no where the field's kind cannot
    hold it.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    kept = _KEPT[own.kind](value)
    if kept is None:
        raise Problem(f"custom.{own.kind}", field=own.name, value=value)
    return kept


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, float):
        # As spreadsheets show it: 0.1 + 0.2 is 0.3, for they hold fifteen figures.
        value = int(value) if value.is_integer() else f"{value:.15g}"
    exact = Decimal(value)
    if not exact.is_finite():
        return None
    sign, digits, exponent = exact.as_tuple()
    if not exact or not isinstance(exponent, int):
        return Decimal(0)
    while digits[-1] == 0 and exponent < 0:
        digits, exponent = digits[:-1], exponent + 1
    if exponent < -DIGITS or len(digits) + exponent > DIGITS:
        return None
    return Decimal(f"{Decimal((sign, digits, exponent)):f}")


def _day(value: object) -> date | None:
    return value if type(value) is date else None


def _yes_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


_KEPT: Mapping[Kind, Callable[[object], Value | None]] = {
    "text": _text,
    "number": _number,
    "day": _day,
    "yes_no": _yes_no,
}


def encode(values: Mapping[int, Value | None]) -> str | None:
    """Values by the id of their field as text; None where there are none.

    Equal values give equal text, so that a deal that was not changed is not written.
    """
    parts = [
        f'"{key}":{_json(value)}' for key, value in sorted(values.items()) if value is not None
    ]
    return f"{{{','.join(parts)}}}" if parts else None


def _json(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)


# Made once: what ``json.loads`` would make for each text takes longer than reading it.
_READER = json.JSONDecoder(parse_float=Decimal, parse_int=Decimal)


def decode(text: str | None, known: Mapping[int, Own]) -> Mapping[int, Value]:
    """The values that a text holds for the fields that are known."""
    if text is None:
        return NOTHING
    found: dict[int, Value] = {}
    for key, value in _READER.decode(text).items():
        own = known.get(int(key))
        if own is not None:
            found[own.id] = date.fromisoformat(value) if own.kind == "day" else value
    return found
