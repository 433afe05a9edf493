"""What needs the manager: the list of matters, and what each can be turned into."""
