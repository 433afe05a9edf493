"""However the columns stand, are called and are written, the same records are read."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk_app.domain.fields import FieldKind
from salesdesk_app.exchange.layout import vocabulary
from salesdesk_app.exchange.layout.vocabulary import strangers
from salesdesk_app.exchange.texts import clean
from salesdesk_app.exchange.values import amounts, days
from salesdesk_app.exchange.values.cells import Choices, read_column
from salesdesk_app.progress import no_tick
from salesdesk_app.services.importing import columns
from tests.sheets import table


def _german(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))


AMOUNTS = {
    "plain": lambda v: f"{v:.2f}",
    "plain comma": lambda v: _german(f"{v:.2f}"),
    "english": lambda v: f"{v:,.2f}",
    "german": lambda v: _german(f"{v:,.2f}"),
    "dollars": lambda v: f"${v:,.2f}",
    "euros": lambda v: _german(f"{v:,.2f} €"),
    "code": lambda v: f"USD {v:,.2f}",
    "spaces": lambda v: f"{v:,.2f}".replace(",", "\u202f"),
    "no-break": lambda v: f"{v:,.2f}".replace(",", "\u00a0").replace(".", ","),
    "swiss": lambda v: f"{v:,.2f}".replace(",", "’"),
    "brackets": lambda v: f"({-v:,.2f})" if v < 0 else f"{v:,.2f}",
    "trailing": lambda v: _german(f"{abs(v):,.2f}") + ("-" if v < 0 else ""),
    "whole english": lambda v: f"{v:,.0f}" if v == int(v) else f"{v:,.2f}",
    "whole german": lambda v: _german(f"{v:,.0f}" if v == int(v) else f"{v:,.2f}"),
    "rounded": lambda v: _german(f"{v:,.0f}") + ",-" if v == int(v) else _german(f"{v:,.2f}"),
    "wide": lambda v: "".join(chr(ord(c) + 0xFEE0) for c in f"{v:,.2f}"),
    "number": float,
}
DAYS = {
    "iso": lambda d: d.isoformat(),
    "dmy": lambda d: f"{d:%d/%m/%Y}",
    "mdy": lambda d: f"{d:%m/%d/%Y}",
    "short mdy": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "dashes": lambda d: f"{d:%d-%m-%Y}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "named": lambda d: f"{d.day} {_month(d)} {d.year}",
    "american": lambda d: f"{_month(d)} {d.day}, {d.year}",
    "moment": lambda d: f"{d:%d/%m/%Y} 23:59:59",
    "zone": lambda d: f"{d.isoformat()}T22:00:00.000+0000",
    "compact": lambda d: f"{d:%Y%m%d}",
    "serial": lambda d: (d - date(1899, 12, 30)).days,
    "day": lambda d: d,
}


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month(day: date) -> str:
    return MONTHS[day.month - 1]  # strftime would ask the system's language


TEXTS = st.sampled_from(("Halden", "Corvid", "Alder & Sons", "x", "00123", "Nair, Priya", "Ä ö"))
VALUES = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
DATES = st.dates(date(2001, 1, 1), date(2060, 12, 31))
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"name": TEXTS, "account": TEXTS, "owner": TEXTS, "value": VALUES, "created_on": DATES,
         "close_on": DATES, "probability": st.integers(0, 100)}
    ),
    max_size=4,
)  # fmt: skip
# Proves in each column by itself how the others are to be read.
PROOF = {
    "name": "Proof", "account": "Proof", "owner": "Proof", "value": Decimal("-1234567.50"),
    "created_on": date(2017, 4, 25), "close_on": date(2017, 5, 26), "probability": 75,
}  # fmt: skip


def names_of(field: str) -> list[str]:
    """Every heading by which a field of deals is known, in three ways to write it."""
    known = [key for key, (code, _rank) in vocabulary.KNOWN["deals"].items() if code == field]
    words = vocabulary.WORDS["deals"][field].split(";")
    names = [word.strip() for word in words if vocabulary.key(word) in known]
    usable = [one for one in names if vocabulary.key(one) not in strangers.WEIGHTED]
    return [*usable, *(one.title() for one in usable), *(one.replace(" ", "_") for one in usable)]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_order_names_and_formats(data: st.DataObject) -> None:
    records = [PROOF, *data.draw(RECORDS)]
    order = data.draw(st.permutations(list(PROOF)))
    headings = {field: data.draw(st.sampled_from(names_of(field)), label=field) for field in order}
    money = AMOUNTS[data.draw(st.sampled_from(list(AMOUNTS)), label="amounts")]
    written: dict[str, Any] = {
        "value": money,
        "created_on": DAYS[data.draw(st.sampled_from(list(DAYS)), label="created")],
        "close_on": DAYS[data.draw(st.sampled_from(list(DAYS)), label="close")],
    }
    rows = [
        [written.get(field, lambda v: v)(record[field]) for field in order] for record in records
    ]
    found = table([headings[field] for field in order], *rows, kind="deals")
    values = columns.read(found, Choices(), "USD", no_tick)
    assert dict(values.wrong) == {}
    for field in order:
        said = [Decimal(str(v)) if field == "value" else v for v in values.of(field)]
        assert said == [record[field] for record in records], headings[field]


@pytest.mark.parametrize("style", [style for style in AMOUNTS if style != "number"])
@settings(max_examples=25, deadline=None)
@given(value=VALUES, whole=st.booleans())
def test_an_amount_is_read_as_itself_or_asked(style: str, value: Decimal, whole: bool) -> None:
    value = Decimal(round(value)) if whole else value
    text = AMOUNTS[style](value)
    (said,) = read_column([text], "money", Choices(), "Value").values
    assert said in (None, value)
    reading = amounts.read(text.replace("\u202f", " ").replace("\u00a0", " "))
    assert reading is not None
    assert value in (reading.dot, reading.comma)


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES | VALUES.map(round).map(Decimal), min_size=1, max_size=6), st.randoms())
def test_an_amount_in_contradictory_company_is_never_another_one(
    values: list[Decimal], chance: Any
) -> None:
    cells: list[Any] = ["1,234,567.50", "1.234.567,50"]
    cells += [AMOUNTS[chance.choice(list(AMOUNTS))](value) for value in values]
    column = read_column(cells, "money", Choices(), "Value")
    assert column.values[:2] == [Decimal("1234567.50")] * 2
    for place, value in enumerate(values, 2):
        said = column.values[place]
        assert said is None or Decimal(str(said)) == value
        assert (said is None) == (place in column.wrong)


@pytest.mark.parametrize("style", DAYS)
@settings(max_examples=25, deadline=None)
@given(day=DATES)
def test_a_day_is_read_as_itself_or_asked(style: str, day: date) -> None:
    (said,) = read_column([DAYS[style](day)], "day", Choices(), "Created").values
    assert said in (None, day)


@settings(max_examples=25, deadline=None)
@given(st.lists(DATES, min_size=1, max_size=6), st.randoms())
def test_days_in_contradictory_company_are_never_other_days(
    values: list[date], chance: Any
) -> None:
    proofs = [date(2017, 4, 25), date(2017, 4, 26)]
    cells = [DAYS["dmy"](proofs[0]), DAYS["mdy"](proofs[1])]
    cells += [DAYS[chance.choice(list(DAYS))](day) for day in values]
    column = read_column(cells, "day", Choices(), "Created")
    assert column.values[:2] == proofs
    for place, day in enumerate(values, 2):
        assert column.values[place] in (None, day)
        assert (column.values[place] is None) == (place in column.wrong)


CELLS = (
    st.text(alphabet="0123456789.,-+()/: '€$%kMTZUSDaprMio\u00a0\u200b’", max_size=16)
    | st.text(max_size=6)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.sampled_from(["9999-12-31T23:59:59Z", "1900-01-01T00:00:00+14:00", "1E+400", "∞", "٣"])
)


@pytest.mark.parametrize("kind", get_args(FieldKind))
@settings(max_examples=40, deadline=None)
@given(cells=st.lists(CELLS, max_size=6))
def test_any_cell_is_read_or_named(kind: FieldKind, cells: list[Any]) -> None:
    column = read_column(cells, kind, Choices(), "Column")
    assert len(column.values) == len(cells)
    for place in column.wrong:
        assert column.values[place] is None
    for place, value in enumerate(column.values):
        if value is None and place not in column.wrong:
            assert is_blank(cells[place])


def is_blank(cell: Any) -> bool:
    """Whether a cell says nothing, or that there is no day."""
    text = clean(cell) if isinstance(cell, str) else ""
    never = isinstance(cell, date) and cell.isoformat()[:10] in ("9999-12-31", "1899-12-31")
    nothing = amounts.says_nothing(text) or days.says_never(text) or text[:10] == "9999-12-31"
    return never or cell in (0, days.LAST_SERIAL) or (isinstance(cell, str) and nothing)


def test_every_serial_number_is_its_day() -> None:
    first = date(1950, 1, 1)
    for step in range(0, 50_000, 997):
        day = first + timedelta(days=step)
        assert read_column([DAYS["serial"](day)], "day", Choices(), "x").values == [day]
        assert days.read(str(DAYS["serial"](day))) == (day, day, None)
