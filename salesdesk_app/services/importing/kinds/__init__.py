"""How rows of each kind of record are understood."""
