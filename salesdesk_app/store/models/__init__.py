"""The tables: every one is *logged* (stated or imported) or *scratch* (no edit, no undo)."""

from salesdesk_app.store.models.calendars import CalendarCopy, CalendarEvent, CalendarSource
from salesdesk_app.store.models.day import (
    ChecklistItem,
    ChecklistOutcome,
    ClosedDay,
    Commitment,
    Handled,
    Message,
)
from salesdesk_app.store.models.deals import (
    Activity,
    Competitor,
    CustomField,
    Deal,
    DealCompetitor,
    DealContact,
    DealFile,
    DealProduct,
    Pipeline,
    Product,
    Stage,
)
from salesdesk_app.store.models.forecasts import ForecastCall, Freeze, FrozenCall, Judgement
from salesdesk_app.store.models.log import Change, Edit, OpenEdit
from salesdesk_app.store.models.news import Feed, FeedCopy, KeptNews, NewsItem
from salesdesk_app.store.models.people import Account, Contact, Person, Quota
from salesdesk_app.store.models.records import table_of
from salesdesk_app.store.models.table import Table, logged_tables
from salesdesk_app.store.models.workspace import (
    ColumnChoice,
    Currency,
    LastImport,
    Mark,
    Rate,
    SavedView,
    Setting,
    Spelling,
)

__all__ = [
    "Account",
    "Activity",
    "CalendarCopy",
    "CalendarEvent",
    "CalendarSource",
    "Change",
    "ChecklistItem",
    "ChecklistOutcome",
    "ClosedDay",
    "ColumnChoice",
    "Commitment",
    "Competitor",
    "Contact",
    "Currency",
    "CustomField",
    "Deal",
    "DealCompetitor",
    "DealContact",
    "DealFile",
    "DealProduct",
    "Edit",
    "Feed",
    "FeedCopy",
    "ForecastCall",
    "Freeze",
    "FrozenCall",
    "Handled",
    "Judgement",
    "KeptNews",
    "LastImport",
    "Mark",
    "Message",
    "NewsItem",
    "OpenEdit",
    "Person",
    "Pipeline",
    "Product",
    "Quota",
    "Rate",
    "SavedView",
    "Setting",
    "Spelling",
    "Stage",
    "Table",
    "logged_tables",
    "table_of",
]
