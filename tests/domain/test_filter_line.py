"""The filter line: what it says, what it cannot mean, and that it is written as it is read."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from salesdesk_app.domain.filters import edits
from salesdesk_app.domain.filters.completion import offers
from salesdesk_app.domain.filters.line import parse
from salesdesk_app.domain.filters.names import Names
from salesdesk_app.domain.filters.numbers import decimal_of
from salesdesk_app.domain.filters.spans import between
from salesdesk_app.domain.filters.wanted import (
    Between,
    Condition,
    Days,
    DealFilter,
    Holds,
    OneOf,
    both,
    made,
    without,
)
from salesdesk_app.domain.money import Rates
from salesdesk_app.domain.periods import day_of, month_of, quarter_of, week_of
from salesdesk_app.domain.periods import parse as period
from tests.domain.filter_world import NAMES, TODAY, read, said, wanted


def test_a_line_of_conditions_and_words() -> None:
    found = wanted("owner:priya value>50k stage:negotiation closes:this-quarter quiet>14 halden")
    assert found.owner_ids == {1}
    assert found.stage_ids == {3}
    assert found.expected == quarter_of(TODAY)
    assert found.text == "halden"
    assert set(found.more) == {
        Between("value", low=5_000_000, with_low=False),
        Between("quiet", low=14, with_low=False),
    }


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("owner:priya", {1}),
        ("owner:nair", {1}),
        ("owner:PRIYA", {1}),
        ('owner:"p n"', {1}),
        ("owner:jose-alvarez", {5}),
        ("owner:alv", {5}),
        ("rep:jonas,priya", {1, 2}),
        ("owner:jonas owner:priya", {1, 2}),
        ('owner:"Lena Brandt"', {4}),
        ("owner:none", {None}),
        ("owner:nobody,jonas", {None, 2}),
        ('owner:"none"', {6}),
        ("owner: jonas".replace(" ", ""), {2}),
    ],
)
def test_names_are_met_by_beginning_or_word(text: str, ids: set[int | None]) -> None:
    assert wanted(text).owner_ids == ids


def test_stages_of_one_name_in_two_pipelines_are_meant_together() -> None:
    assert wanted("stage:proposal").stage_ids == {1, 2}
    assert wanted('stage:"Proposal (Renewals)"').stage_ids == {2}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("owner:lena", "“lena” may be 2 of them: “Lena Fischer”, “Lena Brandt”. Write more"),
        ("owner:prija", "There is no owner “prija”. The nearest: “Priya Nair”"),
        ("owner:xyzzy", "There is no owner “xyzzy”."),
        ("onwer:priya", "“onwer” is no field to filter by; the nearest is “owner”"),
        ("http://x", "“http” is no field"),
        ("owner:", "Say what “owner” should be."),
        ("owner>priya", "“owner” has no order"),
        ("value>much", "“much” is no amount"),
        ("value>5£", "No rate from “£” to USD is known"),
        ("quiet>soon", "quiet: “soon” is no number"),
        ("closes:someday", "“someday” is no day or period"),
        ("closes:2026-13", "“2026-13” is no day or period"),
        ("closes:2026-12..2026-11", "Write 2026-11..2026-12 instead"),
        ("value:50k..20k", "“50k..20k” ends before it begins. Write 20k..50k instead"),
        ("quiet:..", "Say what “quiet” should be"),
        ("value>>5", "“>5” is no amount"),
        ("is:lots", "“lots” is nothing that a deal can be"),
        ("is:opne", "the nearest is is:open"),
        ("is:open,risk", "cannot stand beside the others"),
        ("risk:perhaps", "“risk” is yes or no"),
        ("signal:quite", "There is no signal “quite”. The nearest: “quiet”"),
        ("x" * 3000, "may have 2,000 characters"),
    ],
)
def test_what_it_cannot_mean_is_said(text: str, sentence: str) -> None:
    assert sentence in said(text)
    assert read(text).wanted == DealFilter()


def test_what_is_understood_beside_a_fault_holds() -> None:
    line = read("owner:priya colour:red is:won")
    assert (line.wanted.owner_ids, line.wanted.outcome) == ({1}, "won")
    (wrong,) = [term for term in line.terms if term.fault]
    assert line.text[wrong.first : wrong.last] == "colour:red"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("-owner:priya", OneOf("owner", frozenset({1}), negated=True)),
        ("!owner:priya", OneOf("owner", frozenset({1}), negated=True)),
        ("value:10k..50k", Between("value", 1_000_000, 5_000_000)),
        ("value > 50k", Between("value", 5_000_000, with_low=False)),
        ("value:>=$1.5m", Between("value", 150_000_000)),
        ("value<=50.000,75", Between("value", high=5_000_075)),
        ("value<50,000.75", Between("value", high=5_000_075, with_high=False)),
        ("value<50.000", Between("value", high=5_000_000, with_high=False)),
        ("value>1,5k", Between("value", 150_000, with_low=False)),
        ("value>10k€", Between("value", 1_100_000, with_low=False)),
        ("value>10EUR", Between("value", 1_100, with_low=False)),
        ("value:..50k", Between("value", high=5_000_000)),
        ("value:none", OneOf("value", frozenset({None}))),
        ("probability>=60%", Between("probability", 60)),
        ("quiet:14", Between("quiet", 14, 14)),
        ("in-stage>30d", Between("in-stage", 30, with_low=False)),
        ("pushed>=2", Between("pushed", 2)),
        ("signal:no-next-step", OneOf("signal", frozenset({"no_next_step"}))),
        ('signal:"gone quiet"', OneOf("signal", frozenset({"quiet"}))),
        ("forecast:best-case,commit", OneOf("forecast", frozenset({"best_case", "commit"}))),
        ("slip:obstacle", OneOf("slip", frozenset({"obstacle"}))),
        ("is:closed", OneOf("outcome", frozenset({"won", "lost"}))),
        ("is:snoozed", Days("snoozed", frozenset({between(date(2026, 11, 24), None)}))),
        ("-is:risk", OneOf("risk", frozenset({True}), negated=True)),
        ("next:none", Days("next", frozenset({None}))),
        ("competitor:kestrel", OneOf("competitor", frozenset({1}))),
        ("contract-end<2027", Days("own:1", frozenset({between(None, date(2026, 12, 31))}))),
        ('"Contract end":none', Days("own:1", frozenset({None}))),
        ("seats>2.5", Between("own:2", Decimal("2.5"), with_low=False)),
        ('"own stage":Blue,green', Holds("own:3", frozenset({"blue", "green"}))),
        ("pilot?:yes", OneOf("own:4", frozenset({True}))),
    ],
)
def test_every_kind_of_condition(text: str, condition: Condition) -> None:
    assert wanted(text) == made([condition])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("today", day_of(TODAY)),
        ("tomorrow", day_of(date(2026, 11, 24))),
        ("this-week", week_of(TODAY)),
        ("next-month", month_of(date(2026, 12, 1))),
        ("last-quarter", quarter_of(date(2026, 8, 1))),
        ("next-quarter", quarter_of(date(2027, 2, 1))),
        ("q3", quarter_of(date(2026, 8, 1))),
        ("2026-q4", quarter_of(TODAY)),
        ("2026-11", month_of(TODAY)),
        ("23.11.2026", day_of(TODAY)),
        ("next-30-days", between(TODAY, date(2026, 12, 23))),
        ("2026-11-20..today", between(date(2026, 11, 20), TODAY)),
        ("2026-11..", between(date(2026, 11, 1), None)),
    ],
)
def test_days_by_name_and_number(text: str, span: Any) -> None:
    assert wanted(f"closes:{text}").expected == span


def test_quarters_follow_the_fiscal_year() -> None:
    names = Names(Rates("USD"), fiscal_start_month=2)
    found = parse("closes:this-quarter", names, date(2026, 12, 1)).wanted.expected
    assert found == period("2027-Q4", 2)


def test_comparisons_of_days_leave_the_period_itself_in_or_out() -> None:
    assert wanted("closes<2026-11").expected == between(None, date(2026, 10, 31))
    assert wanted("closes<=2026-11").expected == between(None, date(2026, 11, 30))
    assert wanted("closes>2026-11").expected == between(date(2026, 12, 1), None)
    assert wanted("closes>=2026-11").expected == between(date(2026, 11, 1), None)


def test_several_signals_must_all_hold_but_several_owners_are_a_choice() -> None:
    found = wanted("signal:quiet signal:stuck competitor:kestrel")
    assert len(found.more) == 3
    assert wanted("owner:jonas -owner:priya").owner_ids == {2}


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234.567", 1234567), ("1'000", 1000), ("0,125", "0.125"), ("1.23.4", None), (".5", "0.5")],
)
def test_marks_of_numbers(text: str, number: Any) -> None:
    assert decimal_of(text) == (None if number is None else Decimal(number))


def test_words_in_quotes_are_never_terms() -> None:
    assert wanted('"re: offer" http').text == "re: offer http"
    assert wanted('"owner:priya"').text == "owner:priya"
    assert wanted('halden "').text == "halden"


def test_two_filters_together_are_never_wider_than_either() -> None:
    two = both(wanted("owner:priya,jonas is:open a"), wanted("owner:jonas,none closes:2026 b"))
    assert two == wanted("owner:jonas is:open closes:2026 a b")
    assert both(wanted("owner:priya"), wanted("owner:jonas")).deal_ids == frozenset()
    assert both(wanted("closes:2026"), wanted("closes:2027")).more
    ids = both(DealFilter(deal_ids=frozenset({1, 2})), DealFilter(deal_ids=frozenset({2, 3})))
    assert ids.deal_ids == {2}
    assert without(wanted("is:open owner:priya value>5"), "owner", "value") == wanted("is:open")


def taken(text: str, cursor: int | None = None, choice: int = 0) -> str:
    at = len(text) if cursor is None else cursor
    offer = offers(text, at, NAMES)[choice]
    return text[: offer.first] + offer.text + text[offer.last :]


def test_fields_and_their_values_are_completed() -> None:
    assert len(offers("", 0, NAMES)) > 20
    assert taken("own") == "owner:"
    assert taken("-own") == "-owner:"
    assert taken("halden val") == "halden value>"
    assert taken("owner:pri") == 'owner:"Priya Nair"'
    assert taken("owner:jonas,pri") == 'owner:jonas,"Priya Nair"'
    assert taken("owner:pri halden", 9) == 'owner:"Priya Nair" halden'
    assert taken("closes:this-q") == "closes:this-quarter"
    assert taken("closes>=tom") == "closes>=tomorrow"
    assert taken("is:wo") == "is:won"
    assert taken("signal:no") == "signal:no-next-step"
    assert [offer.note for offer in offers("stage:prop", 10, NAMES)] == ["New", "Renewals"]
    assert [offer.text for offer in offers("owner:no", 8, NAMES)] == ['"none"', "none"]
    assert taken("contr") == '"Contract end":'
    for text in ("value>5", '"quoted', "xyz", "owner:xyz", "http://"):
        assert offers(text, len(text), NAMES) == []


def test_chips_change_the_line_and_leave_the_rest() -> None:
    line = read("is:open owner:priya halden closes:this-quarter")
    assert edits.put(line, "outcome", "is:won") == line.text.replace("is:open", "is:won")
    assert edits.put(line, "outcome", "") == "owner:priya halden closes:this-quarter"
    assert edits.put(line, "risk", "is:risk") == f"{line.text} is:risk "
    term = edits.term_of(line, "owner")
    assert term is not None
    assert edits.keys_of(term) == {1}
    field = NAMES.fields["owner"]
    said = edits.naming(field, frozenset({1, 2, None}), NAMES)
    assert said == 'owner:none,"Jonas Lind","Priya Nair"'
    assert edits.replaced(line, term, "") == "is:open halden closes:this-quarter"
    assert edits.turned(line, term) == line.text.replace("owner", "-owner")
    assert edits.turned(read("-owner:priya"), read("-owner:priya").terms[0]) == "owner:priya"
    assert edits.without_words(line) == "is:open owner:priya closes:this-quarter "
    assert edits.put(read("is:risk is:open"), "outcome", "is:lost") == "is:risk is:lost"
    twice = read("owner:priya x owner:jonas")
    assert edits.put(twice, "owner", "owner:lena") == "owner:lena x "
