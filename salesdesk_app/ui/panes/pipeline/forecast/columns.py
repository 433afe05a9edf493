"""The columns of the forecast, by rep and for the team."""

from collections.abc import Callable
from dataclasses import replace

from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.panes.pipeline.forecast.cells import MY_CALL
from salesdesk_app.ui.panes.pipeline.forecast.look import FIGURES, ForecastLook
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.metrics import metric

MONEY = 72  # pixels of a column of short amounts
GIVES_WAY = ("calibrated", "bar", "total_in", "rep_call", "against", "pipeline")
"""The columns that are hidden where there is no room, the first one first."""


def columns(look: ForecastLook) -> tuple[Column, ...]:
    """The columns; ``look`` is told of each new forecast, and whether figures add up."""
    return (
        Column(
            "rep",
            _("Rep"),
            lambda line: line.name,
            kind="person",
            width=124,
            stretch=True,
            second=lambda line: _("left") if line.left else "",
            explain=lambda line: line.name,
        ),
        _quota(look),
        *(_figure(look, figure) for figure in FIGURES),
        _rep_call(look),
        _calibrated(look),
        _my_call(look),
        *_outcome(look),
        Column(
            "bar",
            _("Closed · commit · best case"),
            look.explain_stack,
            kind="bar",
            width=182,
            data=look.stack,
            sort_key=lambda line: line.attainment.value,
            explain=look.explain_stack,
            heading_explain=_("Against the quota, which the mark shows"),
        ),
    )


def total_columns(look: ForecastLook) -> tuple[Column, ...]:
    """The same columns for the team's row, all of them strong and none to be typed in."""
    first, *others = (replace(column, strong=True, editor=None) for column in columns(look))
    return (replace(first, kind="text"), *others)


def _quota(look: ForecastLook) -> Column:
    return Column(
        "quota",
        metric("quota").name,
        lambda line: "–" if line.quota is None else look.short(line.quota),
        "number",
        width=MONEY,
        sort_key=lambda line: line.quota,
        value=lambda line: look.amount(line.quota),
        value_kind="money",
        explain=look.explain_quota,
        heading_explain=metric("quota").text,
    )


def _figure(look: ForecastLook, figure: str) -> Column:
    found = metric(look.code(figure))
    return Column(
        figure,
        found.name,
        lambda line: look.figure(line, figure),
        "number",
        width=MONEY + (6 if figure == "best_case" else 0),
        sort_key=lambda line: look.part(line, figure).value,
        data=lambda line: look.changed(line, figure),
        value=lambda line: look.value(line, figure),
        value_kind="money",
        explain=lambda line: look.explain_figure(line, figure),
        heading_explain=found.text,
    )


def _rep_call(look: ForecastLook) -> Column:
    return Column(
        "rep_call",
        metric("rep_call").name,
        lambda line: look.call(line.rep).text,
        "number",
        width=116,
        data=lambda line: look.call(line.rep),
        sort_key=lambda line: None if line.rep is None else line.rep.amount_minor,
        value=lambda line: look.amount(None if line.rep is None else line.rep.amount_minor),
        value_kind="money",
        explain=lambda line: look.explain_call(line, line.rep, "rep_call"),
        heading_explain=metric("rep_call").text,
    )


def _calibrated(look: ForecastLook) -> Column:
    return Column(
        "calibrated",
        _("Calibrated"),
        look.calibrated,
        "number",
        width=84,
        tone=lambda _line: "muted",
        sort_key=lambda line: line.calibrated.minor,
        value=lambda line: look.amount(line.calibrated.minor),
        value_kind="money",
        explain=look.explain_calibrated,
        heading_explain=metric("calibrated").text,
    )


def _my_call(look: ForecastLook) -> Column:
    return Column(
        MY_CALL,
        metric("my_call").name,
        look.my_call,
        "number",
        width=110,
        data=lambda line: replace(look.call(line.manager), amount=look.my_call(line)),
        tone=_set_tone(look),
        sort_key=lambda line: None if line.manager is None else line.manager.amount_minor,
        value=lambda line: look.amount(None if line.manager is None else line.manager.amount_minor),
        value_kind="money",
        explain=lambda line: look.explain_call(line, line.manager, "my_call"),
        heading_explain=metric("my_call").text,
        editor="money",
        edit=look.typed_call,
        may_edit=look.may_call,
    )


def _outcome(look: ForecastLook) -> tuple[Column, ...]:
    return (
        Column(
            "total_in",
            metric("total_in").name,
            lambda line: look.short(line.total_in),
            "number",
            width=MONEY,
            sort_key=lambda line: line.total_in,
            value=lambda line: look.amount(line.total_in),
            value_kind="money",
            explain=look.explain_in,
            heading_explain=metric("total_in").text,
        ),
        Column(
            "against",
            metric("call_less_quota").name,
            look.against_quota,
            "number",
            width=112,
            tone=look.quota_tone,
            sort_key=lambda line: line.short_of(line.manager),
            value=lambda line: look.amount(line.short_of(line.manager)),
            value_kind="money",
            explain=look.explain_against_quota,
            heading_explain=metric("call_less_quota").text,
        ),
    )


def _set_tone(look: ForecastLook) -> Callable[[RepLine], Tone]:
    def tone(line: RepLine) -> Tone:
        stated = line.manager is not None and line.manager.amount_minor is not None
        return "plain" if stated or not look.may_call(line) else "accent"

    return tone
