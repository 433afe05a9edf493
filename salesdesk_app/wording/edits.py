"""Names of edits as a user understands them, from the code and the facts that the log keeps."""

from collections.abc import Mapping
from gettext import gettext as _

# The code of an edit is the verb that made it: module and function.
TEMPLATES: dict[str, str] = {
    "settings.change": "Change the settings",
    "settings.set_rate": "Set the rate of {currency}",
    "stages.add": "Add the stage “{stage}”",
    "stages.edit": "Edit the stage “{stage}”",
    "stages.move": "Move the stage “{stage}”",
    "stages.remove": "Remove the stage “{stage}”",
    "history.undo": "Undo: {what}",
    "history.redo": "Redo: {what}",
}


def edit(code: str, facts: Mapping[str, object]) -> str:
    """The label of an edit, e.g. ``Move “Halden Freight” to Negotiation``."""
    if code in ("history.undo", "history.redo"):
        inner = facts["facts"]
        what = edit(str(facts["code"]), inner if isinstance(inner, Mapping) else {})
        return _(TEMPLATES[code]).format(what=what)
    return _(TEMPLATES[code]).format_map(facts)
