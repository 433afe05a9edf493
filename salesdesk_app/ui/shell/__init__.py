"""The window around the panes: rail, title bar, palette, status line, dialogs."""
