"""The command line: the same verbs and questions as the window, without Qt."""

from salesdesk_app.cli.arguments import parse
from salesdesk_app.cli.guard import guarded
from salesdesk_app.cli.run import run

__all__ = ["guarded", "parse", "run"]
