"""What is kept of an import for the next file of its shape."""
