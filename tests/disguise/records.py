"""Deals as a workspace holds them, to be compared whole."""

from typing import Any

from sqlalchemy import text

from salesdesk_app.domain.names import name_key
from salesdesk_app.store.session import Store

_QUERY = text(
    """SELECT d.external_id, a.name, p.name, s.name, x.names, d.name, d.value_minor, d.currency,
    d.created_on, d.closed_on, d.expected_close_on, d.source, d.next_step, d.note
    FROM deal d JOIN stage s ON s.id = d.stage_id
    LEFT JOIN account a ON a.id = d.account_id LEFT JOIN person p ON p.id = d.owner_id
    LEFT JOIN (SELECT dp.deal_id, group_concat(o.name, '; ') AS names FROM deal_product dp
      JOIN product o ON o.id = dp.product_id GROUP BY dp.deal_id) x ON x.deal_id = d.id"""
)


def records(store: Store) -> dict[str, tuple[Any, ...]]:
    """Every deal by its id in the other system; names without regard to capitals and spaces."""
    with store.read() as session:
        return {
            row[0]: (*(one and name_key(one) for one in row[1:5]), *row[5:])
            for row in session.execute(_QUERY)
        }
