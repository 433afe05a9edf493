"""What the inbox says: each follow-up as parts and a pill, its summary, and what a line means."""

from datetime import datetime, time
from typing import TYPE_CHECKING

from salesdesk_app.clock import at, local
from salesdesk_app.domain.follow_up import is_call
from salesdesk_app.services.inbox.follow_ups import FollowUpRow
from salesdesk_app.services.inbox.mentions import Meant, Understood
from salesdesk_app.services.today.day_lines import answer
from salesdesk_app.wording import inbox
from salesdesk_app.wording import today as words
from salesdesk_app.wording.phrases import Said
from salesdesk_app.wording.terms import term

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today

NOON = time(12)


def follow_up(found: FollowUpRow, day: "Today") -> Said:
    """A follow-up: what, about whom, and by when or until when."""
    row, state = found.row, found.state
    said = answer(row, day)
    begins = "" if found.mail is None else found.mail.begins
    explain = "\n".join(text for text in (said.explain, begins) if text)
    planned = None if row.planned_at is None else local(row.planned_at)
    if state == "answered" and row.done_at is not None:
        return Said(said.parts, "", f"✓ {words.clock(local(row.done_at))}", "good", begins)
    if planned is not None and state == "later":
        return Said(said.parts, "", inbox.moment(planned, day.day), "plain", begins)
    if planned is not None and state == "waiting":
        till = inbox.until(words.short_day(planned.date()))
        return Said(said.parts, "", till, "accent", begins)
    return Said(said.parts, "", said.pill, said.tone, explain)


def summary(day: "Today") -> str:
    """What the inbox holds: how much is to be answered, and by when."""
    found = day.follow_ups
    due = [one for one in found.to_answer if one.state == "answer"]
    noon = at(day.day, NOON)
    early = [one for one in due if one.row.planned_at and one.row.planned_at <= noon]
    return inbox.summary(
        len(due),
        len(early) if day.now < noon else 0,
        len(found.to_answer) - len(due),
        len(found.waiting),
        len(found.answered),
    )


def means(found: Understood, now: datetime) -> tuple[str, bool]:
    """What a typed line will become, at a moment (UTC), and whether that wants a second look."""
    line, today = found.line, local(now).date()
    kind = term("call") if is_call(line.subject) else term(line.kind)
    unclear = "" if found.subject else inbox.NOTHING_SAID
    if line.unclear is not None:
        unclear = inbox.two_days(*line.unclear)
    nobody = line.rep if line.rep is not None and found.rep_id is None else ""
    passed = line.due <= now
    text = inbox.means(
        kind,
        whom(found.about),
        found.reps[0][1] if found.rep_id is not None else "",
        inbox.moment(line.due, today),
        passed=passed,
        unclear=unclear,
        nobody=nobody,
    )
    return text, bool(passed or unclear or nobody)


def whom(meant: Meant) -> str:
    """``Anna Weiss, Halden Freight, Fleet telematics``; its name is not said twice."""
    deal = (meant.deal or "").removeprefix(f"{meant.account} — ") if meant.account else meant.deal
    parts = (meant.contact, meant.account, deal if deal != meant.account else "")
    return ", ".join(part for part in parts if part)
