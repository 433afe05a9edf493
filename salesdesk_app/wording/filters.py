"""Sentences for what is wrong with a filter line, and the words on the chips of its conditions."""

FAULTS: dict[str, str] = {
    "filter.long": "A filter line may have {most:,} characters.",
    "filter.field": "“{text}” is no field to filter by. To look for it as a word, "
    "put it in quotes.",
    "filter.field.near": "“{text}” is no field to filter by; the nearest is “{offers}”. To look "
    "for it as a word, put it in quotes.",
    "filter.value": "Say what “{field}” should be.",
    "filter.sign": "“{field}” has no order, so {sign} says nothing about it. Write "
    "{field}: instead.",
    "filter.unknown": "There is no {field} “{text}”.",
    "filter.unknown.near": "There is no {field} “{text}”. The nearest: {offers}.",
    "filter.several": "“{text}” may be {count} of them: {offers}. Write more of the name.",
    "filter.several.more": "“{text}” may be {count} of them, such as {offers}. Write more of the "
    "name.",
    "filter.amount": "“{text}” is no amount. Write it like 50k, 1.5m or 20k..50k.",
    "filter.rate": "No rate from “{text}” to {currency} is known. Set it in the settings, or write "
    "the amount in {currency}.",
    "filter.number": "{field}: “{text}” is no number. Write it like 14 or 7..30.",
    "filter.days": "“{text}” is no day or period. Write it like this-quarter, 2026-Q4, 2026-11, "
    "2026-11-23 or 2026-11-01..2026-11-23.",
    "filter.mixed": "“{text}” cannot stand beside the others in one {field}: list. Write it as a "
    "term of its own.",
    "filter.yes_no": "“{field}” is yes or no, and “{text}” is neither.",
    "filter.state": "“{text}” is nothing that a deal can be. Write is:open, is:won, is:lost, "
    "is:closed, is:risk, is:snoozed or is:all.",
    "filter.state.near": "“{text}” is nothing that a deal can be; the nearest is is:{offers}.",
}
