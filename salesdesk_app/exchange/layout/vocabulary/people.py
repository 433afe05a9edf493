"""What other programs and people call the fields of people, best names first."""

WORDS: dict[str, str] = {
    "name": "name; full name; user; rep; sales rep; sales agent; salesperson; seller; employee; "
    "sales representative; team member; person; user name; owner; account executive; display "
    "name; sales person; mitarbeiter; mitarbeitername; verkäufer; vertriebler; "
    "vertriebsmitarbeiter; vollständiger name",
    "first_name": "first name; given name; vorname",
    "last_name": "last name; surname; family name; nachname",
    "role": "role; job title; title; position; user role; job; profile; rolle; funktion; position "
    "im unternehmen; stelle",
    "email": "e-mail; email; email address; mail; work email; business email; login; primary "
    "email; e-mail-adresse; mailadresse",
    "manager": "manager; sales manager; manager name; reports to; team lead; supervisor; line "
    "manager; boss; vorgesetzter; vorgesetzte; führungskraft; teamleiter; vertriebsleiter",
    "region": "region; regional office; sales region; territory; office; area; sales territory; "
    "sales team; team; gebiet; verkaufsgebiet; vertriebsgebiet; niederlassung; standort",
    "started_on": "started; start date; hire date; started on; joined; joining date; date joined; "
    "first day; eintritt; eintrittsdatum",
    "ended_on": "left; end date; left on; leaving date; termination date; last day; austritt; "
    "austrittsdatum",
    "external_id": "user id; employee id; rep id; record id; external id; do not modify user; "
    "employee number; personalnummer; id",
}
