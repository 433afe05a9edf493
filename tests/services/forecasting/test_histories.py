"""What the forecast says of random histories: lines add up, and what moved explains each number."""

import pytest

from salesdesk_app.domain.periods import parse
from salesdesk_app.services import figures, people, settings
from salesdesk_app.services.deals import deals
from salesdesk_app.services.forecasting import moves, rollup
from salesdesk_app.services.forecasting.lines import Forecast
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Session, ask
from salesdesk_app.store.session import Store
from tests.histories import tell
from tests.services.forecasting.world import Q4, Team


@pytest.mark.parametrize("seed", [3, 42])
def test_what_moved_is_the_difference_of_the_numbers(store: Store, seed: int) -> None:
    stated: list[tuple[int, dict[int | None, int]]] = []
    rates = None
    for told in tell(store, seed, deal_count=30, edits=25):
        if rates != (rates := ask(store, settings.rates)):
            stated.clear()  # what is compared is told by the rates of now
        found = ask(store, rollup.forecast, told.day, Q4)
        _adds_up(store, found)
        now = {line.owners[0]: line.rollup.commit for line in found.lines}
        for edit_id, then in stated[-4:]:
            gained = ask(store, _gained, edit_id)
            for owner in now.keys() | then.keys():
                assert now.get(owner, 0) - then.get(owner, 0) == gained.get(owner, 0), told.what
        stated.append((told.edit_id, now))


def _adds_up(store: Store, found: Forecast) -> None:
    """The lines make the team, and the team is what the figures say of the period."""
    whole = ask(store, figures.summary, period=Q4).figures
    assert found.team.closed == sum(line.closed for line in found.lines) == whole.won_sum
    open_sums = [line.rollup.open_pipeline for line in found.lines]
    assert found.team.rollup.open_pipeline == sum(open_sums) == whole.open_sum
    assert len(found.team.parts["omitted"].deal_ids) == whole.omitted
    assert found.team.weighted == whole.weighted_minor
    counted = [deal_id for part in found.team.parts.values() for deal_id in part.deal_ids]
    assert len(counted) == len(set(counted))


def _gained(session: Session, edit_id: int) -> dict[int | None, int]:
    """By owner, what closed and commit gained since an edit."""
    facts = {fact.id: fact for fact in figures.read(session).facts}
    found: dict[int | None, int] = {}
    for move in moves.of(session, edit_id, Q4, facts).values():
        for counted, sign in ((move.before, -1), (move.after, 1)):
            if counted is not None:
                found[counted.owner_id] = found.get(counted.owner_id, 0) + sign * counted.sure
    return found


def test_a_deal_that_was_won_again_by_another(team: Team) -> None:
    won = team.won(100)
    team.call(team.ana, 1)
    team.freeze()
    team.do(deals.edit, [won], owner_id=team.ben)
    (row,) = team.forecast().freezes
    assert ask(team.store, _gained, row.edit_id) == {team.ana: 0}
    team.do(deals.reopen, [won])
    team.do(deals.win, [won], closed_on=team.day, today=team.day)
    assert ask(team.store, _gained, row.edit_id) == {team.ana: -10_000, team.ben: 10_000}
    team.do(people.edit, team.ben, PersonForm("Ben Coles"))
    assert team.line(team.ben, parse("2026-11")).closed == 10_000
