"""Headings that are like names of our fields and mean something else, or a second thing as well."""

from salesdesk_app.domain.fields import RecordKind

_STRANGERS = """
state; province; contract; contractor;
county; branch; city; statue; town; street; street address; postal code; zip;
age; age in days; opportunity age; deal age; fiscal period; fiscal quarter; fiscal year; quarter;
month; week; year; period; row; row number; line; line number; no; number; nr; lfd nr; type; deal
type; opportunity type; account type; record type; rating; grade; score; lead score; rank;
priority; currency rate; exchange rate; conversion rate; win rate; close rate; discount rate;
margin; cost; costs; discount; tax; vat; quantity; qty; stage duration; days in stage; days to
close; time in stage; last stage change; stage change date; date entered stage; previous stage;
stage history; forecast amount; weighted; weighted amount; weighted value; weighted revenue;
weighted pipeline; weighted forecast; deal weighted value; deal currency of weighted value;
prorated revenue; recurring revenue; gewichtet; gewichteter wert; gewichteter umsatz; gewichteter
betrag; created by; creator; deal creator; modified by; last modified by; owner role; owner id;
account id; account owner; contact id; user role; is closed; is won; has products; has open
activity; private; visible to; deal visible to; label; labels; tag; tags; campaign; campaign
source; primary campaign source; territory; region; area; country; phone; email; fax; website;
record type id; created by id; last activity; last activity date; last activity time; last
contacted; deal last activity date; conversion time; lead conversion time; deal last stage change;
total activities; done activities; deal total activities; deal done activities; deal activities to
do; deal email messages count; sales cycle duration; overall sales duration; deal product
quantity; deal product amount; row checksum; do not modify row checksum; do not modify modified
on; nicht ändern zeilenprüfsumme; nicht ändern geändert am; alter; monat; quartal; jahr;
geschäftsjahr; kalenderwoche; kw; zeile; typ; art; ort; plz; strasse; straße; bundesland;
priorität; bewertung; menge; anzahl; rabatt; marge; kosten; erstellt von; geändert von; dauer
"""

KEYS = frozenset(
    "".join(c for c in name if c.isalnum()) for name in _STRANGERS.casefold().split(";")
)

# A second meaning of a heading, where a better one has the first or the cells do not fit it.
OTHERWISE: dict[RecordKind, dict[str, str]] = {
    "deals": {
        "status": "status",
        "dealstatus": "status",
        "actualrevenue": "won_value",
        "chance": "probability",
        "confidence": "probability",
        "forecast": "category",
        "opportunity": "external_id",
        "verkaufschance": "external_id",
        "deal": "external_id",
    },
    "activities": dict.fromkeys(("done", "completed", "erledigt", "activitydone"), "status"),
}

# Headings that hold an amount times its probability where these others stand beside them.
WEIGHTED = frozenset(("expectedrevenue", "erwarteterumsatz"))
WEIGHING = frozenset(
    ("amount", "opportunityowner", "opportunityname", "fiscalperiod", "dealname", "dealowner")
)
