"""News on Today: the page of the side card, all news, and the feeds that are read along."""
