"""The window: the desk, the shell around the panes, and the panes."""
