"""Files in hard disguise come to the same deals as without one."""

import csv
import random
import shutil
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from salesdesk_app.services import figures, importing, workspace
from salesdesk_app.services.importing import Choices, Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.disguise import Clean, Style, disguised, invented, masks, write
from tests.disguise.clean import OWNERS, table
from tests.disguise.records import records
from tests.services.test_importing_maven import LISTS, MAVEN, needs_maven
from tests.sheets import bring as bring_rows
from tests.world import NOON, TODAY

COUNT = 60
FORMATS = (".xlsx", ".csv", ".tsv")
TEAM = [["Name", "E-mail"], *([owner, masks.address(owner)] for owner in OWNERS)]


def bring(store: Store, path: Path, choices: Choices | None = None) -> Plan:
    planned = ask(store, importing.plan, ask(store, importing.read, path).table, choices=choices)
    perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    return planned


def compare(blank: Path, folder: Path, seed: int) -> None:
    """One disguise by a seed against the same deals without one."""
    chance = random.Random(seed)
    suffix, known = chance.choice(FORMATS), chance.random() < 0.5
    style = Style.by(chance, text=suffix != ".xlsx", known=known)
    deals = invented(COUNT, seed)
    found = []
    for name in ("clean", "disguised"):
        store = Store(Path(shutil.copy(blank, folder / f"{name}-{seed}.db")))
        try:
            if known:
                bring_rows(store, *TEAM)
            if name == "clean":
                bring_rows(store, *table(deals))
            else:
                path = write(folder / f"{seed}{suffix}", disguised(deals, style, chance), chance)
                planned = bring(store, path)
                assert planned.errors == (), style
            found.append(records(store))
        finally:
            store.close()
    assert len(found[0]) == COUNT
    assert found[1] == found[0], style


@pytest.mark.parametrize("seed", [1, 4, 6, 8, 14, 19, 20, 23])
def test_any_disguise(blank: Path, tmp_path: Path, seed: int) -> None:
    compare(blank, tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 300))
def test_very_many_disguises(blank: Path, tmp_path: Path, seed: int) -> None:
    compare(blank, tmp_path, seed)


def maven() -> list[Clean]:
    """A year of a real seller, as it is."""

    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    with (MAVEN / "sales_pipeline.csv").open(encoding="utf-8") as stream:
        return [
            Clean(
                key=row["opportunity_id"],
                name=None,
                account=row["account"] or None,
                owner=row["sales_agent"],
                product=row["product"],
                stage=row["deal_stage"],
                value=Decimal(row["close_value"]) if row["close_value"] else None,
                currency="USD",
                created=day(row["engage_date"]),
                closes=day(row["close_date"]),
            )
            for row in csv.DictReader(stream)
        ]


def in_euros(deals: Sequence[Clean], chance: random.Random) -> list[Clean]:
    """The deals with the amounts of a third of them written in euros."""
    return [
        deal._replace(currency="EUR") if deal.value is not None and chance.random() < 0.3 else deal
        for deal in deals
    ]


def copied(store: Store, path: Path) -> Store:
    """Another workspace that holds the same."""
    workspace.backup_to(store, path)
    return Store(path)


@needs_maven
@pytest.mark.parametrize(
    ("seed", "suffix", "vendor"), [(3, ".xlsx", "salesforce"), (4, ".csv", "german")]
)
def test_a_real_year_in_disguise(
    store: Store, tmp_path: Path, seed: int, suffix: str, vendor: str
) -> None:
    chance = random.Random(seed)
    style = Style(
        vendor,
        named=False,
        text=suffix != ".xlsx",
        grouped=suffix == ".xlsx",
        two_lines=suffix == ".xlsx",
        group_headings=True,
        modified=suffix == ".xlsx",
        titles=4,
        repeat=40,
    )
    deals = in_euros(maven(), chance)
    path = write(tmp_path / f"year{suffix}", disguised(deals, style, chance), chance)
    for name in LISTS:
        bring(store, MAVEN / name)
    apart, clean = (copied(store, tmp_path / name) for name in ("apart.db", "clean.db"))
    try:
        bring(clean, MAVEN / "sales_pipeline.csv")
        planned = bring(store, path, Choices(currency="USD"))
        assert planned.errors == ()
        assert records(store) == records(clean)
        found = ask(store, figures.summary).figures
        assert (found.deals, found.won_count, found.lost_count) == (8800, 4238, 2473)
        assert found.won_value == 1_000_553_400
        assert round(float(found.win_rate.value or 0), 6) == 0.631501
        assert round(float(found.cycle_days_won.value or 0), 3) == 51.782
        bring(apart, path)
        stored = {key: row[6] for key, row in records(apart).items() if row[5] is not None}
        assert stored == {deal.key: deal.currency for deal in deals if deal.value is not None}
    finally:
        apart.close()
        clean.close()


def test_currencies_stay_apart(store: Store, tmp_path: Path) -> None:
    chance = random.Random(5)
    deals = [
        deal._replace(currency=chance.choice(("USD", "EUR"))) for deal in invented(COUNT, seed=5)
    ]
    grid = disguised(deals, Style("salesforce"), chance)
    bring(store, write(tmp_path / "mixed.xlsx", grid, chance))
    stored = {key: (row[5], row[6]) for key, row in records(store).items() if row[5] is not None}
    assert stored == {
        deal.key: (int(deal.value * 100), deal.currency) for deal in deals if deal.value is not None
    }
