"""The checklist: its items, what became of them on each day, and the month at a glance."""
