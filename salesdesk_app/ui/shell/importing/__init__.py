"""An import in the window: ways in, matching, looking before it happens, and the report."""
