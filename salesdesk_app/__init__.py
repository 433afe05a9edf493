"""SalesDesk: a desktop workspace for a sales manager's day."""

__version__ = "0.1.0"
