"""Sets SalesDesk up in a clone and runs it, its checks, its benchmarks or its bundle."""

import argparse
import sys

OLDEST = (3, 11)

EPILOG = """\
Everything goes into .venv and build/ inside the project; a second call is quick.
Arguments after the command are passed on: "run shot pictures", "test tests/domain -k money".
"""


def parser() -> argparse.ArgumentParser:
    """The command line: one command and what is passed on to it."""
    made = argparse.ArgumentParser(
        prog="packaging/dev.py",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in (
        ("run", "set up and open SalesDesk; without a display, run its main job off screen"),
        ("test", "set up and run the whole check: ruff, mypy, import contracts, all tests"),
        ("setup", "set up only"),
        ("bench", "set up and run the benchmarks"),
        ("bundle", "set up, make a folder that runs without Python, and test it"),
    ):
        commands.add_parser(name, help=text, add_help=False)
    return made


def main() -> int:
    """Do one command; returns the exit status."""
    if sys.version_info < OLDEST:
        print(f"SalesDesk needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")
        return 1
    # Read only now: these modules are written in what an older Python does not know.
    import tasks

    options, rest = parser().parse_known_args()
    return tasks.COMMANDS[options.command](rest)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
