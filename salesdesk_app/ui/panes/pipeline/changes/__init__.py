"""What changed in the open pipeline since a moment: the waterfall, and its deals as a list."""
