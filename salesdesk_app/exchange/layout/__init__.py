"""Where the table is in a sheet, and what its columns are."""
