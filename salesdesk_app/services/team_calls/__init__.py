"""The team's calls of a day: whose, about what, the card before, the outcome after."""
