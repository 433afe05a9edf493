"""The filter line with its completion, its chips and the saved views, for every pane of deals."""
