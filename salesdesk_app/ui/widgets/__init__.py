"""Widgets that more than one pane shows."""
