"""What other programs and people call the fields of contacts, best names first."""

WORDS: dict[str, str] = {
    "name": "contact; contact name; name; full name; person; person name; contact person; "
    "display name; ansprechpartner; kontakt; kontaktname; kontaktperson; vollständiger name",
    "first_name": "first name; given name; person first name; vorname",
    "last_name": "last name; surname; family name; person last name; nachname; familienname",
    "account": "account; account name; company; company name; organization; organization name; "
    "organisation; person organization; customer; customer name; employer; associated company; "
    "primary company; firma; firmenname; unternehmen; kunde; kundenname",
    "account_domain": "account website; associated company domain; company domain name; "
    "company domain; company website; account domain; organization domain; organization website; "
    "webseite der firma; firmenwebseite",
    "title": "title; job title; position; function; person job title; role; stelle; funktion; "
    "berufsbezeichnung",
    "email": "e-mail; email; email address; e-mail address; mail; work email; business email; "
    "person email; person email work; primary email; e-mail-adresse; mailadresse",
    "phone": "phone; phone number; telephone; business phone; work phone; office phone; direct; "
    "tel; person phone; person phone work; telefon; telefonnummer; telefon geschäftlich; rufnummer",
    "mobile": "mobile; mobile phone; mobile phone number; mobile number; cell; cell phone; "
    "person phone mobile; mobil; handy; mobiltelefon; mobilnummer; telefon mobil",
    "note": "note; notes; description; comment; comments; remarks; notiz; notizen; beschreibung; "
    "bemerkung; kommentar",
    "external_id": "contact id; person id; record id; external id; contact number; kontakt-id; id",
}
