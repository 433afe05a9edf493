"""What other programs and people call the fields of deals, best names first."""

WORDS: dict[str, str] = {
    "name": "deal; deal name; opportunity name; opportunity; deal title; potential name; "
    "topic; opportunity title; name; title; subject; opportunity subject; lead opportunity; "
    "project name; verkaufschance; name der verkaufschance; opportunity bezeichnung; "
    "chance; thema; bezeichnung; vorgang; projektname; titel; projekt; "
    "verkaufschancenname; vorhaben; lead name",
    "account": "account; account name; company; company name; customer; customer name; "
    "client; client name; organization; organization name; organisation; organisation name; "
    "deal organization; deal organisation; associated company; associated company primary; "
    "primary company; potential customer; account account name; company contact; buyer company; "
    "partner id; partner id name; org name; kunde; kundenname; firma; firmenname; unternehmen; "
    "unternehmensname; potenzieller kunde; interessent; auftraggeber; account bezeichnung; "
    "end customer; customer company; client company; endkunde",
    "owner": "owner; opportunity owner; deal owner; owner name; sales agent; sales rep; rep; "
    "salesperson; sales person; sales representative; account executive; ae; seller; "
    "assigned to; responsible; record owner; potential owner; opportunity owner full name; "
    "owner full name; user id; user id name; sales owner; responsible person; opportunity rep; "
    "deal owner name; verkäufer; vertriebler; vertriebsmitarbeiter; inhaber; besitzer; "
    "zuständig; zuständiger; verantwortlich; verantwortlicher; betreuer; kundenbetreuer; "
    "vertriebsbeauftragter; bearbeiter; opportunity inhaber; verkaufsmitarbeiter; "
    "account manager; key account manager; kam",
    "stage": "stage; deal stage; opportunity stage; sales stage; stage name; pipeline stage; "
    "current stage; pipeline phase; process stage; stage id; stage id name; sales phase; phase; "
    "verkaufsphase; vertriebsphase; pipelinephase; stufe; vertriebsstufe; verkaufsstufe; "
    "opportunity phase; status; deal status; "
    "opportunity status; status reason; statusgrund; state name",
    # Says won or lost beside a stage that does not.
    "status": "won or lost; won lost; lost won; won lost open; deal outcome; "
    "gewonnen oder verloren",
    "value": "value; amount; deal value; deal amount; close value; opportunity amount; "
    "deal size; contract value; total contract value; tcv; est revenue; estimated revenue; "
    "expected revenue; estimated value; expected value; planned revenue; total value; "
    "total amount; contract amount; order value; acv; annual contract value; revenue; "
    "actual revenue; amount in company currency; amount converted; betrag; wert; auftragswert; "
    "auftragssumme; auftragsvolumen; angebotswert; angebotssumme; dealwert; volumen; umsatz; "
    "geschätzter umsatz; gesch umsatz; erwarteter umsatz; geplanter umsatz; vertragswert; "
    "gesamtwert; gesamtbetrag; nettobetrag; nettowert; summe; "
    "net value; net amount; umsatzpotenzial; auftragswert netto; total",
    # What a deal was won for, beside a value that was an estimate.
    "won_value": "won value; tatsächlicher umsatz",
    "currency": "currency; currency code; deal currency; deal currency of value; "
    "deal currency code; amount currency; opportunity currency; currency iso code; "
    "value currency; transaction currency; amount converted currency; transactioncurrencyid; "
    "währung; währungscode; iso currency",
    "probability": "probability; deal probability; win probability; prob; opportunity probability; "
    "probability of close; probability of winning; chance of winning; win likelihood; likelihood; "
    "deal score; confidence; win chance; win; chance to close; deal stage probability; "
    "hs deal stage probability; close probability; wahrscheinlichkeit; "
    "abschlusswahrscheinlichkeit; erfolgswahrscheinlichkeit; gewinnwahrscheinlichkeit; "
    "auftragswahrscheinlichkeit; wahrscheinlichkeit in prozent; w keit",
    "category": "forecast category; forecast status; forecast; forecast category name; "
    "manual forecast category; hs manual forecast category; deal forecast category; "
    "prognosekategorie; prognose; forecast kategorie",
    "created_on": "created; created date; create date; created on; creation date; "
    "date created; created at; created time; deal created; deal deal created; "
    "opportunity created; opportunity created date; engage date; engaged; engaged on; "
    "added on; add time; date added; open date; opened; opened on; date opened; "
    "erstellt; erstellt am; erstelldatum; erstellungsdatum; "
    "angelegt; angelegt am; anlagedatum; eröffnet am; eröffnungsdatum; erfasst am; "
    "erfassungsdatum; added; entry date",
    "expected_close_on": "expected close; expected close date; expected closing; "
    "estimated close date; est close date; estimated close; est close; "
    "deal expected close date; expected closing date; projected close date; "
    "forecast close date; target close date; anticipated close date; planned close date; "
    "date deadline; expected close on; erwarteter abschluss; geplanter abschluss; "
    "erwartetes abschlussdatum; geplantes abschlussdatum; voraussichtlicher abschluss; "
    "voraussichtliches abschlussdatum; vorauss abschluss; vorauss abschlussdatum; "
    "geschätztes abschlussdatum; gesch abschlussdatum; zieltermin; abschluss geplant; "
    "forecast close; target close; projected close; planned close; anticipated close; "
    "estimated closing date; expected to close",
    "closed_on": "closed; closed on; closed date; date closed; actual close date; closed at; "
    "deal closed on; deal deal closed on; close time; actual close; closed time; "
    "abgeschlossen am; geschlossen am; tatsächliches abschlussdatum; abgeschlossen",
    "won_on": "won on; won time; won date; deal won time; date won; won at; gewonnen am",
    "lost_on": "lost on; lost time; lost date; deal lost time; date lost; lost at; verloren am",
    "close_on": "close date; close; closing date; close day; deal close date; "
    "opportunity close date; abschlussdatum; abschluss; abschlusstermin; abschlusstag; "
    "schlusstermin; schlussdatum; datum abschluss",
    "source": "source; lead source; deal source; opportunity source; original source; "
    "original traffic source; lead src; channel; origin; source id; source id name; "
    "deal source channel; deal source origin; source channel; quelle; leadquelle; lead quelle; "
    "herkunft",
    "lost_reason": "lost reason; closed lost reason; loss reason; reason lost; "
    "deal lost reason; reason for loss; lost reason id; lost reason id name; reason for losing; "
    "reason won lost; verlustgrund; ablehnungsgrund; grund für verlust; absagegrund; "
    "lost because; win loss reason; grund verloren",
    "next_step": "next step; next steps; next action; hs next step; nächster schritt; "
    "nächste schritte; nächste aktion",
    "next_step_on": "next step on; next step date; next activity date; next action date; "
    "deal next activity date; nächster schritt am; nächster schritt datum",
    "product": "product; product name; products; deal product; deal product name; produkt; "
    "produktname; artikel",
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
    "beschreibung; bemerkung; kommentar; bemerkungen; kommentare; anmerkung; anmerkungen; "
    "internal note; internal notes; interne notiz; interne notizen",
    "external_id": "opportunity id; deal id; record id; potential id; crm id; external id; "
    "opportunity number; deal number; hs object id; do not modify opportunity; "
    "nicht ändern verkaufschance; opportunity nummer; verkaufschancen id; case safe id; "
    "18 digit id; unique id; reference number; reference; ref no; "
    "opportunityid; opp id; opp no; opportunity no; opportunity nr; deal no; deal nr; "
    "crm no; chancenummer; chance nr; chancen nr; verkaufschance nr; verkaufschancennummer; "
    "vorgangsnummer; vorgang nr; vorgangsnr; vorgangs nr; auftragsnummer; auftragsnr; "
    "auftrags nr; angebotsnummer; angebotsnr; angebots nr; projektnummer; projektnr; "
    "referenznummer; referenz; id",
}
