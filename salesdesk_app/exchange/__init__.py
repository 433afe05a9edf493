"""Foreign files, in and out: read in a guarded process, understood, and written."""
