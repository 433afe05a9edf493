"""The rows of the two tables of an import, and what is said beside them, out of its plan."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from salesdesk_app import wording
from salesdesk_app.domain.fields import FIELDS, RecordKind, field_of
from salesdesk_app.services.importing import Match, Plan, PlanRow, Source, Table
from salesdesk_app.services.importing.plans import FIELD_OF
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.rows_model import Column

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.import_page import ImportPage

KIND_WORDS = {
    "people": "People",
    "products": "Products",
    "accounts": "Accounts",
    "competitors": "Competitors",
    "contacts": "Contacts",
    "deals": "Deals",
    "quotas": "Quotas",
    "activities": "Activities",
}
HOW: dict[str, tuple[str, Tone]] = {
    "exact": ("Exact", "good"),
    "likely": ("Likely", "good"),
    "remembered": ("As last time", "good"),
    "chosen": ("Chosen by you", "accent"),
    "none": ("Left out", "plain"),
}
STATE: dict[str, tuple[str, Tone]] = {
    "new": ("New", "good"),
    "changed": ("Update", "accent"),
    "same": ("Same", "plain"),
    "twin": ("Twin?", "warn"),
    "duplicate": ("Repeated", "warn"),
    "error": ("Error", "bad"),
}
SHOWN = {
    "deals": ("account_id", "owner_id", "stage_id", "value_minor", "expected_close_on",
              "closed_on"),
    "people": ("role", "manager_id", "region", "email", "started_on"),
    "accounts": ("industry", "country", "parent_id", "employees", "revenue_minor"),
    "products": ("series", "price_minor"),
    "competitors": ("website",),
    "contacts": ("account_id", "title", "email", "phone"),
    "quotas": ("first_on", "last_on", "amount_minor", "ramp_percent"),
    "activities": ("kind", "planned_at", "done_at", "person_id", "deal_id", "contact_id"),
}  # fmt: skip
UNREADABLE = "cannot be read"
MOST_NOTES = 3
MOST_NAMES = 6


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file: its heading, samples, the field that it becomes, and why."""

    id: int
    heading: str
    sample: str
    field: str | None
    becomes: str
    pills: tuple[tuple[str, Tone], ...]


@dataclass(frozen=True)
class PreviewRow:
    """A row of the file by its place."""

    id: int
    row: PlanRow


def column_columns(page: "ImportPage") -> tuple[Column, ...]:
    """The columns of the table of columns."""

    def choices() -> list[tuple[Any, str]]:
        kind = page.kind.value()
        return [(None, "Leave out"), *((field.code, field.heading) for field in FIELDS[kind])]

    return (
        Column("heading", "In the file", lambda r: r.heading, strong=True, width=240),
        Column("sample", "Sample", lambda r: r.sample, width=280, tone=_muted),
        Column("becomes", "Becomes", lambda r: r.becomes, "choice", width=220, editor="choice",
               edit=lambda r: r.field, choices=choices),
        Column("how", "", lambda r: ", ".join(text for text, _tone in r.pills), "pills",
               data=lambda r: r.pills, stretch=True),
    )  # fmt: skip


def column_lines(plan: Plan) -> list[ColumnLine]:
    """Each column of the file with what it becomes and how that was found."""
    said = _said_of_columns(plan)
    return [_line(plan.table, one, said[one.heading]) for one in plan.table.matches]


def unplanned_lines(
    table: Table, kind: RecordKind, mapping: Mapping[int, str | None]
) -> list[ColumnLine]:
    """The same while there is no plan, because the columns do not yet tell what a row is."""
    table = replace(table, kind=kind)
    codes = {field.code for field in FIELDS[kind]}
    lines = []
    for one in table.matches:
        code = mapping.get(one.column, one.field)
        how = "chosen" if one.column in mapping else one.how
        known = code if code in codes else None
        lines.append(_line(table, replace(one, field=known, how=how if known else "none"), []))
    return lines


def _line(table: Table, match: Match, said: list[str]) -> ColumnLine:
    becomes = field_of(table.kind, match.field).heading if match.field else "Leave out"
    pills: list[tuple[str, Tone]] = [HOW[match.how]]
    pills += [(text, "warn" if text.endswith(UNREADABLE) else "good") for text in said]
    sample = ", ".join(table.sample(match.column))
    heading = match.heading or f"Column {table.letter(match.column)}"
    return ColumnLine(match.column, heading, sample, match.field, becomes, tuple(pills))


