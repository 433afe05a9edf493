"""Starts SalesDesk: sends the window and its pictures to ``ui``, everything else to ``cli``."""

import sys

READING_CHILD = "--reading-child"


def main(argv: list[str] | None = None) -> int:
    """Runs the program and returns its exit status: 0, 1 (mendable), 2 (usage), 3 (a bug)."""
    argv = sys.argv[1:] if argv is None else argv
    if argv[:1] == [READING_CHILD]:  # a bundle has no other way to start the guarded child
        from salesdesk_app.exchange.reading import reading_child

        return reading_child.main()
    from salesdesk_app.cli.arguments import parse
    from salesdesk_app.cli.guard import guarded

    arguments = parse(argv)
    if arguments.command in (None, "shot"):
        from salesdesk_app.ui import app

        return guarded(app.run, arguments)
    from salesdesk_app.cli.run import run

    return guarded(run, arguments)
