"""Names of edits as a user understands them, from the code and the facts that the log keeps."""

from collections.abc import Mapping

from salesdesk_app.wording import signals
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count
from salesdesk_app.wording.terms import term

MOST = 90  # letters of a name in a label

# The code of an edit is the verb that made it: module and function.
TEMPLATES: dict[str, str] = {
    "settings.change": "Change the settings",
    "figure_choice.choose": "Choose the key figures",
    "settings.set_rate": "Set the rate of {currency}",
    "signal_rules.set_limit": "Change when “{signal}” shows",
    "signal_rules.switch": "Switch on “{signal}”",
    "signal_rules.switch.off": "Switch off “{signal}”",
    "signal_rules.set_risk": "Let “{signal}” put a deal at risk",
    "signal_rules.set_risk.off": "Let “{signal}” put no deal at risk",
    "stages.add": "Add the stage “{stage}”",
    "stages.edit": "Edit the stage “{stage}”",
    "stages.move": "Move the stage “{stage}”",
    "stages.remove": "Remove the stage “{stage}”",
    "pipelines.add": "Add the pipeline “{pipeline}”",
    "pipelines.rename": "Rename the pipeline “{pipeline}”",
    "pipelines.move": "Move the pipeline “{pipeline}”",
    "pipelines.remove": "Remove the pipeline “{pipeline}”",
    "history.undo": "Undo: {what}",
    "history.redo": "Redo: {what}",
    # The day
    "activities.log": "Log “{subject}”",
    "activities.plan": "Plan “{subject}”",
    "activities.follow_up": "Note “{subject}”",
    "follow_ups.wait": "Wait for “{subject}”",
    "follow_ups.ask_again": "Ask again: “{subject}”",
    "follow_ups.put_off": "Put off “{subject}”",
    "follow_ups.log": "Log “{subject}”",
    "follow_ups.link": "Link “{subject}”",
    "incoming_mails.keep": "Note “{subject}”",
    "incoming_mails.keep.several": "Note {count} mails",
    "activities.reopen": "Reopen “{subject}”",
    "activities.complete": "Complete “{subject}”",
    "activities.edit": "Edit “{subject}”",
    "activities.delete": "Delete “{subject}”",
    "call_outcomes.log": "Log “{subject}”: {outcome}",
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
    "checklist.skip": "Skip “{title}”",
    "checklist.unskip": "Take back that “{title}” was skipped",
    "checklist.note": "Note on “{title}”",
    "checklist.reorder": "Move “{title}”",
    "carry.finish": "Do “{what}”",
    "carry.put_off": "Put “{what}” off to {day}",
    "carry.drop": "Drop “{what}”",
    "calendars.add": "Read the calendar “{calendar}” along",
    "calendars.rename": "Rename the calendar “{calendar}”",
    "calendars.give": "Say whose the calendar “{calendar}” is",
    "calendars.show": "Show the calendar “{calendar}”",
    "calendars.show.off": "Hide the calendar “{calendar}”",
    "calendars.remove": "Remove the calendar “{calendar}”",
    "leadership_note.change": "Change the template of the note",
    "closing.close_day": "Close {day}",
    "closing.reopen_day": "Reopen {day}",
    "handled.done": "See to “{what}”",
    "handled.snooze": "Snooze “{what}” till {day}",
    "handled.rest": "Snooze “{what}” till {day}",
    "handled.back": "Bring back “{what}”",
    "passed_on.promise": "Turn “{what}” into a commitment of {person}, due {day}",
    "passed_on.task": "Turn “{what}” into a task for me",
    "passed_on.hand": "Hand “{what}” to {person}, due {day}",
    "sample.fill": "Sample team",
    "sample.replay": "Sample team: {day}",
    "sample.remove": "Remove the sample team",
    # News
    "feeds.switch": "Fetch news",
    "feeds.switch.off": "Fetch no news",
    "feeds.add": "Add the feed “{feed}”",
    "feeds.add_several": "Add the feed “{feed}”",
    "feeds.add_several.several": "Add {count} feeds",
    "feeds.edit": "Edit the feed “{feed}”",
    "feeds.move": "Move the feed “{feed}”",
    "feeds.remove": "Remove the feed “{feed}”",
    "kept_news.star": "Star “{title}”",
    "kept_news.unstar": "Take the star off “{title}”",
    "kept_news.attach": "Attach “{title}” to {to}",
    "kept_news.detach": "Take “{title}” off {to}",
    # Deals
    "deals.create": "Add “{deal}”",
    "deals.edit": "Edit “{deal}”",
    "deals.edit.one": "Edit “{deal}”: {field}",
    "deals.edit.several": "Edit {count} deals",
    "deals.edit.one.several": "Edit {count} deals: {field}",
    "deals.move": "Move “{deal}” to {stage}",
    "deals.move.several": "Move {count} deals to {stage}",
    "deals.transfer": "Move “{deal}” to the pipeline {pipeline}",
    "deals.transfer.several": "Move {count} deals to the pipeline {pipeline}",
    "deals.win": "Mark “{deal}” as won",
    "deals.win.several": "Mark {count} deals as won",
    "deals.lose": "Mark “{deal}” as lost",
    "deals.lose.several": "Mark {count} deals as lost",
    "deals.reopen": "Reopen “{deal}”",
    "deals.reopen.several": "Reopen {count} deals",
    "snoozes.snooze": "Snooze “{deal}” till {day}",
    "snoozes.snooze.several": "Snooze {count} deals till {day}",
    "snoozes.wake": "End the snooze of “{deal}”",
    "snoozes.wake.several": "End the snooze of {count} deals",
    "slips.explain": "Say why “{deal}” was put off",
    "slips.explain.several": "Say why {count} deals were put off",
    "deals.delete": "Delete “{deal}”",
    "deals.delete.several": "Delete {count} deals",
    "bulk_edits.change": "Edit “{deal}”",
    "bulk_edits.change.one": "Edit “{deal}”: {field}",
    "bulk_edits.change.several": "Edit {count} deals",
    "bulk_edits.change.one.several": "Edit {count} deals: {field}",
    "accounts.add": "Add the account “{account}”",
    "accounts.rename": "Rename the account “{account}”",
    "contacts.add_to_deal": "Add {contact} to “{deal}”",
    "contacts.remove_from_deal": "Remove {contact} from “{deal}”",
    "competitors.add_to_deal": "Add the competitor {competitor} to “{deal}”",
    "competitors.remove_from_deal": "Remove the competitor {competitor} from “{deal}”",
    "products.put_in_deal": "Put {product} in “{deal}”",
    "products.remove_from_deal": "Remove {product} from “{deal}”",
    "deal_files.add": "Add {file} to “{deal}”",
    "deal_files.remove": "Remove {file} from “{deal}”",
    "custom_fields.add": "Add the field “{own}”",
    "custom_fields.rename": "Rename the field “{own}”",
    "custom_fields.remove": "Remove the field “{own}”",
    "custom_fields.set_value": "Edit “{deal}”: {own}",
    # Saved views
    "saved_views.add": "Save the view “{view}”",
    "saved_views.rename": "Rename the view “{view}”",
    "saved_views.change": "Change the view “{view}”",
    "saved_views.move": "Move the view “{view}”",
    "saved_views.remove": "Delete the view “{view}”",
    # Imports
    "importing.apply": "Import one row of {kind} from {file}",
    "importing.apply.several": "Import {count} {kind} from {file}",
    "importing.apply.closing": "Import {file}: {count} written, {closed} closed",
    # People and quotas
    "people.add": "Add {person}",
    "people.edit": "Edit {person}",
    "people.retire": "Retire {person}",
    "people.reinstate": "Reinstate {person}",
    "quotas.set_quota": "Set the quota of {person} for {period}",
    "quotas.clear": "Remove the quota of {person} for {period}",
    "quotas.set_for_all": "Set the quota of {count} people for {period}",
    "quotas.copy_to_next": "Copy {count} quotas to {period}",
    # The forecast
    "calls.state": "Say the {said_by} call for {person}, {period}",
    "calls.withdraw": "Take back the {said_by} call for {person}, {period}",
    "calls.judge": "Judge “{deal}” {verdict}",
    "calls.judge.several": "Judge {count} deals {verdict}",
    "calls.freeze": "Freeze one call for {period}",
    "calls.freeze.several": "Freeze {count} calls for {period}",
    "minutes.agree": "Add the commitment “{text}”",
    "minutes.agree.several": "Add {count} commitments from the call",
}


