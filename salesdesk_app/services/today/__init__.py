"""The manager's day as one answer, its agenda, and what both say in words."""
