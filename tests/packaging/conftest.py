"""Lets the tests of the set-up import its modules, which lie beside dev.py and not in a package."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
