"""Starts SalesDesk: ``python main.py`` in an environment that has its libraries."""

import sys

from salesdesk_app.app import main

if __name__ == "__main__":
    sys.exit(main())
