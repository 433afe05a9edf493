"""The agenda: the hours of the day, calendars that are read along, and free stretches to fill."""
