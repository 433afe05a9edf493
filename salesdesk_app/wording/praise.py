"""Sentences of praise for a rep, and how a win is told to others."""

from collections.abc import Sequence

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count

NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

PRAISED = 3  # sentences about one rep; more would be a report


def won(deal: str, rep: str, worth: str, pushes: int) -> str:
    """``Well done on Halden Freight, Priya: $84,000 won after two pushes.`` Or without a name."""
    after = ""
    if pushes:
        number = NUMBERS[pushes] if pushes < len(NUMBERS) else count(pushes)
        after = " " + ngettext("after {n} push", "after {n} pushes", pushes).format(n=number)
    amount = _("{worth} won").format(worth=worth) if worth else _("won")
    text = _("Well done on {deal}, {rep}: {amount}{after}.")
    text = text if rep else _("Well done on {deal}: {amount}{after}.")
    return text.format(deal=deal, rep=rep, amount=amount, after=after)


def moved(deal: str, rep: str, stage: str) -> str:
    """``Good step with Corvid Media, Marco: on to Negotiation.`` Or without a name."""
    text = _("Good step with {deal}, {rep}: on to {stage}.")
    text = text if rep else _("Good step with {deal}: on to {stage}.")
    return text.format(deal=deal, rep=rep, stage=stage)


def kept_early(text: str, rep: str, days: int) -> str:
    """``Thank you, Lena: “Send pricing” was done two days early.`` Or without a name."""
    number = NUMBERS[days] if days < len(NUMBERS) else count(days)
    early = ngettext("a day early", "{n} days early", days).format(n=number)
    said = _("Thank you, {rep}: “{text}” was done {early}.")
    said = said if rep else _("And “{text}” was done {early}.")
    return said.format(rep=rep, text=text, early=early)


def win(deal: str, worth: str, rep: str) -> str:
    """``Won: Halden Freight — Fleet telematics, $84,000 (Priya)``."""
    text = _("Won: {deal}, {worth} ({rep})") if worth else _("Won: {deal} ({rep})")
    return text.format(deal=deal, worth=worth, rep=rep)


def step(deal: str, stage: str, rep: str) -> str:
    """``Moved on: Corvid Media, to Negotiation (Marco)``."""
    return _("Moved on: {deal}, to {stage} ({rep})").format(deal=deal, stage=stage, rep=rep)


def early(text: str, rep: str, days: int) -> str:
    """``Kept 2 days early: Send pricing (Lena)``."""
    made = ngettext("Kept a day early: {text} ({rep})", "Kept {n} days early: {text} ({rep})", days)
    return made.format(n=count(days), text=text, rep=rep)


def praise(sentences: Sequence[str]) -> str:
    """The first sentences about one rep, and how much more there was."""
    rest = len(sentences) - PRAISED
    said = list(sentences[:PRAISED])
    if rest > 0:
        said.append(ngettext("And {n} more.", "And {n} more.", rest).format(n=count(rest)))
    return " ".join(said)


def praise_subject(deals: Sequence[str]) -> str:
    """What a mail of praise is about."""
    return _("Well done: {deal}").format(deal=deals[0]) if deals else _("Thank you")
