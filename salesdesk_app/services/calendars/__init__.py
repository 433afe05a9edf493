"""Calendars that are read along, and the one that is written for other programs."""
