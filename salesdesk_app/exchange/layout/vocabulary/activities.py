"""What other programs and people call the fields of activities, best names first."""

WORDS: dict[str, str] = {
    "kind": "kind; activity type; type; activity; engagement type; task type; event type; "
    "task subtype; activity kind; activity activity type; category; art; typ; aktivitätstyp; "
    "aktivitätsart; aktivität",
    "subject": "subject; activity subject; call meeting title subject; title; activity title; "
    "topic; task; task name; task title; call title; meeting title; meeting name; event; name; "
    "summary; betreff; titel; thema; aufgabe; bezeichnung",
    "planned_at": "planned; due date; task due date; due; due on; scheduled; scheduled for; "
    "activity due date; activity due date time; due date only; planned for; planned on; start; "
    "start time; start date; starts; scheduled start; start date time; deadline; fällig; "
    "fällig am; fälligkeitsdatum; termin; geplant; geplant für; beginn; beginnt am",
    "done_at": "done; completed; activity done; completed on; completed date; completed at; "
    "date completed; completion date; marked as done time; activity marked as done time; "
    "done on; done at; actual end; closed; erledigt am; abgeschlossen am; erledigt",
    "at": "date; activity date; activity time; date time; time; when; activity date time; "
    "timestamp; call date; meeting date; logged on; logged at; datum; zeitpunkt; datum uhrzeit",
    "status": "status; task status; activity status; state; call status; zustand; stand",
    "minutes": "minutes; duration; duration minutes; activity duration; length; call duration; "
    "meeting duration; duration in minutes; duration in seconds; call duration in seconds; "
    "call duration seconds; duration in hours; minuten; dauer in stunden; dauer; "
    "dauer in minuten",
    "person": "owner; activity owner; assigned to; assigned; rep; sales rep; salesperson; user; "
    "assigned to user; activity assigned to user; owner name; responsible; task owner; "
    "event owner; person; created by; organizer; mitarbeiter; zuständig; verantwortlich; "
    "verkäufer; bearbeiter; inhaber",
    "deal": "deal; deal name; associated deal; opportunity; opportunity name; deal title; "
    "related opportunity; verkaufschance; chance",
    "account": "account; account name; company; company name; associated company; organization; "
    "organization name; organisation; company account; customer; firma; unternehmen; kunde",
    "account_domain": "account website; associated company domain; company domain name; "
    "company domain; account domain; organization domain",
    "contact": "contact; associated contact email; associated contact; contact email; "
    "contact name; contact person; person name; associated contacts; contacts; attendee; "
    "kontakt; ansprechpartner; kontaktperson; e-mail des kontakts",
    "call_outcome": "call outcome; outcome; call result; result; ergebnis; gesprächsergebnis",
    "meeting_outcome": "meeting outcome; meeting result; terminergebnis",
    "note": "note; notes; notes description; description; comment; comments; body; details; "
    "remarks; full comments; activity note; call notes; meeting notes; text; notiz; notizen; "
    "beschreibung; bemerkung; kommentar",
    "external_id": "activity id; engagement id; task id; event id; call id; meeting id; "
    "record id; external id; id",
}
