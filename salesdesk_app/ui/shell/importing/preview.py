"""The columns of an import's preview: what becomes of a row, what it says, and why."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from salesdesk_app import wording
from salesdesk_app.domain.fields import CUSTOM, field_of, naming
from salesdesk_app.domain.sheets import Cell, Kind
from salesdesk_app.services.importing import Plan, PlanRow
from salesdesk_app.services.importing.plans import FIELD_OF
from salesdesk_app.ui.shell.importing.looking import Look
from salesdesk_app.ui.shell.importing.words import DECIDED, STATE
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.rows_model import Column

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
MOST_SHOWN = 6
BESIDE_NAME = 3
WIDE = 9_000  # rows: of more of them the numbers take more room
UNTOLD = ("name", "subject", "uid", "external_id", "external_source", "currency")
LONG = 48
BOTH_CHANGED: tuple[str, Tone] = ("Both changed", "warn")

Decided = Callable[[int], str | None]
"""What the user decided of a twin by its place, where that is not planned yet."""


def columns(look: Look, decided: Decided, kind: str = "") -> tuple[Column, ...]:
    """The columns of the preview for the rows of one kind, or for all."""
    plan = look.plan
    noted = kind not in ("new", "same") and bool(
        look.errors or any(look.count(one) for one in ("changed", "twin", "duplicate", "both"))
    )
    why = Column("note", "Note", partial(note, look), tone=_muted, width=330,
                 explain=partial(full_note, look))  # fmt: skip
    found = [
        Column("state", "", lambda r: state(look, decided, r)[0][0], "pills",
               width=118 if look.conflicts else 86,
               data=lambda r: state(look, decided, r)),
        Column("number", "Row", lambda r: wording.count(r.number), "number",
               width=56 if len(plan.rows) < WIDE else 72,
               value=lambda r: r.number, value_kind="number"),
        Column("name", naming(plan.kind).heading,
               plan.name, strong=True, width=190 if noted else 230),
        *(
            Column(column, heading(plan, column), partial(_cell, plan, column),
                   "number" if column.endswith("_minor") else "text",
                   width=104 if column.endswith(("_minor", "_on")) else 116,
                   value=partial(_value, plan, column), value_kind=_kind(column))
            for column in shown(plan)
        ),
    ]  # fmt: skip
    if not noted and found[-1].kind == "number":
        # The last column takes the room that is left; figures would stand far from the others.
        found[2] = replace(found[2], stretch=True)
    if noted:
        # Where every row has one it stands beside the name, which a narrow window shows as well.
        found.insert(BESIDE_NAME if kind else len(found), why)
    return tuple(found)


def shown(plan: Plan) -> list[str]:
    """The columns of the plan that say most and that the file has."""
    in_file = {match.field for match in plan.table.matches}
    if "close_on" in in_file:
        in_file |= {"expected_close_on", "closed_on"}
    if "at" in in_file:
        in_file |= {"planned_at", "done_at"}
    wanted = SHOWN.get(plan.kind) or [one for one in plan.columns if one not in UNTOLD]
    found = [one for one in wanted if one in plan.columns and FIELD_OF.get(one, one) in in_file]
    return found[:MOST_SHOWN]


def heading(plan: Plan, column: str) -> str:
    """What a column of the plan is called."""
    try:
        return field_of(plan.kind, FIELD_OF.get(column, column)).heading
    except KeyError:
        return column.removeprefix(CUSTOM).replace("_", " ").capitalize()


def state(look: Look, decided: Decided, row: PlanRow) -> tuple[tuple[str, Tone], ...]:
    """What becomes of a row, as pills."""
    if row.place in look.conflicts:
        return (BOTH_CHANGED,)
    if row.place in look.twins:
        choice = decided(row.place)
        return (DECIDED[choice],) if choice else (STATE["twin"],)
    return (STATE[row.kind],)


def note(look: Look, row: PlanRow) -> str:
    """Why a row is not written, or what it changes; long texts end in …."""
    return _note(look, row, LONG)


def full_note(look: Look, row: PlanRow) -> str:
    """The same in full, a line each."""
    return _note(look, row, 2000, "\n")


def _note(look: Look, row: PlanRow, most: int, between: str = "; ") -> str:
    if row.number in look.errors and row.kind == "error":
        found = (_error(one.column, one.sentence) for one in look.errors[row.number])
        return ("\n" if between == "\n" else " ").join(found)
    if row.place in look.twins:
        twin = look.twins[row.place]
        name = twin.name or "a record that is here"
        return f"{twin.likeness} % like “{name}”"
    if row.kind in ("duplicate", "twin") and row.other is not None:
        return f"The same record as row {wording.count(row.other)}"
    return between.join(
        change(heading(look.plan, one.field), one.old, one.new, most) for one in row.changes
    )


def _error(column: str, sentence: str) -> str:
    return f"{column}: {sentence}" if column else sentence


def change(field: str, old: str, new: str, most: int) -> str:
    """``Stage Discovery → Proposal``."""
    return f"{field} {_short(old, most)} → {_short(new, most)}"


def _short(text: str, most: int) -> str:
    text = " ".join(text.split()) if most < 2000 else text
    if not text:
        return "(empty)"
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _cell(plan: Plan, column: str, row: PlanRow) -> str:
    return plan.shown(row, column) or plan.raw(row, FIELD_OF.get(column, column))


def _muted(_row: object) -> Tone:
    return "muted"


def _value(plan: Plan, column: str, row: PlanRow) -> Cell:
    return plan.plain(row, column)


def _kind(column: str) -> Kind:
    kinds: dict[str, Kind] = {"minor": "money", "on": "day", "at": "moment"}
    return kinds.get(column.rpartition("_")[2], "text")
