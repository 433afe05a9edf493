"""The database: tables, sessions, the change log, migrations and backups."""
