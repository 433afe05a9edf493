"""The shape of what ``salesdesk today --json`` prints, as its help states it."""

SHAPE = """\
--json prints one object, whose keys stay as they are; further ones may come:
  day, now, since    the day; the moment; since when things are new, or null
  working            whether it is a working day
  closed             null, or its closing: day, at, late, note, tomorrow
  begins_from        the same of the closing that the day begins from, or null
  left_open          an earlier day that was not closed, or null
  currency           of all figures
  quarter, week      "2026-Q4"; number, of: which week of it, and of how many
  figures            the key figures from left to right, each with
    code, title, value, compares, explains, leads
                     as the window says them; leads: where a click goes, or null
    raw.unit         minor (cents of the currency), share (of 1), times, days
                     or count
    raw.value        the number; null where there is none: n/a, or nothing left
                     to cover
    raw.currency     with minor
    raw.numerator, raw.denominator
                     of a ratio, as whole numbers, money in minor units
  sections           by code: overnight, dealt, calls, calendar, inbox, news,
                     commitments, one_to_ones, start, day, end, tomorrow, with
    note             what its heading says
    lines            each with text, below and mark (the words), some with time,
                     done and explains, and the facts behind it, such as
                     deal_id, owner, due, value and currency
Days are ISO dates, moments ISO times in UTC; time is what the clock on the wall
shows. The value of a line is in units of its currency, 1250.5 for $1,250.50.
"""
