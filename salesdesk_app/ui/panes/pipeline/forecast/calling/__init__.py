"""The forecast call: one rep after the other, by keyboard, and what comes out of it."""
