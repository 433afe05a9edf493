"""The checklist: items in the three parts of the day, how they change, and their month."""
