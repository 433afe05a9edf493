"""Which table holds the records of each kind."""

from collections.abc import Mapping

from sqlalchemy import Table as SqlTable

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.store.models.deals import Activity, Competitor, Deal, Product
from salesdesk_app.store.models.people import Account, Contact, Person, Quota
from salesdesk_app.store.models.table import Table

_MODELS: Mapping[RecordKind, type[Table]] = {
    "people": Person,
    "products": Product,
    "accounts": Account,
    "competitors": Competitor,
    "contacts": Contact,
    "deals": Deal,
    "quotas": Quota,
    "activities": Activity,
}


def table_of(kind: RecordKind) -> SqlTable:
    """The table of a kind of record."""
    return Table.metadata.tables[_MODELS[kind].__tablename__]
