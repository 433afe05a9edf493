"""What other programs and people call the fields of quotas, best names first."""

WORDS: dict[str, str] = {
    "person": "person; rep; sales rep; name; salesperson; owner; sales agent; seller; employee; "
    "sales representative; account executive; team member; user; quota owner; forecast owner; "
    "owner name; user name; full name; mitarbeiter; verkäufer; vertriebler; vertriebsmitarbeiter",
    "period": "period; quarter; month; year; quota period; fiscal quarter; fiscal period; "
    "fiscal year; target period; time period; zeitraum; periode; quartal; monat; jahr; "
    "geschäftsjahr",
    "first_on": "first day; start date; start; from; period start; begin; begins; valid from; "
    "beginn; von; gültig ab; ab",
    "last_on": "last day; end date; end; to; until; period end; ends; valid until; ende; bis; "
    "gültig bis",
    "amount": "quota; quota amount; target; sales target; sales quota; goal; target amount; "
    "revenue target; amount; value; budget; ziel; zielwert; quote; soll; vorgabe; umsatzziel; "
    "zielvorgabe; betrag",
    "currency": "currency; currency code; quota currency; currency iso code; währung",
    "ramp": "ramp; ramp percent; ramp up; ramping; attainable; einarbeitung; anlauf",
}
