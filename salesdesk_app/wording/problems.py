"""Sentences for what the user can mend: what happened, what is safe, what to do."""

from collections.abc import Mapping

from salesdesk_app.wording.filters import FAULTS as FILTERS
from salesdesk_app.wording.foreign import TEMPLATES as FOREIGN
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.web import TEMPLATES as WEB

TEMPLATES: dict[str, str] = {
    # Workspace
    "workspace.missing": "There is no workspace at {path}. Choose another file or start a new one.",
    "workspace.not_a_database": "{name} is not a SalesDesk workspace. It was left as it is. "
    "Choose another file, or restore a backup.",
    "workspace.foreign": "{name} is the database of another program. It was left as it is.",
    "workspace.newer": "{name} was made by a newer SalesDesk (schema {found}); this one knows "
    "{known}. The file was left as it is. Update SalesDesk to open it.",
    "workspace.damaged": "{name} is damaged: {detail}. It was left as it is. Restore a backup.",
    "workspace.exists": "{name} already exists and is never overwritten. Choose another name.",
    "workspace.read_only": "{name} cannot be written: the file or its folder is read-only. "
    "Nothing was changed.",
    "workspace.full": "The disk is full. The last action was not saved; everything before it is "
    "safe. Free some space and try again.",
    "check.faults": "{name} is not sound: {names}. Restore a backup.",
    "import.nothing": "No row of {names} could be read; nothing was written.",
    "import.unanswered": "No row of {names} could be read before it is clear how: add {options}. "
    "Nothing was written.",
    "import.no_headings": "No row of headings that SalesDesk knows was found in {name}. Say which "
    "it is with --heading-row N, and what it holds with --map COLUMN=FIELD.",
    "import.no_stage_called": "There is no stage called “{name}”. There are {names}.",
    "workspace.busy": "{name} is open in another SalesDesk window. Close it there and try again.",
    "workspace.let_go": "{name} was taken away or emptied by another program while it was open "
    "here. The last action was not saved. Close SalesDesk and open it again.",
    "workspace.shown": "{name} is open in another SalesDesk window, which is in front now.",
    "workspace.io": "{name} could not be read or written ({detail}). The last action was not "
    "saved; everything before it is safe.",
    # History
    "undo.nothing": "There is nothing to undo.",
    "redo.nothing": "There is nothing to redo.",
    "undo.later": "“{label}” cannot be undone, because later edits changed {count} of its records: "
    "{names}. Undo those first. Nothing was changed.",
    "undo.clash": "“{label}” cannot be undone or redone: a record made since has the same name. "
    "Rename that one first. Nothing was changed.",
    "asof.unknown": "Nothing is known before {first}.",
    "asof.future": "{day} is still to come. Choose a day that is past.",
    "asof.empty": "Nothing is known yet: this workspace holds no edits.",
    "since.never_looked": "The pipeline was not looked at before today. Choose a day to look back "
    "to.",
    "since.later": "{day} is later than the day that is looked at. Choose an earlier one.",
    "since.no_call": "No forecast call was frozen yet. Freeze one first, or choose a day to look "
    "back to.",
    # Periods
    "period.not_a_week": "“{text}” is not a week. Write one like 2026-W48.",
    "period.unreadable": "“{key}” is not a period. Write it as 2017 (a year), 2017-Q4, 2017-11, "
    "2017-W47 (a week) or 2017-11-16.",
    "period.range": "Dates must lie between the years {first} and {last}.",
    "rate.own": "{currency} is the workspace’s own currency and needs no rate. Choose another one.",
    "calendar.workdays": "Choose at least one working day.",
    "calendar.country": "The public holidays of “{country}” are not known. Choose another country, "
    "or none.",
    "figures.choice": "Choose {places} key figures, each one once.",
    "hours.order": "The working day must begin before it ends; {begin} to {end} does not.",
    "hours.wrap_up": "The end of the day cannot open at {at}: the working day begins at {begin}.",
    # People and quotas
    "people.duplicate": "There is already somebody named {name}. Choose another name, or edit that "
    "person.",
    "people.duplicate_left": "{name} was here before and is kept as a former member. Reinstate "
    "them, or choose another name.",
    "people.email": "“{email}” is not an e-mail address.",
    "people.dates": "{name} cannot leave before the start date.",
    "people.own_manager": "{name} cannot be their own manager.",
    "people.circle": "{manager} works for {name}, so {name} cannot work for {manager}.",
    "people.not_a_manager": "{name} is not a manager. Make {name} one first, or choose another.",
    "people.manages": "{name} manages {count} people and cannot become a rep before they have "
    "another manager.",
    "people.hand_over_self": "Choose somebody other than {name} to hand over to.",
    "people.hand_over_left": "{name} has left by then. Choose somebody else to hand over to.",
    "quotas.period": "A quota is set for a month, a quarter or a year, not for a {kind}.",
    "quotas.amount": "A quota must be between 0 and what a workbook can hold. Nothing was changed.",
    "quotas.none": "There is no quota in {period} to copy.",
    "quotas.nobody": "Nobody works here in {period}. Add a rep first.",
    # Deals
    "deal.closing": "“{stage}” closes a deal. Say when it was won, or why it was lost.",
    "deal.closed_later": "“{deal}” cannot be closed on a day that is still to come. Nothing was "
    "changed.",
    "deal.closed_early": "“{deal}” cannot be closed before it was created. Nothing was changed.",
    "deal.open_closed": "An open deal has no day on which it was closed. Mark it as won or lost.",
    "snooze.past": "{day} is not to come. Choose a later day to snooze until.",
    "snooze.closed": "“{deal}” is closed and has no signals to snooze. Nothing was changed.",
    "deal.not_lost": "Only a lost deal has a reason for it. Mark it as lost first.",
    "deal_file.link": "“{text}” is neither a web address nor the whole path of a file. Write one "
    "like https://example.com/offer, or choose the file.",
    "deal.stage_asks": "“{stage}” asks for {fields}, which {deals} lack. Fill that in first. "
    "Nothing was changed.",
    "deal.stage_asks.one": "“{stage}” asks for {fields}, which {deals} lacks. Fill that in first. "
    "Nothing was changed.",
    "bulk.closed": "It is closed. Reopen it first.",
    "bulk.stage_asks": "“{stage}” asks for {fields}. Fill that in first.",
    "bulk.other": "These deals were changed meanwhile. Look at the new preview; nothing was "
    "changed.",
    # The forecast
    "forecast.period": "“{key}” has no forecast. Choose a month, a quarter or a year: 2026-11, "
    "2026-Q4 or 2026.",
    "calls.period": "A call is for a month, a quarter or a year, not for a {kind}.",
    "calls.over": "{period} is over, so nothing can be forecast for it any more. Choose a later "
    "period.",
    "calls.amount": "A call must not be below zero, nor larger than what can be kept. Nothing was "
    "changed.",
    "calls.order": "The call must lie between its low and its high. Change one of them.",
    "calls.empty": "A call needs an amount or a note. To remove it, take it back.",
    "calls.left": "{name} has left before {period}. Choose a period in which {name} was here.",
    "calls.none": "There is no call for {period} yet. Type one first.",
    "calls.frozen": "The calls for {period} were frozen today already, and none has changed since.",
    "calls.judge_closed": "“{deal}” is closed, so there is nothing left to judge.",
    "calls.judge_omitted": "“{deal}” is omitted from the forecast. Give it another category first.",
    "minutes.nothing": "Nothing was agreed yet. Type what somebody will do, and by when.",
    # The day and its end
    "closing.future": "{day} has not begun yet and cannot be closed. Choose today or a day before.",
    "closing.open": "{day} is not closed, so there is nothing to reopen.",
    "carry.past": "{day} is not later than the day it is put off from. Choose a later one.",
    "carry.why": "Say why it is dropped, so that somebody who looks back understands it.",
    "mail.address": "“{text}” is no mail address. Write one like priya@example.com, or leave it "
    "out and choose it in the mail program.",
    "follow_up.past": "That moment has passed. Choose a later one to wait until.",
    # Checklist
    "checklist.span": "An item ends on the day it begins or later. Choose a later last day.",
    "recurrence.unreadable": "“{text}” does not say when an item comes again. Choose every working "
    "day, days of the week, or a day of the month.",
    "recurrence.never": "“{text}” falls on no day at all. Choose a day that the month has.",
    **FOREIGN,
    **FILTERS,
    **WEB,
    # Files that are written
    "export.editing": "{name} is a text file, and only a workbook (.xlsx) can hold lists to choose "
    "from and protected keys. Choose a name that ends in .xlsx. Nothing was written.",
    "export.ending": "{name} does not say what kind of file to write. Choose a name that ends in "
    ".xlsx or .csv. Nothing was written.",
    "export.rows": "A sheet of a workbook holds {most:,} rows, and there are {count:,}. Export to "
    "a CSV file instead. Nothing was written.",
    "report.no_file": "“{name}” is no file that could be replaced. Choose another name.",
    "report.folder": "There is no folder {folder} to put {name} in. Nothing was written.",
    "print.refused": "The printer took nothing. Look whether it is on and has paper, or save the "
    "cards as a PDF and print that.",
    "report.full": "The disk is too full for {name}. What stood there before was left as it is. "
    "Free some space and try again.",
    "report.disk": "{name} could not be written ({detail}). What stood there before was left as "
    "it is.",
    "report.target": "{name} could not be replaced: it is open in another program, or it or its "
    "folder is read-only. The finished file is {kept}.",
    "report.in_use": "{name} could not be replaced: it is open in another program, or it or its "
    "folder is read-only. Nothing was written.",
    # Records
    "sample.not_empty": "The sample team needs an empty workspace, and this one already holds "
    "people, customers or deals. Nothing was changed. Start a new workspace to look around in.",
    "record.gone": "This {kind} no longer exists. Someone removed it meanwhile.",
    "field.empty": "{field} must not be empty.",
    "field.number": "{field}: “{value}” is not a number.",
    "field.negative": "{field} must not be below zero.",
    "field.day": "{field}: “{value}” is not a date.",
    "field.range": "{field} must be between {low} and {high}.",
    "field.currency": "“{value}” is not a currency. Use its three letters, such as USD or EUR.",
    "field.taken": "{field}: “{value}” is in use already. Choose another.",
    "field.long": "{field} must not be longer than {most} characters.",
    "custom.text": "{field} holds text, and “{value}” is none.",
    "custom.number": "{field} holds numbers of up to 30 figures, and “{value}” is none.",
    "custom.day": "{field} holds dates, and “{value}” is none. Write it like 18 Dec 2026.",
    "custom.yes_no": "{field} holds yes or no, and “{value}” is neither.",
    "stage.last": "“{stage}” is the only stage that means {outcome}. Add another before.",
    "stage.in_use": "{count} deals are in “{stage}”. Choose the stage that they go to.",
    "stage.meaning": "“{stage}” does not mean {outcome}. Choose another stage.",
    "pipeline.last": "“{pipeline}” is the only pipeline. Add another before.",
    "pipeline.in_use": "{count} deals are in “{pipeline}”. Choose the pipeline that they go to.",
    "pipeline.in_use.one": "One deal is in “{pipeline}”. Choose the pipeline that it goes to.",
    "stage.outcome": "“{stage}” holds deals, and open, won and lost stages cannot be exchanged. "
    "Move its deals first.",
    "field.choice": "{field}: “{value}” is not one of {choices}.",
}


def problem(code: str, facts: Mapping[str, object]) -> str:
    """The sentence for a problem's code and facts; facts that the sentence names must be there.

    A count of one has its own sentence where there is one, under the code with ``.one`` behind it.
    """
    one = f"{code}.one"
    is_one = facts.get("count") in (1, "1") and one in TEMPLATES
    return _(TEMPLATES[one if is_one else code]).format_map(facts)
