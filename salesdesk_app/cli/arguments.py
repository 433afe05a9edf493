"""The command line's grammar: every command, its arguments and what they mean."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk_app import __version__, paths
from salesdesk_app.cli.today_shape import SHAPE
from salesdesk_app.domain.fields import KINDS

if TYPE_CHECKING:
    from salesdesk_app.services.since import Since

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    Add = Callable[..., argparse.Action]

SORTS = ("name", "account", "owner", "stage", "value", "probability", "closes", "closed", "created",
         "quiet", "pushed")  # fmt: skip
GROUPS = ("rep", "manager", "region", "stage", "product", "account", "month", "quarter")
OUT_ENDINGS = {"export": (".xlsx", ".csv"), "report": (".xlsx",)}
FIRST_YEAR, LAST_YEAR = 1900, 9998  # a day more or less stays a day of the calendar
THEMES = ("light", "dark")


def parse(argv: list[str]) -> argparse.Namespace:
    """Reads the arguments; wrong usage ends the program with status 2 and a usage line."""
    arguments = _parser().parse_args(_joined(argv))
    endings = OUT_ENDINGS.get(arguments.command)
    if endings and arguments.out.suffix.lower() not in endings:
        _parser().error(f"{arguments.command}: --out must end in {' or '.join(endings)}")
    if arguments.command == "export":
        _check_export(arguments)
    return arguments


def _joined(argv: list[str]) -> list[str]:
    """The words, with those that may begin with a dash tied to their option."""
    found: list[str] = []
    for word in argv:
        if found and found[-1] in ("--filter", "--sort"):
            found[-1] += f"={word}"
        else:
            found.append(word)
    return found


def _check_export(arguments: argparse.Namespace) -> None:
    text = arguments.out.suffix.lower() == ".csv"
    if arguments.csv is not None and not text:
        _parser().error("export: --csv is for an --out that ends in .csv")
    if arguments.for_editing and text:
        _parser().error("export: --for-editing needs an --out that ends in .xlsx")


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
    _today(commands)
    _figures(commands)
    _deals(commands)
    _changes(commands)
    _forecast(commands)
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


def _today(commands: "Commands") -> None:
    parser = commands.add_parser(
        "today",
        help="print the day as the window shows it",
        epilog=SHAPE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="a past day, as it was closed"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _import(commands: "Commands") -> None:
    parser = commands.add_parser(
        "import",
        help="read workbooks and text files into the workspace",
        description="Reads .xlsx, .xlsm, .xls, .xlsb, .ods, .csv and .tsv files; what a file is, "
        "is told by its content. FILE may be - for cells that were copied from a spreadsheet, "
        "read from standard input.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    _reading(parser.add_argument_group("what to read").add_argument)
    _understanding(parser.add_argument_group("how to understand it").add_argument)
    _writing(parser.add_argument_group("what to write").add_argument)


def _reading(add: "Add") -> None:
    add("--as", dest="kind", choices=KINDS, help="what the rows are")
    add("--sheet", metavar="NAME", help="the sheet to read")
    add("--all-sheets", action="store_true", help="every table of a workbook")
    add("--heading-row", type=_row, metavar="N", help="the row of headings")
    add("--all-columns", action="store_true", help="read more than 512 columns")


def _understanding(add: "Add") -> None:
    add(
        "--map",
        dest="mapping",
        type=_pair,
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column holds, by its heading or letter; COLUMN= leaves it out",
    )
    add("--keep-columns", action="store_true", help="keep unknown columns as custom fields")
    add("--date-order", choices=("dmy", "mdy"), help="what comes first in 03/04/2017")
    add("--decimal", choices=(".", ","), help="the decimal mark in 1.054")
    add("--currency", type=_currency, metavar="USD", help="what all amounts are in")
    add(
        "--stage",
        dest="stages",
        type=_pair,
        action="append",
        default=[],
        metavar="WORD=STAGE",
        help="which stage a word of the file means; WORD= makes a new stage of it",
    )


def _writing(add: "Add") -> None:
    add("--twins", choices=("skip", "new", "update"), help="what becomes of likely twins")
    add("--conflicts", choices=("file", "workspace"), help="whose value counts")
    add(
        "--missing",
        choices=("leave", "close"),
        default="leave",
        help="open deals of the last such file that this one lacks",
    )
    add("--errors", type=Path, metavar="OUT.xlsx", help="write the rows that were left out here")
    add("--dry-run", action="store_true", help="preview, and write nothing")
    add("--json", action="store_true", help="print one JSON object")


def _figures(commands: "Commands") -> None:
    parser = commands.add_parser("figures", help="print the key figures")
    parser.add_argument("--period", metavar="PERIOD", help="2017-Q4, 2017-11, 2017 or 2017-W47")
    parser.add_argument("--by", choices=GROUPS, help="the same for each of these")
    parser.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="as known at the end of that day"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _deals(commands: "Commands") -> None:
    parser = commands.add_parser(
        "deals",
        help="print the deals of a filter",
        description="Prints deals and what they come to. A filter is written as in the window: "
        "owner:priya value>50k stage:proposal closes:this-quarter quiet>14; is:open, is:won and "
        "is:lost say which. Without one, all deals are printed.",
    )
    parser.add_argument("--filter", metavar="LINE", help="the filter line")
    parser.add_argument(
        "--sort",
        type=_sorts,
        metavar="FIELD,-FIELD",
        help=f"by these, with - the highest first: {', '.join(SORTS)}",
    )
    parser.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="as known at the end of that day"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _sorts(text: str) -> list[tuple[str, bool]]:
    names = [name.strip() for name in text.split(",")]
    found = [(name.removeprefix("-"), name.startswith("-")) for name in names]
    for name, _down in found:
        if name not in SORTS:
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(SORTS)}")
    return found


def _changes(commands: "Commands") -> None:
    parser = commands.add_parser(
        "changes", help="print what changed in the open pipeline, as a waterfall that balances"
    )
    parser.add_argument(
        "--since",
        type=_since,
        required=True,
        metavar="YYYY-MM-DD|looked|call",
        help="what was known at the end of that day, at the last look, or at the last frozen call",
    )
    parser.add_argument(
        "--period",
        metavar="PERIOD",
        help="close dates: 2026-Q4 or the like, all; else this quarter",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _forecast(commands: "Commands") -> None:
    parser = commands.add_parser(
        "forecast", help="print the forecast by rep against quota, with calls and the gap"
    )
    parser.add_argument(
        "--period", metavar="PERIOD", help="2026-Q4, 2026-11 or 2026; without it, this quarter"
    )
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
    export.add_argument("name", choices=KINDS)
    export.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx|FILE.csv")
    export.add_argument(
        "--for-editing", action="store_true", help="with a key, lists and checks, to come in again"
    )
    export.add_argument(
        "--csv",
        choices=("spreadsheets", "programs"),
        help="for spreadsheets no text can become a formula; for programs all is written raw",
    )


def _pair(text: str) -> tuple[str, str]:
    left, mark, right = text.rpartition("=")
    if not mark or not left.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not two words with = between them")
    return left.strip(), right.strip()


def _row(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a row")
    return int(text)


def _currency(text: str) -> str:
    from babel.numbers import list_currencies  # imported late: few commands need it

    code = text.strip().upper()
    if code not in list_currencies():
        raise argparse.ArgumentTypeError(f"{text!r} is not a currency; write three letters: USD")
    return code


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-23") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} is not from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _since(text: str) -> "Since":
    words: dict[str, Since] = {"looked": "looked", "call": "call"}
    known = words.get(text.strip().lower())
    if known is None and not text[:1].isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not looked, call or a day like 2026-11-23")
    return known or _day(text)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 1440x900")
    return int(match[1]), int(match[2])