def _said_of_columns(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for note in plan.notes:
        column = note.facts.get("column")
        if isinstance(column, str):
            text = note.sentence.removeprefix(f"{column}: ").rstrip(".")
            found[column].append(text[:1].upper() + text[1:])
    for column in {error.column for error in plan.errors if error.column}:
        number = sum(error.column == column for error in plan.errors)
        found[column].append(f"{wording.count(number)} {UNREADABLE}")
    return found


def preview_columns(plan: Plan) -> tuple[Column, ...]:
    """The columns of the preview: what becomes of a row, what it says, and why."""
    in_file = {match.field for match in plan.table.matches}
    if "close_on" in in_file:
        in_file |= {"expected_close_on", "closed_on"}
    shown = [
        column
        for column in SHOWN[plan.kind]
        if column in plan.columns and FIELD_OF.get(column, column) in in_file
    ]
    notes = _notes_by_row(plan)
    name = field_of(plan.kind, "name").heading
    # Why a row is not written stands beside its name, where a narrow window shows it as well.
    noted = any(_note(row, notes) for row in plan.rows)
    why = Column("note", "Note", lambda r: _note(r.row, notes), tone=_muted, width=320)
    return (
        Column("state", "", lambda r: STATE[r.row.kind][0], "pills", width=88,
               data=lambda r: (STATE[r.row.kind],)),
        Column("number", "Row", lambda r: wording.count(r.row.number), "number", width=48),
        Column("name", name, lambda r: plan.name(r.row), strong=True,
               width=180 if noted else 230, stretch=not noted),
        *((why,) if noted else ()),
        *(
            Column(column, field_of(plan.kind, FIELD_OF.get(column, column)).heading,
                   partial(_cell, plan, column),
                   "number" if column.endswith("_minor") else "text",
                   width=104 if column.endswith(("_minor", "_on")) else 116)
            for column in shown
        ),
    )  # fmt: skip


def _cell(plan: Plan, column: str, line: PreviewRow) -> str:
    return plan.shown(line.row, column) or plan.raw(line.row, FIELD_OF.get(column, column))


def _notes_by_row(plan: Plan) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for error in plan.errors:
        where = f"{error.column}: " if error.column else ""
        found[error.row].append(f"{where}{error.sentence}")
    return found


def _note(row: PlanRow, notes: Mapping[int, list[str]]) -> str:
    if row.number in notes:
        return " ".join(notes[row.number])
    if row.kind in ("duplicate", "twin") and row.other is not None:
        return f"The same record as row {wording.count(row.other)}"
    return "; ".join(_change(*change) for change in row.changes)


def _change(field: str, old: str, new: str) -> str:
    return f"{field} {old or '(empty)'} → {new or '(empty)'}"


def about(table: Table, source: Source) -> str:
    """Where the table was found."""
    sheet = f"sheet “{table.sheet}”" if table.sheet else ""
    left = table.left_out
    parts = [
        source.path.name,
        sheet,
        f"headings in row {table.heading_row}",
        f"{wording.count(len(table.rows))} rows",
        f"{wording.count(left)} left out: titles, totals, blanks" if left else "",
        f"no table in {', '.join(name for name, _ in source.skipped)}" if source.skipped else "",
        table.encoding or "",
    ]
    return " · ".join(part for part in parts if part)


def what_else(plan: Plan) -> str:
    """What is created and what was decided, in a few lines; the hover has all of it."""
    lines = _created(plan) + _decided(plan)
    if len(lines) > MOST_NOTES:
        more = len(lines) - MOST_NOTES
        lines = [*lines[:MOST_NOTES], f"… and {more} more: point here to read them"]
    return "\n".join(lines)


def all_notes(plan: Plan) -> str:
    """Everything that is created and decided, line by line."""
    return "\n".join(_created(plan, most=60) + _decided(plan))


def _decided(plan: Plan) -> list[str]:
    return [note.sentence for note in plan.notes if "column" not in note.facts]


def _created(plan: Plan, most: int = MOST_NAMES) -> list[str]:
    creates = plan.creates
    named: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("people", creates.people),
        ("managers", creates.managers),
        ("accounts", creates.accounts),
        ("products", creates.products),
        ("contacts", creates.contacts),
        ("competitors", creates.competitors),
        ("pipelines", creates.pipelines),
        ("stages", tuple(f"{name} ({share} %)" for name, share in creates.stages)),
        ("regions", creates.regions),
        ("currencies", creates.currencies),
        (
            "fields of your own",
            tuple(
                f"{name} ({wording.term(f'own.{kind}').lower()})" for name, kind in creates.fields
            ),
        ),
    )
    return [
        f"Creates {wording.count(len(names))} {what}: {_listed(names, most)}"
        for what, names in named
        if names
    ]


def _listed(names: tuple[str, ...], most: int) -> str:
    rest = len(names) - most
    shown = ", ".join(names[:most])
    return f"{shown} and {wording.count(rest)} more" if rest > 0 else shown


def _muted(_row: object) -> Tone:
    return "muted"
