"""The rates page: stating, changing and removing what a currency is worth."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from salesdesk_app.services import settings
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.shell.rates_page import RatesPage


def known(desk: Desk) -> list[tuple[str, date, Decimal]]:
    return [(r.currency, r.day, r.rate) for r in ask(desk.store, settings.rate_rows)]


def test_a_rate_is_stated_changed_and_removed(
    desk: Desk, shown: Callable[..., QWidget], told: list[Notice]
) -> None:
    page = RatesPage(desk)
    shown(page, 680, 400)
    page.add()
    assert "Choose a currency" in told[-1].text
    page.currency.set_value("EUR")
    page.rate.setText("1.08")
    page.add()
    assert known(desk) == [("EUR", desk.today(), Decimal("1.08"))]
    assert [r.currency for r in page.table.rows_model.rows()] == ["EUR"]

    page.table.edited.emit(page.rows[0], "rate", Decimal("1.1"))
    assert known(desk) == [("EUR", desk.today(), Decimal("1.1"))]
    page.table.choose(page.rows[0].id)
    page.remove()
    assert known(desk) == []
    desk.undo()
    assert known(desk) == [("EUR", desk.today(), Decimal("1.1"))]
