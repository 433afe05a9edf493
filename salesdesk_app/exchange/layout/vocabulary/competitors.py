"""What other programs and people call the fields of competitors, best names first."""

WORDS: dict[str, str] = {
    "name": "competitor; competitor name; rival; wettbewerber; mitbewerber; konkurrent; "
    "name des wettbewerbers; name; company; company name; firma",
    "website": "website; competitor website; web site; website url; url; homepage; domain; "
    "webseite; internetseite",
    "note": "note; notes; description; comment; comments; remarks; strengths; notiz; notizen; "
    "beschreibung; bemerkung; kommentar",
}
