"""News on screen, for every pane: the reader, and what one can do with a piece."""
