"""Turns codes and facts into sentences, for the window, the command line and workbooks alike.

Knows nothing of the rest of the program: it is given codes (strings) and plain facts.
"""

from salesdesk_app.wording.edits import edit
from salesdesk_app.wording.numbers import count, day, money, percent, seconds, times
from salesdesk_app.wording.periods import period
from salesdesk_app.wording.problems import problem
from salesdesk_app.wording.terms import term

__all__ = [
    "count",
    "day",
    "edit",
    "money",
    "percent",
    "period",
    "problem",
    "seconds",
    "term",
    "times",
]
