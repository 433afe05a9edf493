"""The end of the day: a flow of short steps by keyboard, and past days as they were closed."""
