"""The figures of 100,000 deals as they stood weeks ago, beside those of today."""

import random
import sys
from datetime import timedelta
from pathlib import Path

from sqlalchemy import case, func, update

from benchmarks.bare import copied
from benchmarks.generated import NOW, filled
from benchmarks.measure import compare, print_lines
from salesdesk_app.domain.deals import DEFAULT_STAGES
from salesdesk_app.services import figures, history
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Deal
from salesdesk_app.store.session import Store

COUNT = 100_000
WEEKS, A_WEEK = 4, COUNT // 12  # a third of all deals is touched after the day, some twice


def main(folder: Path) -> None:
    """Compares the first answer of a past day, its older tables included, with today's."""
    store = Store(copied(filled(folder, COUNT), "past.db"))
    day = NOW.astimezone().date()
    for week in range(1, WEEKS + 1):
        _change(store, week)

    def then() -> object:
        with_nothing_kept = Store(store.path)
        try:
            return history.ask_as_of(with_nothing_kept, day, figures.summary, by="rep")
        finally:
            with_nothing_kept.close()

    def again() -> object:
        return history.ask_as_of(store, day, figures.summary, by="rep")

    def now() -> object:
        return ask(store, figures.summary, by="rep")

    again()
    changes = f"{WEEKS * A_WEEK:,} later changes"
    print_lines(
        [
            compare(
                f"Figures of {COUNT:,} deals as of a day, {changes}", "the same of today", then, now
            ),
            compare("The same day asked again", "the same of today", again, now),
        ]
    )


def _change(store: Store, week: int) -> None:
    """A week's worth of changes: values, stages and expected closes of chosen deals."""
    chosen = random.Random(week).sample(range(1, COUNT + 1), A_WEEK)
    next_stage = Deal.stage_id % len(DEFAULT_STAGES) + 1
    later = case((Deal.stage_id % 2 == 0, func.date(Deal.expected_close_on, "+14 days")))
    with store.write("deals.edit", at=NOW + timedelta(weeks=week)) as (session, written):
        written.facts.update(deal="-", count=A_WEEK)
        for start in range(0, A_WEEK, 500):
            session.execute(
                update(Deal)
                .where(Deal.id.in_(chosen[start : start + 500]))
                .values(
                    value_minor=func.coalesce(Deal.value_minor, 0) + 1000_00,
                    stage_id=next_stage,
                    expected_close_on=func.coalesce(later, Deal.expected_close_on),
                )
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
