"""What other programs and people call the fields of accounts, best names first."""

WORDS: dict[str, str] = {
    "name": "account; account name; company name; company; customer; customer name; "
    "organization name; organization; organisation; name; kunde; kundenname; firma; "
    "firmenname; unternehmen",
    "owner": "account owner; company owner; owner; organization owner; owner name; inhaber; "
    "betreuer",
    "parent": "parent account; subsidiary of; parent company; parent; parent account name; "
    "muttergesellschaft; konzern",
    "industry": "industry; sector; branche; wirtschaftszweig",
    "country": "country; billing country; office location; headquarters; country region; "
    "shipping country; company country; hq; land",
    "website": "website; website url; company domain name; web site; domain; url; webseite; "
    "homepage",
    "founded": "founded; year established; year started; year founded; founding year; "
    "established; gründungsjahr; gegründet",
    "employees": "employees; number of employees; no of employees; headcount; "
    "employee count; company size; mitarbeiterzahl; mitarbeiter; anzahl mitarbeiter",
    "revenue": "revenue; annual revenue; yearly revenue; turnover; sales volume; umsatz; "
    "jahresumsatz",
    "currency": "currency; currency code; account currency; currency iso code; währung",
    "note": "note; notes; description; comment; comments; notiz; beschreibung; bemerkung",
    "external_id": "account id; company id; organization id; customer id; customer number; "
    "record id; external id; kundennummer; id",
}
