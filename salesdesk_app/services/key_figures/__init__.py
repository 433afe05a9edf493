"""The key figures across the top of the day: each says, compares, and leads to its deals."""
