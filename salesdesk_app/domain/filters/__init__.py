"""Which deals are looked at: the filter as a value, and the line of text in which it is written."""
