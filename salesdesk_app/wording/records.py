"""What happened to a deal, in words: fields that changed, people and products met, activities."""

from collections.abc import Mapping

from salesdesk_app.wording.edits import edit
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.terms import term

NONE = "none"
LONGEST = 80

_LINKS: dict[tuple[str, str], str] = {
    ("contact_id", "i"): "Contact added: ",
    ("contact_id", "u"): "Contact’s part changed: ",
    ("contact_id", "d"): "Contact removed: ",
    ("competitor_id", "i"): "Competitor met: ",
    ("competitor_id", "u"): "Note on competitor: ",
    ("competitor_id", "d"): "Competitor out: ",
    ("product_id", "i"): "Product added: ",
    ("product_id", "u"): "Quantity or discount changed: ",
    ("product_id", "d"): "Product removed: ",
}

_SUBJECTS: dict[str, str] = {
    "call": _("Call with {name}"),
    "meeting": _("Meeting with {name}"),
    "mail": _("Mail with {name}"),
    "task": _("Task for {name}"),
    "note": _("Note on {name}"),
    "one_to_one": _("1:1 with {name}"),
}


def change(field: str, before: str, after: str) -> tuple[str, str]:
    """A changed field as a text and its end, which is set off: ``("Value $19 → ", "$22")``."""
    name = term(f"deal.{field}")
    if field in ("note", "coaching_note"):
        return _("{field} changed").format(field=name), ""
    if not before:
        return _("{field}: ").format(field=name), _short(after)
    return f"{name} {_short(before)} → ", _short(after) or _(NONE)


def snooze(until: str, why: str | None) -> tuple[str, str]:
    """Until when a deal rests, and why; or that it rests no longer."""
    if not until:
        return _("Snooze ended"), ""
    return _("Snoozed till "), f"{until}: {_short(why)}" if why else until


def own_change(name: str, before: str, after: str) -> tuple[str, str]:
    """A changed field of the user's own: ``("Segment: B → ", "C")``."""
    begun = f"{_short(before)} → " if before else ""
    return f"{name}: {begun}", _short(after) or _(NONE)


def origin(code: str, facts: Mapping[str, object], source: str) -> str:
    """How a deal came to be here: added by hand, or brought in by an edit that has a name."""
    return _("Added") if source == "user" else edit(code, facts)


def link(key: str, kind: str) -> str:
    """What became of a contact, competitor or product of a deal; its name follows."""
    return _(_LINKS[key, kind])


def file(kind: str) -> str:
    """What became of a file or page of a deal; its name follows."""
    return {"i": _("File added: "), "u": _("File renamed: "), "d": _("File removed: ")}[kind]


def activity(
    kind: str,
    minutes: int | None,
    person: str | None,
    subject: str,
    note: str | None,
    *,
    outcome: str | None = None,
) -> str:
    """``Call, 25 min — Marco: budget moved to January``; with an outcome, the note follows."""
    word = term(kind)
    length = _(", {minutes} min").format(minutes=minutes) if minutes else ""
    said = "" if subject == word else subject
    who = (person or "").split(" ")[0]
    if outcome == "no_answer":
        length = f", {term('outcome.no_answer').lower()}"
    told = _short(note or "")
    if said and (outcome is None or not told):
        told = said
    elif said:
        told = f"{said} — {told}"
    about = ": ".join(part for part in (who, told) if part)
    return f"{word}{length} — {about}" if about else f"{word}{length}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def activity_subject(kind: str, name: str | None) -> str:
    """What an activity without a subject is called, by its kind and whom it is about."""
    return term(kind) if name is None else _SUBJECTS[kind].format(name=name)
