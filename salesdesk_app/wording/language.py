"""The language of all texts: gettext, with its catalogue looked up once instead of for each text.

The functions of the standard library search the disk anew at every call, sixty microseconds each,
where no catalogue is installed.
"""

from gettext import translation

_CATALOGUE = translation("salesdesk", fallback=True)


def gettext(text: str) -> str:
    """The text in the user's language."""
    return _CATALOGUE.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The text for a number of things in the user's language."""
    return _CATALOGUE.ngettext(one, many, number)
