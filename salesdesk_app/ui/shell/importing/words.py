"""What the pages of an import call things: kinds of records, kinds of rows, where a table was."""

from collections import Counter

from salesdesk_app import wording
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Plan, Source, Table
from salesdesk_app.ui.theme import Tone
from salesdesk_app.wording import lists
from salesdesk_app.wording.numbers import number_of

KIND_WORDS: dict[str, tuple[str, str]] = {
    "people": ("person", "people"),
    "products": ("product", "products"),
    "accounts": ("account", "accounts"),
    "deals": ("deal", "deals"),
    "contacts": ("contact", "contacts"),
    "activities": ("activity", "activities"),
    "quotas": ("quota", "quotas"),
    "competitors": ("competitor", "competitors"),
}
STATE: dict[str, tuple[str, Tone]] = {
    "new": ("New", "good"),
    "changed": ("Update", "accent"),
    "same": ("Same", "plain"),
    "twin": ("Twin?", "warn"),
    "duplicate": ("Repeated", "warn"),
    "error": ("Error", "bad"),
}
DECIDED: dict[str, tuple[str, Tone]] = {
    "skip": ("Skipped", "plain"),
    "new": STATE["new"],
    "update": STATE["changed"],
}
LEFT_OUT = {
    "title": ("title row", "title rows"),
    "total": ("total row", "total rows"),
    "heading": ("repeated heading row", "repeated heading rows"),
    "blank": ("blank row", "blank rows"),
    "footer": ("footer row", "footer rows"),
    "group": ("group heading", "group headings"),
    "other": ("row of another table", "rows of another table"),
}
MOST_NAMES = 6


def many(kind: str) -> str:
    """``Deals`` for the kind of records."""
    return KIND_WORDS[kind][1].capitalize()


def counted(number: int, kind: str) -> str:
    """``1 person``, ``1,054 deals``."""
    return f"{wording.count(number)} {KIND_WORDS[kind][number != 1]}"


def left_out(table: Table) -> str:
    """What is no record of a sheet, by reason; empty where all of it is."""
    reasons = Counter(one.reason for one in table.dropped)
    reasons["blank"] += table.blank
    parts = [
        number_of(count, *LEFT_OUT.get(reason, (f"{reason} row", f"{reason} rows")))
        for reason, count in reasons.items()
        if count
    ]
    return f"left out: {', '.join(parts)}" if parts else ""


def about(table: Table, source: Source) -> str:
    """Where the table was found, in one line."""
    parts = [
        table.file,
        f"sheet “{table.sheet}”" if table.sheet else "",
        f"headings found in row {wording.count(table.heading_row)}",
        number_of(len(table.rows), "row", "rows"),
        left_out(table),
        *_surroundings(table, source),
        _text_file(table),
        _known(table),
    ]
    return " · ".join(part for part in parts if part)


def all_about(table: Table, source: Source) -> str:
    """The same with each row that was left out, for the hover."""
    lines = [about(table, source)]
    lines += [f"Row {wording.count(one.number)}: {one.text}" for one in table.dropped[:30]]
    if len(table.dropped) > 30:
        lines.append(f"and {wording.count(len(table.dropped) - 30)} more")
    return "\n".join(lines)


def _surroundings(table: Table, source: Source) -> list[str]:
    if table.written is not None:
        return ["written by SalesDesk"]
    found = ["the sheet is hidden"] if table.hidden else []
    if table.hidden_rows:
        found.append(f"{number_of(table.hidden_rows, 'hidden row', 'hidden rows')} read as well")
    hidden = len(table.hidden_columns)
    if hidden:
        found.append(f"{number_of(hidden, 'hidden column', 'hidden columns')} read as well")
    if source.skipped:
        found.append(f"no table in {', '.join(name for name, _ in source.skipped)}")
    return found


def _known(table: Table) -> str:
    program = importing.looks_like(table.headings)
    looks = f"looks like {program}" if program else ""
    before = any(one.how == "remembered" for one in table.matches)
    return ", ".join(part for part in (looks, "matched as last time" if before else "") if part)


def _text_file(table: Table) -> str:
    if not table.encoding:
        return ""
    marks = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
    mark = marks.get(table.delimiter or "", table.delimiter or "")
    encoding = table.encoding.upper()
    return f"{encoding}, {mark} between cells" if mark else encoding


def created(plan: Plan, most: int = MOST_NAMES, verb: str = "Creates") -> list[str]:
    """What an import creates beside its rows, a line for each kind; ``verb`` may say it did."""
    creates = plan.creates
    named: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = (
        (("person", "people"), creates.people),
        (("manager", "managers"), creates.managers),
        (("account", "accounts"), creates.accounts),
        (("product", "products"), creates.products),
        (("contact", "contacts"), creates.contacts),
        (("competitor", "competitors"), creates.competitors),
        (("pipeline", "pipelines"), creates.pipelines),
        (("stage", "stages"), tuple(f"{name} ({share} %)" for name, share in creates.stages)),
        (("region", "regions"), creates.regions),
        (("currency", "currencies"), creates.currencies),
        (
            ("custom field", "custom fields"),
            tuple(
                f"{name} ({wording.term(f'own.{kind}').lower()})" for name, kind in creates.fields
            ),
        ),
    )
    return [
        f"{verb} {number_of(len(names), *what)}: {lists.counted(names, most)}"
        for what, names in named
        if names
    ]
