"""Feeds of news, RSS and Atom, as plain text."""
