"""Files that were written for editing and come back."""
