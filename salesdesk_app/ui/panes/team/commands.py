"""What one can do with the team, by menu, key and palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command

if TYPE_CHECKING:  # the pane is imported when it is first shown
    from salesdesk_app.ui.panes.team.pane import TeamPane

PANE = "team"


def _here(pane: "TeamPane") -> bool:
    return pane.chosen is not None and pane.chosen.person.ended_on is None


def _leaving(pane: "TeamPane") -> bool:
    return pane.chosen is not None and pane.chosen.person.ended_on is not None


@command(id="team.add", title="Add rep…", menu="Team", key="Ctrl+Shift+A", pane=PANE,
         anywhere=True, words="new person manager hire")  # fmt: skip
def add(pane: "TeamPane") -> None:
    """Adds somebody."""
    pane.add_person()


@command(id="team.quotas", title="Set quotas…", menu="Team", key="Ctrl+Shift+Q", pane=PANE,
         anywhere=True, words="target goal same for all copy")  # fmt: skip
def set_quotas(pane: "TeamPane") -> None:
    """Opens the sheet of quotas."""
    pane.set_quotas()


@command(id="team.type_quota", title="Type the quota", menu="Team", key="Ctrl+T", pane=PANE,
         group=1, words="target goal", when=lambda pane: pane.chosen is not None)  # fmt: skip
def type_quota(pane: "TeamPane") -> None:
    """Types the quota of the chosen person, in the roster."""
    pane.start_quota()


@command(id="team.edit", title="Edit person…", menu="Team", key="Ctrl+E", pane=PANE, group=1,
         words="name mail region role", when=lambda pane: pane.chosen is not None)  # fmt: skip
def edit(pane: "TeamPane") -> None:
    """Edits the chosen person."""
    pane.edit_person()


@command(id="team.retire", title="Retire person…", menu="Team", pane=PANE, group=1,
         words="leave remove former hand over", when=_here)  # fmt: skip
def retire(pane: "TeamPane") -> None:
    """Notes the last day of the chosen person."""
    pane.retire_person()


@command(id="team.reinstate", title="Reinstate person", menu="Team", pane=PANE, group=1,
         words="return back", when=_leaving)  # fmt: skip
def reinstate(pane: "TeamPane") -> None:
    """Takes the last day of the chosen person away."""
    pane.reinstate_person()


@command(id="team.deals", title="Open deals in Pipeline", menu="Team", key="Ctrl+Return",
         pane=PANE, group=1, when=lambda pane: pane.chosen is not None)  # fmt: skip
def deals(pane: "TeamPane") -> None:
    """Goes to the open deals of the chosen person."""
    pane.page.deals.open_all()


@command(id="team.earlier", title="Earlier period", menu="View", key="Alt+Left", pane=PANE,
         group=2)  # fmt: skip
def earlier(pane: "TeamPane") -> None:
    """Goes one month or quarter back."""
    pane.switch.step(-1)


@command(id="team.later", title="Later period", menu="View", key="Alt+Right", pane=PANE,
         group=2)  # fmt: skip
def later(pane: "TeamPane") -> None:
    """Goes one month or quarter on."""
    pane.switch.step(1)


@command(id="team.month", title="By month", menu="View", key="Alt+M", pane=PANE, group=2,
         checked=lambda pane: pane.switch.kinds.current == "month")  # fmt: skip
def by_month(pane: "TeamPane") -> None:
    """Looks at a month."""
    pane.switch.choose_kind("month")


@command(id="team.quarter", title="By quarter", menu="View", key="Alt+Q", pane=PANE, group=2,
         checked=lambda pane: pane.switch.kinds.current == "quarter")  # fmt: skip
def by_quarter(pane: "TeamPane") -> None:
    """Looks at a quarter."""
    pane.switch.choose_kind("quarter")


@command(id="team.others", title="Show former reps and managers", menu="View", pane=PANE, group=2,
         checked=lambda pane: pane.card.everyone)  # fmt: skip
def others(pane: "TeamPane") -> None:
    """Shows or hides those without figures in the period."""
    pane.card.toggle_others()


@command(id="team.page", title="Show the person’s page", menu="View", key="Ctrl+P", pane=PANE,
         group=2, checked=lambda pane: pane.page_shown)  # fmt: skip
def page(pane: "TeamPane") -> None:
    """Opens or closes the page beside the roster."""
    pane.toggle_page()


@command(id="team.find", title="Find somebody", menu="View", key="Ctrl+F", pane=PANE,
         group=2)  # fmt: skip
def find(pane: "TeamPane") -> None:
    """Goes to the search field."""
    pane.go_to_search()
