"""Deals: what can be done with them, what is asked of them, and what the log knows of them."""
