"""The end of the day: what happened, whom to praise, what is in motion, open, and to come."""
