"""The lines of an import's table of columns: what each becomes, and how that was found."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from salesdesk_app import wording
from salesdesk_app.domain.fields import CUSTOM, FIELDS, RecordKind, field_of
from salesdesk_app.services.importing import Choices, Match, Plan, Spelled, Table
from salesdesk_app.ui.shell.importing import readings
from salesdesk_app.ui.shell.importing.looking import Look
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording.numbers import number_of

LEAVE_OUT = "Leave out"
OWN_FIELD = "Keep as a custom field"
HOW: dict[str, tuple[str, Tone]] = {
    "exact": ("Exact", "good"),
    "likely": ("Likely", "good"),
    "fuzzy": ("Likely", "warn"),
    "remembered": ("As last time", "good"),
    "chosen": ("Chosen by you", "accent"),
    "none": ("Left out", "plain"),
}
SURE = 90
FIRST = 500
WORD_OF = {"stage": "stage", "owner": "person", "manager": "person"}
SETTLED = ("import.decimal.", "import.order.", "import.read_as")


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file: its heading, samples, the field that it becomes, and why.

    ``kind`` is what its cells hold, ``asks`` whether the user has to say how they are read,
    ``words`` the kind of words in it that can be matched.
    """

    id: int
    heading: str
    sample: str
    field: str | None
    becomes: str
    pills: tuple[tuple[str, Tone], ...]
    kind: str = ""
    asks: bool = False
    words: str = ""
    explain: str = ""


def columns(kind: Callable[[], RecordKind], own: Callable[[], Sequence[str]]) -> tuple[Column, ...]:
    """The columns of the table of columns.

    ``kind`` tells what the rows are now, ``own`` which fields of the user's own there are.
    """

    def choices() -> list[tuple[Any, str]]:
        found: list[tuple[Any, str]] = [(None, LEAVE_OUT)]
        if kind() == "deals":
            found.append((CUSTOM, OWN_FIELD))
        found += [(field.code, field.heading) for field in FIELDS[kind()]]
        if kind() == "deals":
            found += [(f"{CUSTOM}{name}", f"Custom: {name}") for name in own()]
        return found

    return (
        Column("heading", "In the file", lambda r: r.heading, strong=True, width=172),
        Column("sample", "Sample", lambda r: r.sample, width=178, tone=_muted),
        Column("becomes", "Becomes", lambda r: r.becomes, "choice", width=186, editor="choice",
               edit=lambda r: _key(r.field, own()), choices=choices),
        Column("how", "How it is read", lambda r: ", ".join(text for text, _tone in r.pills),
               "pills", data=lambda r: r.pills, stretch=True, explain=lambda r: r.explain),
    )  # fmt: skip


def lines(look: Look, own: Mapping[int, Choices]) -> list[ColumnLine]:
    """Each column of the file with what it becomes and how that was found."""
    plan = look.plan
    notes = _notes(plan)
    spelled: dict[str, list[Spelled]] = defaultdict(list)
    for word in plan.spellings:
        spelled[word.kind].append(word)
    made = []
    for match, sample in zip(plan.table.matches, look.samples, strict=True):
        line = _line(plan.table, match, sample)
        found = readings.said(plan.readings.get(match.column), own.get(match.column))
        if match.field is None:
            made.append(line)
            continue
        words = WORD_OF.get(match.field, "")
        pills = [_pill(line.kind, one) for one in found]
        pills += [(text, "good") for text in notes[match.heading]]
        if spelled[words]:
            pills.append(_matched(words, spelled[words], bool(look.known.get(words))))
        wrong = look.wrong.get(plan.table.title(match.column), 0)
        if wrong:
            pills.append((f"{wording.count(wrong)} cannot be read", "warn"))
        explain = "\n".join(
            [_how_explained(match), *(one.explain for one in found), *notes[match.heading]]
        )
        made.append(
            replace(
                line,
                pills=(*line.pills, *pills),
                asks=any(one.asks for one in found),
                words=words if spelled[words] else "",
                explain=explain.strip(),
            )
        )
    return made


def unplanned(
    table: Table, kind: RecordKind, mapping: Mapping[int, str | None]
) -> list[ColumnLine]:
    """The same while there is no plan, because the columns do not yet tell what a row is."""
    # The window cannot wait for all rows of a large file.
    table = replace(table, kind=kind, rows=table.rows[:FIRST])
    codes = {field.code for field in FIELDS[kind]}
    made = []
    for one in table.matches:
        code = mapping.get(one.column, one.field)
        how = "chosen" if one.column in mapping else one.how
        known = code if code in codes or (code or "").startswith(CUSTOM) else None
        match = replace(one, field=known, how=how if known else "none")
        made.append(_line(table, match, ", ".join(table.sample(one.column))))
    return made


def _line(table: Table, match: Match, sample: str) -> ColumnLine:
    field = field_of(table.kind, match.field) if match.field else None
    becomes = field.heading if field is not None else LEAVE_OUT
    if field is not None and field.code.startswith(CUSTOM):
        becomes = f"Custom: {field.heading}"
    return ColumnLine(
        match.column,
        match.heading or f"Column {table.letter(match.column)}",
        sample,
        match.field,
        becomes,
        (_how(match),),
        kind=field.kind if field is not None else "",
    )


def _key(field: str | None, own: Sequence[str]) -> str | None:
    """What a field is among the choices: one of the user's own may not exist yet."""
    if field is None or not field.startswith(CUSTOM) or field.removeprefix(CUSTOM) in own:
        return field
    return CUSTOM


def _how(match: Match) -> tuple[str, Tone]:
    text, tone = HOW.get(match.how, (match.how.capitalize(), "plain"))
    if match.how in ("likely", "fuzzy") and match.confidence:
        return f"{text} {match.confidence} %", "good" if match.confidence >= SURE else "warn"
    return text, tone


def _how_explained(match: Match) -> str:
    if match.how in ("likely", "fuzzy"):
        return "The heading is much like one that is known. Look whether it is right."
    if match.how == "remembered":
        return "You chose this when such a file came in last."
    return ""


def _pill(kind: str, said: readings.Said) -> tuple[str, Tone]:
    return (f"{said.text} ▾" if readings.offered(kind) else said.text), said.tone


def _matched(kind: str, words: Sequence[Spelled], any_known: bool) -> tuple[str, Tone]:
    """``9 of 9 people matched``, ``2 values to match``; all are new where there are none yet."""
    one, several = ("person", "people") if kind == "person" else ("stage", "stages")
    what = one if len(words) == 1 else several
    every = wording.count(len(words))
    if not any_known:
        return f"{every} new {what} ▾", "good"
    unsure = sum(1 for word in words if word.how in ("new", "alike"))
    if unsure:
        return f"{number_of(unsure, 'value', 'values')} to match ▾", "warn"
    return f"{every} of {every} {what} matched ▾", "good"


def _notes(plan: Plan) -> dict[str, list[str]]:
    """What was decided of columns that no evidence speaks of, by heading."""
    found: dict[str, list[str]] = defaultdict(list)
    for note in plan.notes:
        column = note.facts.get("column")
        if isinstance(column, str) and not note.code.startswith(SETTLED):
            text = note.sentence.removeprefix(f"{column}: ").rstrip(".")
            found[column].append(text[:1].upper() + text[1:])
    return found


def _muted(_row: object) -> Tone:
    return "muted"
