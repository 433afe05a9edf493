"""The change log: edits, the changes that triggers write for them, and the edit that is open."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOG, Table
from salesdesk_app.store.types import Facts, UtcMoment


class Edit(Table):
    """One transaction, one undo step: what was done as a code and facts, when, by whom, and why.

    ``origin`` is ``user``, ``import``, ``sample``, ``undo`` or ``redo``; the last two name the edit
    that they take back or bring back.
    """

    __tablename__ = "edit"
    __table_args__ = (LOG,)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    facts: Mapped[Any] = mapped_column(Facts)
    at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    person: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("edit.id"), index=True)


class Change(Table):
    """One row that an edit touched and, unless it was inserted, how the row stood before."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_row", "table_name", "row_id", "edit_id"),
        Index("ix_change_edit", "edit_id"),
        LOG,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edit_id: Mapped[int] = mapped_column(ForeignKey("edit.id"))
    table_name: Mapped[str] = mapped_column(Text)
    row_id: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)  # i(nsert), u(pdate), d(elete)
    before: Mapped[str | None] = mapped_column(Text)


class OpenEdit(Table):
    """The edit of the running write transaction; without it, logged tables refuse every write."""

    __tablename__ = "open_edit"
    __table_args__ = ({"info": {"kind": "log"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    edit_id: Mapped[int]
