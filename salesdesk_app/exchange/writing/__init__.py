"""Tables that go out: workbooks, CSV and the clipboard, in which user text is never a formula."""
