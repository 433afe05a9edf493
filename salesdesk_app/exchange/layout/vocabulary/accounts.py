"""What other programs and people call the fields of accounts, best names first."""

WORDS: dict[str, str] = {
    "name": "account; account name; company name; company; customer; customer name; "
    "organization name; organization; organisation; organisation name; name; client; "
    "client name; legal name; complete name; kunde; kundenname; firma; firmenname; unternehmen; "
    "unternehmensname; name der firma",
    "owner": "account owner; company owner; owner; organization owner; owner name; "
    "account manager; salesperson; sales rep; record owner; inhaber; besitzer; betreuer; "
    "kundenbetreuer; zuständig; verkäufer",
    "parent": "parent account; subsidiary of; parent company; parent; parent account name; "
    "related company; ultimate parent; muttergesellschaft; konzern; übergeordnete firma; "
    "mutterunternehmen",
    "industry": "industry; sector; company industry; vertical; branche; wirtschaftszweig; "
    "industrie",
    "country": "country; billing country; office location; headquarters; country region; "
    "address 1 country region; mailing country; organization country; company address country; "
    "shipping country; company country; hq; land; staat",
    "website": "website; website url; company domain name; web site; domain; url; web; "
    "homepage url; organization website; webseite; homepage; internetadresse",
    "founded": "founded; year established; year started; year founded; founding year; "
    "established; gründungsjahr; gegründet",
    "employees": "employees; number of employees; no of employees; headcount; "
    "employee count; company size; num employees; staff; mitarbeiterzahl; mitarbeiter; "
    "anzahl mitarbeiter; anzahl der mitarbeiter; beschäftigte",
    "revenue": "revenue; annual revenue; yearly revenue; turnover; sales volume; annual sales; "
    "umsatz; jahresumsatz",
    "currency": "currency; currency code; account currency; currency iso code; "
    "annual revenue currency; währung",
    "note": "note; notes; description; comment; comments; internal notes; about us; notiz; "
    "notizen; beschreibung; bemerkung; bemerkungen; kommentar",
    "external_id": "account id; company id; organization id; customer id; customer number; "
    "account number; record id; external id; hs object id; do not modify account; "
    "nicht ändern firma; kundennummer; kunden nr; debitorennummer; id",
}
