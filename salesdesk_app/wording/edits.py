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
    # The day
    "activities.log": "Log “{subject}”",
    "activities.plan": "Plan “{subject}”",
    "activities.complete": "Complete “{subject}”",
    "activities.edit": "Edit “{subject}”",
    "activities.delete": "Delete “{subject}”",
    "commitments.add": "Add the commitment “{text}”",
    "commitments.edit": "Edit the commitment “{text}”",
    "commitments.close": "Close the commitment “{text}”",
    "commitments.reopen": "Reopen the commitment “{text}”",
    "commitments.delete": "Delete the commitment “{text}”",
    "checklist.add": "Add “{title}” to the day",
    "checklist.edit": "Edit “{title}”",
    "checklist.remove": "Remove “{title}” from the day",
    "checklist.tick": "Tick “{title}”",
    "checklist.untick": "Untick “{title}”",
    "checklist.note": "Note on “{title}”",
    "checklist.reorder": "Move “{title}”",
    "sample.fill": "Sample team",
    "sample.replay": "Sample team: {day}",
    "sample.remove": "Remove the sample team",
    # People and quotas
    "people.add": "Add {person}",
    "people.edit": "Edit {person}",
    "people.retire": "Retire {person}",
    "people.reinstate": "Reinstate {person}",
    "quotas.set_quota": "Set the quota of {person} for {period}",
    "quotas.clear": "Remove the quota of {person} for {period}",
    "quotas.set_for_all": "Set the quota of {count} people for {period}",
    "quotas.copy_to_next": "Copy {count} quotas to {period}",
}


def edit(code: str, facts: Mapping[str, object]) -> str:
    """The label of an edit, e.g. ``Move “Halden Freight” to Negotiation``."""
    if code in ("history.undo", "history.redo"):
        inner = facts["facts"]
        what = edit(str(facts["code"]), inner if isinstance(inner, Mapping) else {})
        return _(TEMPLATES[code]).format(what=what)
    return _(TEMPLATES[code]).format_map(facts)
