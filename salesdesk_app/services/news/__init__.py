"""News: the feeds, fetching them, what they brought, and what was kept of it."""
