"""Which key figures the user chose, what there is to choose from, and their making."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import settings
from salesdesk_app.services.key_figures import at_hand, quarter
from salesdesk_app.services.key_figures.figure import Basis, KeyFigure, Made
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Setting
from salesdesk_app.wording.language import gettext as _

KEY = "key_figures"
PLACES = 5  # as many as a laptop's width takes

CATALOGUE: Final[Mapping[str, tuple[str, Callable[[Basis], Made]]]] = MappingProxyType(
    {
        "attainment": (_("Quarter attainment"), quarter.attainment),
        "commit": (_("Forecast (commit)"), quarter.forecast),
        "coverage": (_("Pipeline coverage"), quarter.coverage),
        "at_risk": (_("Deals at risk"), at_hand.at_risk),
        "calls": (_("Team calls today"), at_hand.calls),
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
        KeyFigure(code, CATALOGUE[code][0], CATALOGUE[code][1](basis))
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
