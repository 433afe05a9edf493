"""Which key figures the user chose, what there is to choose from, and their making."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import settings
from salesdesk_app.services.key_figures import at_hand, habits, quarter, week
from salesdesk_app.services.key_figures.figure import Basis, KeyFigure, Made
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Setting
from salesdesk_app.wording.language import gettext as _

KEY = "key_figures"
PLACES = 5  # as many as a laptop's width takes


class Kind(NamedTuple):
    """A figure that can be chosen: its title, how it is made, and what its metric is called by.

    ``brief`` is the title where there is no room for all of it.
    """

    title: str
    make: Callable[[Basis], Made]
    defined: str
    brief: str = ""


CATALOGUE: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "attainment": Kind(_("Quarter attainment"), quarter.attainment, "attainment"),
        "commit": Kind(_("Forecast (commit)"), quarter.forecast, "commit"),
        "best_case": Kind(_("Forecast (best case)"), quarter.best_case, "best_case"),
        "gap": Kind(_("Still to close"), quarter.gap, "quota_gap"),
        "coverage": Kind(_("Pipeline coverage"), quarter.coverage, "coverage"),
        "weighted": Kind(_("Weighted pipeline"), quarter.weighted, "weighted"),
        "win_rate": Kind(_("Win rate this quarter"), habits.win_rate, "win_rate"),
        "average_won": Kind(
            _("Average deal this quarter"), habits.average_won, "average_won", _("Average deal")
        ),
        "cycle": Kind(
            _("Sales cycle this quarter"), habits.cycle, "cycle_days_won", _("Sales cycle")
        ),
        "won_week": Kind(_("Won this week"), week.won, "won"),
        "created_week": Kind(_("New deals this week"), week.created, "created"),
        "closing_week": Kind(_("Closing this week"), week.closing, "closing_week"),
        "activities": Kind(
            _("Team activities this week"), week.activities, "activities", _("Activities this week")
        ),
        "at_risk": Kind(_("Deals at risk"), at_hand.at_risk, "at_risk"),
        "calls": Kind(_("Team calls today"), at_hand.calls, "calls_today"),
        "answers": Kind(_("To answer"), at_hand.answers, "to_answer"),
        "promises": Kind(_("Late commitments"), at_hand.promises, "late_commitments"),
        "talks": Kind(_("1:1s due"), at_hand.talks, "talks_due"),
    }
)
FIRST: Final = ("attainment", "commit", "coverage", "at_risk", "calls")
"""Those that are shown where nothing was chosen."""


def chosen(session: Session) -> tuple[str, ...]:
    """The codes of the figures that are shown, from left to right."""
    stated = session.scalar(select(Setting.value).where(Setting.key == KEY))
    known = [code for code in stated or () if code in CATALOGUE]
    rest = [code for code in FIRST if code not in known]
    return tuple([*known, *rest][:PLACES])


def made(basis: Basis) -> tuple[KeyFigure, ...]:
    """The chosen figures of a day."""
    return tuple(
        KeyFigure(code, CATALOGUE[code].title, CATALOGUE[code].make(basis))
        for code in chosen(basis.session)
    )


@verb
def choose(session: Session, codes: Sequence[str]) -> None:
    """Shows these figures, from left to right: as many as there are places, each one once.

    Problem: figures.choice.
    """
    if len(set(codes)) != PLACES or len(codes) != PLACES or not set(codes) <= set(CATALOGUE):
        raise Problem("figures.choice", places=PLACES)
    settings.put(session, KEY, list(codes))
    name_edit(session)
