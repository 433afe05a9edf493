"""What belongs to the workspace as a whole: settings, currencies, rates, and scratch tables."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, SCRATCH, Identified, Table
from salesdesk_app.store.types import Exact, Facts, UtcMoment


class Setting(Table):
    """One setting that would move with the file to another machine."""

    __tablename__ = "setting"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[Any] = mapped_column(Facts)


class Currency(Table):
    """A currency that the workspace uses."""

    __tablename__ = "currency"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)


class Rate(Table):
    """From a day on, one unit of a currency is worth this many of the workspace currency."""

    __tablename__ = "rate"
    __table_args__ = (UniqueConstraint("currency", "day"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(ForeignKey("currency.code"))
    day: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Exact)


class SavedView(Identified, Table):
    """Deals to look at again: a filter line, and how a table of them is laid out."""

    __tablename__ = "saved_view"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    position: Mapped[int]
    query: Mapped[str] = mapped_column(Text)
    layout: Mapped[Any] = mapped_column(Facts)


class Mark(Table):
    """A moment to remember, such as when the day was last looked at."""

    __tablename__ = "mark"
    __table_args__ = (SCRATCH,)

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcMoment)


class ColumnChoice(Table):
    """What the user chose for the columns of files with these headings.

    ``columns`` holds the field of a column by its place, ``readings`` how its cells are read.
    """

    __tablename__ = "column_choice"
    __table_args__ = (SCRATCH,)

    shape: Mapped[str] = mapped_column(Text, primary_key=True)
    columns: Mapped[Any] = mapped_column(Facts)
    readings: Mapped[Any] = mapped_column(Facts, nullable=True)


class Spelling(Table):
    """What a word in a file stands for: a record by its key, None for one that is still to come.

    ``kind`` is ``stage`` or ``person``; ``text`` is the word as it is compared.
    """

    __tablename__ = "spelling"
    __table_args__ = (SCRATCH,)

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[str] = mapped_column(Text, primary_key=True)
    uid: Mapped[str | None] = mapped_column(Text)


class LastImport(Table):
    """The last import of files with these headings, and the ids of the records that were in it."""

    __tablename__ = "last_import"
    __table_args__ = (SCRATCH,)

    shape: Mapped[str] = mapped_column(Text, primary_key=True)
    file: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    records: Mapped[Any] = mapped_column(Facts)
