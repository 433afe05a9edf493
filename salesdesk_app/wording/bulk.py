"""What would come of an edit of many deals, in words."""

from typing import Protocol

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count
from salesdesk_app.wording.pipeline import deals

NOTHING_SAID = _(
    "Say on the left what is to become of a field. Here you see what each deal would be, before "
    "anything is changed."
)


class Outcome(Protocol):
    """What the words need to know of a field of a deal."""

    @property
    def after(self) -> str: ...
    @property
    def state(self) -> str: ...


class Counts(Protocol):
    """What the words need to know of a preview."""

    @property
    def deals(self) -> int: ...
    @property
    def changes(self) -> int: ...
    @property
    def same(self) -> int: ...
    @property
    def refused(self) -> int: ...


def outcome(change: Outcome) -> str:
    """What a field would be: a value, ``Empty``, ``The same``, or ``Stays: `` and why."""
    if change.state == "refused":
        return _("Stays: {why}").format(why=change.after)
    if change.state == "same":
        return _("The same")
    return change.after or _("Empty")


def summary(found: Counts) -> str:
    """``24 values change in 12 deals; 3 are so already; 2 stay, because they are refused.``"""
    values = ngettext("{count} value changes", "{count} values change", found.changes)
    parts = [f"{values.format(count=count(found.changes))} {_('in')} {deals(found.deals)}"]
    if found.same:
        one = ngettext("{count} is so already", "{count} are so already", found.same)
        parts.append(one.format(count=count(found.same)))
    if found.refused:
        one = ngettext("{count} stays, as told above", "{count} stay, as told above", found.refused)
        parts.append(one.format(count=count(found.refused)))
    return f"{'; '.join(parts)}."
