"""Starts SalesDesk: ``python -m salesdesk_app``."""

import sys

from salesdesk_app.app import main

if __name__ == "__main__":
    sys.exit(main())
