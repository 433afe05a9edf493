"""When two names mean one thing: capitals and spaces never count, for products no marks either."""

import re
import unicodedata

# Legal forms say how a company is registered, not which one it is.
LEGAL_FORMS = frozenset(
    "ltd limited gmbh mbh inc incorporated corp corporation co company llc llp lp plc ag sa sas "  # noqa: SIM905 - a list of words
    "sarl spa srl bv nv oy oyj ab as aps asa kg kgaa ohg gbr ug se eg ev pty pte kk sl".split()
)


def name_key(name: str) -> str:
    """What makes two people, accounts, deals or stages one: ``ACME  Inc`` is ``Acme Inc``."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def product_key(name: str) -> str:
    """What makes two products one: ``GTXPro`` is ``GTX Pro``; mere likeness is not enough."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return "".join(c for c in folded if c.isalnum()) or name_key(name)


_BEHIND = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "mba", "md", "esq"))


def turned(name: str) -> str | None:
    """``Priya Nair`` for ``Nair, Priya``; None for what is not written with the last name first."""
    last, _, first = (part.strip() for part in name.partition(","))
    titles = first.casefold().replace(".", "").replace(",", " ").split()
    if not first or not last or "," in first or all(word in _BEHIND for word in titles):
        return None
    return None if any(c.isdigit() for c in name) else f"{first} {last}"


def from_address(address: str) -> str:
    """A name made from an e-mail address: ``dwight.schrute@example.com`` is Dwight Schrute."""
    words = address.partition("@")[0].replace(".", " ").replace("_", " ").replace("-", " ")
    return words.title() if words.strip() else address


def domain_of(address: str) -> str:
    """The domain of a website or an e-mail address: ``https://www.acme.com/de`` is acme.com."""
    text = address.strip().casefold().rpartition("@")[2]
    text = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text)
    host = re.split(r"[/?#:\s]", text, maxsplit=1)[0].strip(".")
    return host.removeprefix("www.")
