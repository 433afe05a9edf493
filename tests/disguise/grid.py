"""A sheet in disguise: titles, groups, subtotals, stale rows and all that people add to a table."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.disguise import masks
from tests.disguise.clean import Clean
from tests.disguise.vendors import GROUPS, VENDORS


@dataclass(frozen=True)
class Style:
    """What a disguise is made of; ``text`` is for files that hold texts only."""

    vendor: str
    named: bool = True
    text: bool = False
    known: bool = False
    modified: bool = True
    grouped: bool = False
    two_lines: bool = False
    group_headings: bool = False
    titles: int = 2
    stale: float = 0.05
    double: float = 0.05
    blanks: float = 0.03
    strays: float = 0.1
    repeat: int = 0
    notes: bool = True
    hide: bool = True
    euros: bool = True

    @staticmethod
    def by(chance: random.Random, **fixed: Any) -> "Style":
        """A style by chance."""
        flags = ("modified", "grouped", "two_lines", "group_headings", "notes", "hide")
        drawn: dict[str, Any] = {flag: chance.random() < 0.5 for flag in flags}
        drawn |= {
            "vendor": chance.choice(list(VENDORS)),
            "titles": chance.randrange(5),
            "repeat": chance.choice((0, 0, 17, 40)),
        }
        return Style(**(drawn | fixed))


@dataclass
class Grid:
    """The cells of a sheet, with what is merged (first and last row and column) and hidden."""

    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


class _Disguise:
    """One sheet on its way into disguise."""

    def __init__(self, deals: Sequence[Clean], style: Style, chance: random.Random) -> None:
        self.deals, self.style, self.chance = deals, style, chance
        self.grid = Grid()
        self.columns = self._columns()
        self.at = {code: at for at, code in enumerate(self.columns) if code}
        self.now = datetime(2018, 1, 5, 8)

    def run(self) -> Grid:
        """The whole sheet."""
        self._preamble()
        self._headings()
        if self.style.grouped:
            owners = list(dict.fromkeys(deal.owner for deal in self.deals))
            for owner in owners:
                self._group(owner, [deal for deal in self.deals if deal.owner == owner])
        else:
            self._body(self._with_others(self.deals))
        self._footer()
        width = max(map(len, self.grid.rows))  # as a spreadsheet program saves it
        self.grid.rows = [row + [""] * (width - len(row)) for row in self.grid.rows]
        return self.grid

    def _columns(self) -> list[str]:
        codes = ["key", "account", "owner", "product", "stage", "value", "created", "closes"]
        codes += ["name"] * self.style.named + ["modified"] * self.style.modified
        codes += ["", ""]  # a column that nobody knows, and one whose cells are empty
        self.chance.shuffle(codes)
        if self.style.grouped:
            codes.remove("owner")
            codes.insert(0, "owner")
        return codes

    def _add(self, cells: Sequence[Any] = ()) -> int:
        wide = [*cells, *[""] * (len(self.columns) - len(cells))]
        self.grid.rows.append(wide)
        return len(self.grid.rows) - 1

    def _preamble(self) -> None:
        lines = (
            ["Opportunities, all teams"],
            ["Run on", "05/01/2018", "", "by", "Sales Operations"],
            [],
            ["Filtered by: Stage not equal to “Omitted”, Close Date equals All Time"],
            ["Currency", "", "mixed"],
        )
        for line in lines[: self.style.titles]:
            self._add(line)
        if self.style.group_headings:
            row = self._add([GROUPS.get(code, "") for code in self.columns])
            for at in range(1, len(self.columns)):
                if self.grid.rows[row][at] == self.grid.rows[row][at - 1] != "":
                    self.grid.merged.append((row, at - 1, row, at))
                    self.grid.rows[row][at] = ""

    def _headings(self) -> None:
        words = VENDORS[self.style.vendor]
        unknown = iter(("Territory tag", "Checked"))
        titles = [words[code] if code else next(unknown) for code in self.columns]
        if self.style.two_lines:
            parts = [title.rpartition(" ") for title in titles]
            self._add([first for first, _, _ in parts])
            self._add([last for _, _, last in parts])
            self.titles: list[str] = []
            return
        if self.chance.random() < 0.3:
            titles = [title.replace(" ", "\n", 1) for title in titles]
        self.titles = titles
        self._add(titles)

    def _with_others(self, deals: Sequence[Clean]) -> list[tuple[Clean, datetime]]:
        """The deals with their doubles and, before them or at any place, their older rows."""
        style, chance = self.style, self.chance
        rows: list[tuple[Clean, datetime]] = []
        for deal in deals:
            then = self.now - timedelta(minutes=chance.randrange(100_000))
            rows.append((deal, then))
        result = list(rows)
        for deal, then in rows:
            if chance.random() < style.stale:
                old = _older(deal), then - timedelta(days=chance.randrange(1, 90))
                latest = result.index((deal, then))
                far = len(result) if style.modified else latest
                result.insert(chance.randrange(far + 1), old)
        for deal, then in rows:
            if chance.random() < style.double:
                after = result.index((deal, then)) + 1
                result.insert(chance.randrange(after, len(result) + 1), (deal, then))
        return result

    def _body(self, rows: Sequence[tuple[Clean, datetime]]) -> None:
        style, chance = self.style, self.chance
        written: dict[Clean, list[Any]] = {}
        for count, (deal, then) in enumerate(rows, 1):
            cells = written.get(deal)
            if cells is None or chance.random() < 0.5:
                cells = written[deal] = self._cells(deal, then)
            row = self._add(cells)
            if style.hide and chance.random() < 0.02:
                self.grid.hidden_rows.append(row)
            if chance.random() < style.blanks and not style.grouped:
                self._add()
            if style.repeat and count % style.repeat == 0 and self.titles:
                self._add(self.titles)

    def _cells(self, deal: Clean, then: datetime) -> list[Any]:
        style, chance = self.style, self.chance
        stated: dict[str, Any] = {"key": deal.key, "name": deal.name, "product": deal.product}
        stated["account"] = deal.account and masks.cased(deal.account, chance)
        stated["owner"] = masks.owner(deal.owner, chance, known=style.known)
        stated["stage"] = masks.stage(deal.stage, chance)
        stated["value"] = self._value(deal)
        for code, day in (("created", deal.created), ("closes", deal.closes)):
            stated[code] = None if day is None else masks.day(day, chance, text=style.text)
        stated["modified"] = masks.moment(then, chance, text=style.text)
        cells = []
        for code in self.columns:
            cell = stated.get(code)
            if code not in ("key", "value", "modified") and isinstance(cell, str):
                cell = masks.stray(cell, chance) if chance.random() < style.strays else cell
            cells.append("" if cell is None else cell)
        if style.notes and chance.random() < 0.1:
            cells += ["", chance.choice(("checked", "ask again", "=see mail", 17))]
        return cells

    def _value(self, deal: Clean) -> Any:
        if deal.value is None:
            return self.chance.choice((None, None, "-", " "))
        if deal.currency == "EUR":
            return masks.euros(deal.value, self.chance)
        cell = masks.dollars(deal.value, self.chance)
        return str(cell) if self.style.text else cell

    def _group(self, owner: str, deals: Sequence[Clean]) -> None:
        """The deals of a person, named in one merged cell, with a subtotal below."""
        rows = self._with_others(deals)
        first = len(self.grid.rows)
        self._body(rows)
        last = len(self.grid.rows) - 1
        if not self.style.text and self.chance.random() < 0.7:
            called = masks.owner(owner, self.chance, known=self.style.known)
            for row in range(first, last + 1):
                self.grid.rows[row][0] = ""
            self.grid.rows[first][0] = called
            self.grid.merged.append((first, 0, last, 0))
        total = sum((deal.value or Decimal(0) for deal in deals), Decimal(0))
        label = self.chance.choice(("Subtotal", f"{owner} Total", "Subtotal:", f"Total {owner}"))
        self._total(label, total)
        if self.chance.random() < 0.5:
            self._add()

    def _total(self, label: str, total: Decimal) -> None:
        cells: list[Any] = [""] * len(self.columns)
        cells[0 if self.style.grouped else self.chance.randrange(len(cells))] = label
        cells[self.at["value"]] = label if cells[self.at["value"]] else f"${total:,.2f}"
        self._add(cells)

    def _footer(self) -> None:
        total = sum((deal.value or Decimal(0) for deal in self.deals), Decimal(0))
        self._total(self.chance.choice(("Grand Total", "Total", "Gesamt", "TOTAL")), total)
        for line in (
            [],
            ["Confidential Information - Do Not Distribute"],
            ["Copyright © 2000-2018 salesforce.com, inc. All rights reserved."],
        )[: self.chance.randrange(4)]:
            self._add(line)


def _older(deal: Clean) -> Clean:
    """The deal as it was before: open, with another value."""
    value = Decimal("77.5") if deal.value is None else deal.value + 1000
    return deal._replace(stage="Proposal", value=value, product=deal.product)


def disguised(deals: Sequence[Clean], style: Style, chance: random.Random) -> Grid:
    """The deals in a sheet of that style."""
    return _Disguise(deals, style, chance).run()
