"""The team's calls: what can be done with one, its card before it, its log after it."""
