"""What a line of the forecast offers at a right click."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from salesdesk_app.domain.calls import Speaker
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.wording.language import gettext as _

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.pipeline.forecast.lens import ForecastLens

Entry = tuple[str, Callable[[], object]]


def of_line(lens: "ForecastLens", line: RepLine) -> list[Entry]:
    """To open it, to state its calls, and that a stale one still stands."""
    found: list[Entry] = [
        (_("Open the deals of {name}").format(name=line.name), partial(lens.open_rep, line.id))
    ]
    if not lens.look.may_call(line):
        return found
    found.append((_("Calls and notes …"), partial(lens.open_calls, line)))
    speakers: tuple[tuple[Speaker, str], ...] = (
        ("rep", _("The rep’s call still stands")),
        ("manager", _("My call still stands")),
    )
    for speaker, text in speakers:
        said = line.rep if speaker == "rep" else line.manager
        if said is not None and said.stale is not None:
            found.append((text, partial(lens.deeds.say_again, line, speaker)))
    return found
