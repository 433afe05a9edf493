"""A text with named places in braces that are filled in; whatever else it holds stays as it is."""

import re
from collections.abc import Collection, Mapping

_PLACE = re.compile(r"\{([^{}\n]{1,60})\}")


def filled(template: str, values: Mapping[str, str]) -> str:
    """The text with each known place replaced by its value, once: values are no templates."""

    def value(found: re.Match[str]) -> str:
        return values.get(_name(found), found[0])

    return _PLACE.sub(value, template)


def unknown(template: str, names: Collection[str]) -> list[str]:
    """The places of a text that nothing is known for, each once, in their order."""
    places = (found[1] for found in _PLACE.finditer(template) if _name(found) not in names)
    return list(dict.fromkeys(places))


def _name(found: re.Match[str]) -> str:
    return found[1].strip().casefold()
