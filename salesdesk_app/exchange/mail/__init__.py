"""Mails that were saved as files: .eml and Outlook's .msg, headers and plain text only."""
