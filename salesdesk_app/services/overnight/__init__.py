"""What came up since the day was last looked at, what waits, and what was made of it."""
