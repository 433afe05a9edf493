"""What other programs and people call the fields of people, best names first."""

WORDS: dict[str, str] = {
    "name": "name; full name; user; rep; sales rep; sales agent; salesperson; seller; "
    "employee; sales representative; team member; person; user name; owner; mitarbeiter; "
    "verkäufer; vertriebler",
    "first_name": "first name; given name; vorname",
    "last_name": "last name; surname; family name; nachname",
    "role": "role; job title; title; position; user role; rolle; funktion",
    "email": "e-mail; email; email address; mail; work email; e-mail-adresse",
    "manager": "manager; sales manager; manager name; reports to; team lead; supervisor; "
    "vorgesetzter; teamleiter; vertriebsleiter",
    "region": "region; regional office; sales region; territory; office; area; gebiet; "
    "vertriebsgebiet; niederlassung; standort",
    "started_on": "started; start date; hire date; started on; joined; joining date; "
    "eintritt; eintrittsdatum",
    "ended_on": "left; end date; left on; leaving date; termination date; austritt; austrittsdatum",
    "external_id": "user id; employee id; rep id; record id; external id; personalnummer; id",
}
