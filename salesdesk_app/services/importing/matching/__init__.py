"""Which record each row is about, and which rows are likely twins of one."""
