"""The evidence of each of the five checks: a module each."""
