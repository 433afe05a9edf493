"""How one value is written in a file that many hands have been at."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

STAGES = {
    "won": ("Closed Won", "CLOSED WON", "closed won", "Closed-Won", "closedwon", "Won", " WON"),
    "lost": ("Closed Lost", "CLOSED LOST", "closed lost", "Closed - Lost", "closedlost", "lost"),
}
STRAYS = ("\u00a0", " ", "\u2009", "\u200b", "\ufeff")


def stage(name: str, chance: random.Random) -> str:
    """A stage in some spelling that means the same."""
    for word, spellings in STAGES.items():
        if word in name.casefold():
            return chance.choice(spellings)
    return cased(name, chance)


def cased(name: str, chance: random.Random) -> str:
    """A name in some case; most often as it is, for then it is known how it is spelled."""
    return chance.choice((name, name, name, name, name.upper(), name.lower()))


def owner(name: str, chance: random.Random, *, known: bool) -> str:
    """A person as cells name one; addresses and initials only of people who are known."""
    first, _, last = name.partition(" ")
    ways = [name, name, name, name, f"{last}, {first}", f"{last}, {first}".upper(), name.upper()]
    if known:
        ways += [address(name), address(name).upper(), initials(name)]
    return chance.choice(ways)


def address(name: str) -> str:
    """The e-mail address of a person."""
    plain = "".join(c for c in name.casefold().replace(" ", ".") if c.isascii() and c != "'")
    return f"{plain}@corp.example"


def initials(name: str) -> str:
    """The first letters of a person's names."""
    return "".join(word[0] for word in name.split()).upper()


def stray(text: str, chance: random.Random) -> str:
    """A text with spaces that do not show, at its ends and between its words."""
    kind = chance.choice(STRAYS)
    where = chance.randrange(4)
    if where == 0:
        return text + kind
    if where == 1:
        return kind + text
    return text.replace(" ", "\u00a0", 1) if where == 2 else f" {text}  "


def dollars(value: Decimal, chance: random.Random) -> Any:
    """An amount that can be read in one way only, without a currency or in dollars."""
    grouped = f"{value:,.2f}"
    ways: list[Any] = [
        float(value),
        f"${grouped}",
        f"$ {grouped}",
        f"{value:.2f}",
        f"USD {grouped}",
    ]
    if value == int(value):
        ways.append(int(value))
    return chance.choice(ways)


def euros(value: Decimal, chance: random.Random) -> str:
    """An amount in euros, as Germans and others write it."""
    german = f"{value:,.2f}".translate({44: 46, 46: 44})
    spaced = german.replace(".", "\u202f")
    return chance.choice((f"{german} €", f"€ {german}", f"{german} EUR", f"{spaced} €"))


_DAYS: tuple[Callable[[date], Any], ...] = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: day,
    lambda day: day.isoformat(),
    lambda day: datetime.combine(day, time(9, 30)),
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day} {day:%b %Y}",
)
_TEXT_DAYS = tuple(way for at, way in enumerate(_DAYS) if at not in (3, 5))


def day(value: date, chance: random.Random, *, text: bool) -> Any:
    """A day: a text with the day first, ISO, or a true date."""
    return chance.choice(_TEXT_DAYS if text else _DAYS)(value)


def moment(value: datetime, chance: random.Random, *, text: bool) -> Any:
    """When a row was changed: a true moment or a text."""
    ways = [f"{value:%Y-%m-%d %H:%M:%S}", f"{value:%Y-%m-%dT%H:%M:%SZ}"]
    return chance.choice(ways if text else [*ways, value])


def proven(days: Sequence[date]) -> bool:
    """Whether texts with the day first tell that it is first."""
    return any(one.day > 12 for one in days)
