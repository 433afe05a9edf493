"""The forecast: what the team will close, the calls, call mode, and the gap to quota."""
