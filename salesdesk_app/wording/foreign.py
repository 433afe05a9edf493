"""Sentences about files from outside: why one was not read, and what is wrong in its rows."""

TEMPLATES: dict[str, str] = {
    # Files
    "file.missing": "There is no file at {path}.",
    "file.folder": "{name} is a folder. Choose a file in it.",
    "file.unreadable": "{name} could not be opened: {detail}. Close it elsewhere and try again.",
    "file.empty": "{name} is empty. Nothing was read.",
    "file.pipe": "{name} is a pipe or a device, not a file. Nothing was read.",
    "file.other": "{name} looks like {what}, not a workbook or a table. Nothing was read.",
    "file.resave": "{name} is {what}, although a spreadsheet program may open it. Open it there, "
    "save it as a workbook (.xlsx), and try that file. Nothing was read.",
    "file.protected": "{name} is protected by a password. Open it in your spreadsheet program, "
    "save it without one, and try again.",
    "file.damaged": "{name} is damaged and could not be read. Open it in your spreadsheet "
    "program, save it under another name, and try that file.",
    "file.dtd": "{name} contains a document type definition (DTD), which a workbook never needs "
    "and attackers use. It was not read.",
    "file.too_big": "{name} is too big to be read safely: {what}. Save only the sheet that you "
    "need as a file of its own and try again.",
    "file.memory": "Reading {name} takes more memory than is safe. Save only the sheet that you "
    "need as a file of its own and try again.",
    "file.timeout": "Reading {name} took longer than {seconds} seconds and was stopped. Nothing "
    "was changed.",
    "file.died": "{name} could not be read: the part of SalesDesk that reads files stopped. "
    "Nothing was changed. Open the file in your spreadsheet program, save it again, and try that.",
    # Calendars, mails and feeds
    "document.empty": "{name} is empty. Nothing was read.",
    "document.other": "{name} looks like {what}, which cannot be read here. Nothing of it was "
    "read.",
    "document.damaged": "{name} is damaged and could not be read. Nothing was changed.",
    "document.too_big": "{name} is too big to be read safely: {what}. Nothing was read.",
    "document.memory": "Reading {name} takes more memory than is safe and was stopped. Nothing was "
    "changed.",
    "document.timeout": "Reading {name} took longer than {seconds} seconds and was stopped. "
    "Nothing was changed.",
    "document.died": "{name} could not be read: the part of SalesDesk that reads files stopped. "
    "Nothing was changed.",
    "mails.too_many": "{count} more files were left out: at most {most} are read at once. Add them "
    "next.",
    "calendar.behind": "{name}, from which other calendars take what is planned here, could not be "
    "replaced: it is open in another program, or it or its folder is read-only. It is written with "
    "the first change after that.",
    "calendar.twice": "This calendar is read along already, as “{name}”.",
    "file.quotes": "{name} has a quotation mark near line {row} that never ends. Mend it and try "
    "again.",
    "file.no_sheet": "{name} has no sheet called “{sheet}”.",
    "file.no_rows": "{name} holds no rows. Nothing was read.",
    "file.no_cells": "There are no cells to paste. Copy them in your spreadsheet program, with the "
    "row of headings, and paste again.",
    "file.no_table": "No row of headings that SalesDesk knows was found in {name}, such as Deal, "
    "Account, Stage and Value. Add one, or choose the row and its columns by hand.",
    "file.one_column": "There is only one column in {name}, which does not say what it lists. "
    "Bring at least two, such as Deal and Value, with the row of their headings.",
    "file.no_heading_row": "Row {row} of {name} is empty. Choose the row that holds the headings.",
    "file.no_year": "Nothing in {name} says of which year {period} is. Write the year into the "
    "headings or a title above them, and try again.",
    "file.other_records": "{name} looks like a list of {what}, for which SalesDesk has no place. "
    "Nothing was read of it.",
    "import.too_many_cells": "The row has more cells than there are headings: a text in it may "
    "hold an unquoted delimiter.",
    # Cells and rows
    "import.number": "“{value}” is not a number.",
    "import.number_unclear": "“{value}” can mean {one} or {other}, and nothing in the column "
    "tells which. Choose the decimal mark.",
    "import.number_both": "“{value}” can mean {one} or {other}, and the column has amounts of "
    "both kinds. Choose the decimal mark.",
    "import.whole": "“{value}” is not a whole number.",
    "import.percent": "“{value}” is not a percentage between 0 and 100.",
    "import.too_large": "{value} is too large an amount.",
    "import.day": "“{value}” is not a date.",
    "import.yes_no": "“{value}” is neither yes nor no.",
    "import.own.number": "“{value}” is not a number, which is what {field} holds. Mend the cell, "
    "or keep the column under another name.",
    "import.own.day": "“{value}” is not a date, which is what {field} holds. Mend the cell, or "
    "keep the column under another name.",
    "import.own.yes_no": "“{value}” is neither yes nor no, which is what {field} holds. Mend the "
    "cell, or keep the column under another name.",
    "import.own.text": "“{value}” is not a text, which is what {field} holds. Mend the cell, or "
    "keep the column under another name.",
    "import.own_twice": "Two columns are kept as “{name}”. Give one of them another name.",
    "import.own_name": "A column cannot be kept as “{name}”, because every deal has such a field "
    "already. Match it to that field, or keep it under another name.",
    "import.no_such_day": "There is no such day as {value}.",
    "import.day_unclear": "“{value}” can mean {one} or {other}, and nothing in the column tells "
    "which. Choose the order of day and month.",
    "import.day_both": "“{value}” can mean {one} or {other}, and the column has dates of both "
    "kinds. Choose the order of day and month.",
    "import.day_year": "“{value}” may begin or end with its year. Write the year with four "
    "figures, or choose the order of day and month.",
    "import.error_cell": "The cell holds the error {value}.",
    "import.uncached": "The cell holds a formula that was never calculated. Open the file in your "
    "spreadsheet program and save it.",
    "import.category": "“{value}” is not a forecast category.",
    "import.activity": "“{value}” is not a kind of activity that SalesDesk knows. Write Call, "
    "Meeting, Mail, Task, Note or 1:1.",
    "import.period": "“{value}” is not a month, a quarter or a year, such as Jan 2026, Q1 2026 or "
    "2026.",
    "import.no_period": "{first} to {last} is not a whole month, quarter or year.",
    "import.two_periods": "The period is {period}, but the days beside it are others.",
    "import.lacking": "The row has no {field}.",
    "import.minutes": "“{value}” is not a length of time up to 24 hours, such as 25 min or 0:25.",
    "import.share": "“{value}” is a percentage, not an amount.",
    "import.currency": "“{value}” is not a currency. Use its three letters, such as USD or EUR.",
    "import.currencies": "The value says {one} and its currency says {other}.",
    "import.nameless": "The row has no {field}, and nothing else tells which record it is.",
    "import.which_person": "“{value}” could be {names}. Write the name in full.",
    "import.several": "“{value}” could be any of {count} records. Give their ids.",
    "import.taken": "Another record of this kind is called “{value}” already.",
    "import.unknown_deal": "There is no deal called “{value}”.",
    "import.twin": "It looks like “{name}” ({likeness} % alike), which SalesDesk has already. "
    "Decide whether it is the same.",
    "import.itself": "“{value}” is named above itself.",
    "import.stale": "The workspace changed since this was looked at. Look at it again before you "
    "import. Nothing was written.",
    "import.unmatched": "No column was matched to {field}. Choose it and try again.",
    "import.no_column": "No column is called “{value}”. There are: {names}.",
    "import.columns_alike": "Several columns are called “{value}”. Name one by its letter: "
    "{names}.",
    "import.no_field": "There is no field “{value}”. There are: {names}, custom:NAME for a custom "
    "field, and none to leave the column out.",
    # What was decided or will happen beside the rows
    "import.decimal..": "{column}: the point is the decimal mark.",
    "import.decimal.,": "{column}: the comma is the decimal mark.",
    "import.order.dmy": "{column}: the day comes first.",
    "import.order.mdy": "{column}: the month comes first.",
    "import.contrary_decimal": "{column}: {proven} amounts show one decimal mark and these rows "
    "the other: {rows}.",
    "import.decimal_by_mark": "{column}: amounts are read as others of the same currency are "
    "written: {marks}.",
    "import.contrary_order": "{column}: {proven} dates show one order of day and month and these "
    "rows the other: {rows}.",
    "import.misread_days": "{column}: {texts} dates such as {value} are texts, and the {count} "
    "others all have a day of 12 or below. A spreadsheet may have taken the day for the month in "
    "those; they are read as they stand. Compare them with where they come from.",
    "import.misread_numbers": "{column}: {count} numbers such as {value} have three decimals, "
    "while others are texts such as {text}. A spreadsheet may have taken the mark of thousands for "
    "the decimal mark; they are read as they stand. Compare them with where they come from.",
    "import.percent_rounded": "{column}: {count} percentages had decimals and were rounded.",
    "import.percent_rounded.one": "{column}: one percentage had decimals and was rounded.",
    "import.left_out": "{column}: left out, because it does not seem to hold “{field}”. Choose its "
    "field by hand if it does.",
    "import.no_day": "{column}: {count} cells such as {value} mean that there is no date.",
    "import.no_day.one": "{column}: a cell such as {value} means that there is no date.",
    "import.shares.1": "{column}: 1 is read as 100 %.",
    "import.kind.text": "{column}: kept as text, just as it stands.",
    "import.kind.number": "{column}: kept as numbers.",
    "import.kind.day": "{column}: kept as dates.",
    "import.kind.yes_no": "{column}: kept as yes or no.",
    "import.factor": "{column}: amounts are read as times {factor}.",
    "import.rounded": "{count} amounts had more decimals than their currency and were rounded.",
    "import.rounded.one": "One amount had more decimals than its currency and was rounded.",
    "import.read_as": "{kind} “{value}” is read as “{name}” ({count} rows).",
    "import.read_as.one": "{kind} “{value}” is read as “{name}” (1 row).",
    "import.promoted": "{name} becomes a manager, because others report to them.",
    "import.closed_early": "{count} deals were closed before they were created, says the file.",
    "import.closed_early.one": "One deal was closed before it was created, says the file.",
    "import.account_alike": "“{value}” is a new account; “{name}” is there already and nearly the "
    "same.",
    "import.accounts_alike": "{count} more accounts are nearly the same as ones that are there.",
    "import.accounts_alike.one": "One more account is nearly the same as one that is there.",
    "import.as_last_time": "As last time, because nothing in the file tells: {columns}.",
    "import.conflicts": "Rows {rows} say different things of one record; the last one counts.",
    "import.conflicts_modified": "Rows {rows} say different things of one record; the one that was "
    "modified last counts.",
    "import.repeated": "{count} rows repeat another row and are left out: {rows}.",
    "import.repeated.one": "One row repeats another row and is left out: {rows}.",
    "import.modified_unread": "{column}: {count} cells cannot be read as moments; among rows of "
    "one record, these count as the oldest.",
    "import.deleted": "“{name}” was deleted since the file was written. Say whether it is to come "
    "back.",
    "import.deleted_left": "{count} rows are about records that were deleted since the file was "
    "written; the file does not change them, and they stay deleted.",
    "import.returned": "The file was written for editing and holds what was last changed on {at}; "
    "only what was changed in it since counts.",
    "import.not_cleared": "{column}: cells of rows {rows} were emptied, but this cannot be empty; "
    "what is stored stays.",
    "import.cut": "{count} columns on the far right were left out. Read the file again with all "
    "columns to have them.",
    "import.cut.one": "One column on the far right was left out. Read the file again with all "
    "columns to have it.",
    "import.hidden_rows": "Rows that the file hides or filters away are read as well: {count}.",
    "import.hidden_columns": "Columns that the file hides are read as well: {columns}.",
    "import.bare": "{column}: {count} amounts beside those in other currencies state none and are "
    "taken for {currency}.",
    "import.bare.one": "{column}: one amount beside those in other currencies states none and is "
    "taken for {currency}.",
    "import.shown": "{column}: currencies are taken from how the file shows its numbers: "
    "{currencies}.",
    "import.hidden_sheet": "The sheet “{sheet}” is hidden in the file.",
    "import.other_table": "Another table begins in row {row} and is not read. To read it instead, "
    "say that its headings are in that row.",
    "import.filled_groups": "{field} is taken from the lines between the rows; filled in: {count}.",
    "import.filled_outline": "{field} stands once for several rows and was repeated in the rows "
    "below; filled in: {count}.",
    "import.no_longer": "No longer in {file}",
    "import.several.unlinked": "{field}: {count} rows stay without it, because more than one "
    "record could be meant by {values}.",
    "import.unknown_deal.unlinked": "{field}: {count} rows stay without it, because there is no "
    "deal called {values}.",
    "import.no_stage": "{count} deals have no stage and go to “{stage}”.",
    "import.no_stage.one": "One deal has no stage and goes to “{stage}”.",
}
