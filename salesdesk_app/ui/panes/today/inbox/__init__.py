"""Follow-ups: the list, the field that one types into, their cards, and mails that are dropped."""
