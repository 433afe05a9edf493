"""Calendars as .ics files hold them (RFC 5545): read in the guarded child, and written."""
