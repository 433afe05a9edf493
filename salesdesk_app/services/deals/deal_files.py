"""Files and pages that belong to a deal, kept by their link: the file itself stays where it is."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain import links
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.deals.deal_records import existing, title_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Deal, DealFile


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file or a page of a deal: its link, and what it is called."""

    id: int
    link: str
    title: str

    @property
    def is_page(self) -> bool:
        """Whether it is the address of a page rather than the path of a file."""
        return links.is_page(self.link)


@verb
def add(session: Session, deal_id: int, link: str, *, title: str | None = None) -> int:
    """Notes a file or page of a deal; one that is there already stays. The result is its id.

    Problems: record.gone, deal_file.link for what is neither a whole path nor an address.
    """
    deal = existing(session, deal_id)
    kept = links.tidy(link)
    if kept is None:
        raise Problem("deal_file.link", text=link.strip()[:80])
    called = (title or "").strip() or None
    known = session.scalar(
        select(DealFile).where(DealFile.deal_id == deal_id, DealFile.link == kept)
    )
    if known is None:
        known = DealFile(deal_id=deal_id, link=kept)
        session.add(known)
    if called is not None:
        known.title = called
    session.flush()
    name_edit(session, file=known.title or links.title(kept), deal=title_of(session, deal))
    return known.id


@verb
def remove(session: Session, file_id: int) -> None:
    """Takes a file or page out of its deal; the file itself stays. Problem: record.gone."""
    file = session.get(DealFile, file_id)
    deal = None if file is None else session.get(Deal, file.deal_id)
    if file is None or deal is None:
        raise Problem("record.gone", kind="file")
    name_edit(session, file=file.title or links.title(file.link), deal=title_of(session, deal))
    session.delete(file)


def of_deal(session: Session, deal_id: int) -> tuple[FileLine, ...]:
    """The files and pages of a deal, in the order in which they were added."""
    rows = session.execute(
        select(DealFile.id, DealFile.link, DealFile.title)
        .where(DealFile.deal_id == deal_id)
        .order_by(DealFile.id)
    )
    return tuple(FileLine(row.id, row.link, row.title or links.title(row.link)) for row in rows)
