"""Contacts and their part in deals."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.accounts import tidy
from salesdesk_app.services.deals.deal_records import existing, title_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Contact, Deal, DealContact


@verb
def add_to_deal(
    session: Session, deal_id: int, name: str, *, title: str | None = None, role: str | None = None
) -> int:
    """Gives a contact a part in a deal; the result is the contact's id.

    A contact of the deal's account by that name is taken, else one is added there. Who has a part
    already only gets the title and role that are stated. Problems: record.gone, field.empty.
    """
    deal = existing(session, deal_id)
    wanted = tidy(name)
    if not wanted:
        raise Problem("field.empty", field="Contact")
    contact = _of_account(session, wanted, deal.account_id)
    if contact is None:
        contact = Contact(name=wanted, account_id=deal.account_id)
        session.add(contact)
    if title and title.strip():
        contact.title = title.strip()
    session.flush()
    part = _part(session, deal_id, contact.id)
    if part is None:
        part = DealContact(deal_id=deal_id, contact_id=contact.id)
        session.add(part)
    if role and role.strip():
        part.role = role.strip()
    name_edit(session, contact=wanted, deal=title_of(session, deal))
    return contact.id


@verb
def remove_from_deal(session: Session, deal_id: int, contact_id: int) -> None:
    """Ends a contact's part in a deal; the contact itself stays. Problem: record.gone."""
    part = _part(session, deal_id, contact_id)
    deal, contact = session.get(Deal, deal_id), session.get(Contact, contact_id)
    if part is None or deal is None or contact is None:
        raise Problem("record.gone", kind="contact")
    session.delete(part)
    name_edit(session, contact=contact.name, deal=title_of(session, deal))


def _of_account(session: Session, name: str, account_id: int | None) -> Contact | None:
    """The contact of that name at an account, whatever the capitals."""
    for contact in session.scalars(
        select(Contact).where(Contact.account_id.is_not_distinct_from(account_id))
    ):
        if tidy(contact.name).casefold() == name.casefold():
            return contact
    return None


def _part(session: Session, deal_id: int, contact_id: int) -> DealContact | None:
    return session.scalar(
        select(DealContact).where(
            DealContact.deal_id == deal_id, DealContact.contact_id == contact_id
        )
    )