def edit(code: str, facts: Mapping[str, object]) -> str:
    """The label of an edit, e.g. ``Move “Halden Freight” to Negotiation``."""
    if code in ("history.undo", "history.redo"):
        inner = facts["facts"]
        what = edit(str(facts["code"]), inner if isinstance(inner, Mapping) else {})
        return _(TEMPLATES[code]).format(what=what)
    return _(TEMPLATES[_variant(code, facts)]).format_map(_worded(facts))


def _variant(code: str, facts: Mapping[str, object]) -> str:
    """The template for what an edit was about: one field or more, one record or several,
    whether it closed others, or which of its choices it took."""
    if "closed" in facts:
        return f"{code}.closing"
    if "choice" in facts:
        return f"{code}.{facts['choice']}"
    if "field" in facts:
        code += ".one"
    number = facts.get("count", 1)
    several = f"{code}.several"
    return several if isinstance(number, int) and number > 1 and several in TEMPLATES else code


def _worded(facts: Mapping[str, object]) -> dict[str, object]:
    told = dict(facts)
    if "field" in told:
        told["field"] = term(f"deal.{told['field']}")
    if "signal" in told:
        told["signal"] = signals.name(str(told["signal"]))
    for name in ("said_by", "verdict"):
        if name in told:
            told[name] = term(f"call.{told[name]}")
    for name in ("count", "closed"):
        number = told.get(name)
        if isinstance(number, int):
            told[name] = count(number)
    # A label stands in a notice and in the status line: of a long title the beginning tells.
    return {name: _shortened(one) if isinstance(one, str) else one for name, one in told.items()}


def _shortened(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1].rstrip()}…"
