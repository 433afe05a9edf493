"""Follow-ups that were typed or dropped in, their mails, and whom they are about."""
