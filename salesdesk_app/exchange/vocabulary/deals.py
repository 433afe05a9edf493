"""What other programs and people call the fields of deals, best names first."""

WORDS: dict[str, str] = {
    "name": "deal; deal name; opportunity name; opportunity; deal title; potential name; "
    "topic; opportunity title; name; title; verkaufschance; chance; bezeichnung",
    "account": "account; account name; company; company name; customer; customer name; "
    "client; client name; organization; organization name; organisation; deal organization; "
    "associated company; primary company; potential customer; kunde; kundenname; firma; "
    "unternehmen",
    "owner": "owner; opportunity owner; deal owner; owner name; sales agent; sales rep; rep; "
    "salesperson; sales representative; account executive; seller; assigned to; responsible; "
    "record owner; potential owner; verkäufer; vertriebler; inhaber; zuständig; "
    "verantwortlich; betreuer",
    "stage": "stage; deal stage; opportunity stage; sales stage; stage name; pipeline stage; "
    "current stage; phase; verkaufsphase; stufe; status; deal status",
    "value": "value; amount; deal value; deal amount; close value; opportunity amount; "
    "deal size; contract value; est revenue; estimated revenue; expected revenue; "
    "planned revenue; revenue; actual revenue; betrag; wert; auftragswert; volumen; umsatz; "
    "summe",
    "currency": "currency; currency code; deal currency; deal currency of value; "
    "amount currency; opportunity currency; currency iso code; value currency; währung",
    "probability": "probability; deal probability; win probability; prob; "
    "probability of close; win likelihood; deal score; confidence; wahrscheinlichkeit; "
    "abschlusswahrscheinlichkeit",
    "category": "forecast category; forecast status; forecast; prognosekategorie",
    "created_on": "created; created date; create date; created on; creation date; "
    "date created; created at; created time; deal created; opportunity created; engage date; "
    "added on; open date; opened; erstellt; erstellt am; erstelldatum; erstellungsdatum; "
    "angelegt; angelegt am; anlagedatum",
    "expected_close_on": "expected close; expected close date; expected closing; "
    "estimated close date; est close date; deal expected close date; expected closing date; "
    "forecast close date; target close date; erwarteter abschluss; geplanter abschluss",
    "closed_on": "closed; closed on; closed date; date closed; actual close date; closed at; "
    "deal closed on; abgeschlossen am; geschlossen am",
    "close_on": "close date; close; closing date; abschlussdatum; abschluss; schlusstermin",
    "source": "source; lead source; deal source; opportunity source; original source; "
    "lead src; channel; origin; quelle; leadquelle; herkunft",
    "lost_reason": "lost reason; closed lost reason; loss reason; reason lost; "
    "deal lost reason; reason for loss; verlustgrund; ablehnungsgrund",
    "next_step": "next step; next steps; next action; nächster schritt",
    "next_step_on": "next step on; next step date; next activity date; "
    "deal next activity date; nächster schritt am",
    "product": "product; product name; products; produkt; produktname; artikel",
    "account_domain": "account website; associated company domain; company domain name; "
    "company domain; account domain; company website; organization domain; organization website; "
    "webseite der firma; firmenwebseite",
    "pipeline": "pipeline; deal pipeline; sales pipeline; pipeline name; vertriebspipeline; "
    "sales process",
    "contact": "contact; associated contact email; associated contact; primary contact; "
    "contact name; contact person; deal contact person; person name; contact email; "
    "associated contacts; contacts; buyer; ansprechpartner; kontakt; kontaktperson; "
    "e-mail des kontakts",
    "competitor": "competitor; competitors; main competitor; primary competitor; competition; "
    "main competitors; wettbewerber; mitbewerber; konkurrent; konkurrenz",
    "note": "note; notes; description; comment; comments; remarks; notiz; notizen; "
    "beschreibung; bemerkung; kommentar",
    "external_id": "opportunity id; deal id; record id; potential id; crm id; external id; "
    "opportunity number; deal number; id",
}
