"""The command line's grammar: every command, its arguments and what they mean."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk_app import __version__, paths
from salesdesk_app.domain.fields import KINDS

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

GROUPS = ("rep", "manager", "region", "stage", "product", "account", "month", "quarter")
OUT_ENDINGS = {"export": (".xlsx", ".csv"), "report": (".xlsx",)}
FIRST_YEAR, LAST_YEAR = 1900, 9998  # a day more or less stays a day of the calendar
THEMES = ("light", "dark")


def parse(argv: list[str]) -> argparse.Namespace:
    """Reads the arguments; wrong usage ends the program with status 2 and a usage line."""
    arguments = _parser().parse_args(argv)
    endings = OUT_ENDINGS.get(arguments.command)
    if endings and arguments.out.suffix.lower() not in endings:
        _parser().error(f"{arguments.command}: --out must end in {' or '.join(endings)}")
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="salesdesk",
        description="A desktop workspace for a sales manager. Without a command, opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"SalesDesk {__version__}")
    parser.add_argument(
        "--workspace", type=Path, default=paths.workspace(), metavar="FILE", help="the workspace"
    )
    parser.add_argument(
        "--today", type=_day, metavar="YYYY-MM-DD", help="take this for today's date (noon)"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("sample", help="fill a new workspace with the sample team")
    _import(commands)
    _figures(commands)
    _out(commands)
    for name, text in (
        ("undo", "take back the last edit"),
        ("redo", "bring back what was undone last"),
        ("check", "check the file, its links, its money and its history"),
    ):
        commands.add_parser(name, help=text)
    history = commands.add_parser("history", help="list the edits, newest first")
    history.add_argument("--json", action="store_true", help="print one JSON object")
    backup = commands.add_parser("backup", help="make a checked backup")
    backup.add_argument("--to", type=Path, metavar="FILE", help="into this file")
    restore = commands.add_parser("restore", help="put a backup in the workspace's place")
    restore.add_argument("file", type=Path, metavar="FILE")
    shot = commands.add_parser("shot", help="paint every pane into PNG files, off screen")
    shot.add_argument("folder", type=Path, metavar="FOLDER")
    shot.add_argument("--theme", choices=THEMES, default="light")
    shot.add_argument("--size", type=_size, default=(1440, 900), metavar="WIDTHxHEIGHT")
    return parser


def _import(commands: "Commands") -> None:
    parser = commands.add_parser("import", help="read .xlsx and .csv files into the workspace")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--as", dest="kind", choices=KINDS, help="what the rows are")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet to read")
    parser.add_argument("--dry-run", action="store_true", help="preview, and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _figures(commands: "Commands") -> None:
    parser = commands.add_parser("figures", help="print the key figures")
    parser.add_argument("--period", metavar="PERIOD", help="2017-Q4, 2017-11, 2017 or 2017-W47")
    parser.add_argument("--by", choices=GROUPS, help="the same for each of these")
    parser.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="as known at the end of that day"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _out(commands: "Commands") -> None:
    report = commands.add_parser("report", help="write a report as an Excel workbook")
    report.add_argument("name", choices=("weekly",))
    report.add_argument("--week", metavar="2017-W49", help="the week; without it, today's")
    report.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    export = commands.add_parser("export", help="write a table to .xlsx or .csv")
    export.add_argument("name", choices=("deals",))
    export.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx|FILE.csv")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-23") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} is not from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 1440x900")
    return int(match[1]), int(match[2])
