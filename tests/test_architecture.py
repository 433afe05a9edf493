"""House rules that a machine can check: imports, lengths, first sentences, no addresses."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 400

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
]
MACHINE_PATH = re.compile(
    r"(?<![\w.~:/-])/(?:work|tmp|root|farm|home/\w+|Users/\w+)(?:/|\b)|\b[A-Z]:\\+Users\\+\w"
)


def ignored() -> list[str]:
    """The name patterns that .gitignore lists; it holds plain names and patterns of names."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return [".git", *(line.rstrip("/") for line in lines if line and not line.startswith("#"))]


def files(folder: Path, skip: list[str]) -> Iterator[Path]:
    """The project's own files below a folder: all that .gitignore does not list."""
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in skip):
            continue
        if path.is_dir():
            yield from files(path, skip)
        else:
            yield path


def first_sentence_fault(source: str) -> str | None:
    """What is wrong with the opening of a module; None where it is one whole sentence."""
    said = ast.get_docstring(ast.parse(source))
    if not said:
        return "does not say what it is for"
    opening = " ".join(said.split("\n\n")[0].split())
    if not opening.endswith((".", "?", "!")):
        return "opens with something that does not end as a sentence"
    if re.search(r"[.?!]\s+[A-Z“]", opening):
        return "opens with more than one sentence"
    return None


def addresses(text: str) -> list[str]:
    """The package registries and places on one machine that a text names."""
    named = [host for host in REGISTRIES if re.search(rf"\b{re.escape(host)}\b", text)]
    return named + [match.group() for match in MACHINE_PATH.finditer(text)]


def text_of(path: Path) -> str | None:
    """The text of a file; None where it holds none."""
    content = path.read_bytes()
    if b"\0" in content[:8192]:
        return None
    return content.decode("utf-8", "replace")


def name(path: Path) -> str:
    """A file's name within the project."""
    return path.relative_to(ROOT).as_posix()


FILES = list(files(ROOT, ignored()))
MODULES = [path for path in FILES if path.suffix == ".py"]


def test_imports_point_one_way() -> None:
    # In a process of its own: import-linter changes the logging of the one it runs in.
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    options = ["--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"]
    told = subprocess.run(
        [sys.executable, "-c", lint, *options],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "0 broken" in told.stdout


def test_the_contracts_know_every_pane() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {each["id"]: each for each in project["tool"]["importlinter"]["contracts"]}
    panes = [path.parent.name for path in (ROOT / "salesdesk_app/ui/panes").glob("*/pane.py")]
    assert sorted(contracts["panes-apart"]["modules"]) == sorted(
        f"salesdesk_app.ui.panes.{pane}" for pane in panes
    )


def test_every_file_can_be_read_in_one_go() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert [f"{name(path)}: {count}" for path, count in lengths.items() if count > LONGEST] == []


def test_every_module_opens_with_one_sentence() -> None:
    faults = {path: first_sentence_fault(path.read_text("utf-8")) for path in MODULES}
    assert [f"{name(path)} {fault}" for path, fault in faults.items() if fault] == []


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    texts = {path: text_of(path) for path in FILES}
    named = {path: addresses(text) for path, text in texts.items() if text}
    assert [f"{name(path)} names {found}" for path, found in named.items() if found] == []


def test_the_project_is_what_is_looked_at() -> None:
    names = {name(path) for path in FILES}
    assert {"main.py", "salesdesk_app/__init__.py", "packaging/dev.py", ".ci/run"} <= names
    assert not any(each.startswith((".git/", ".venv/")) for each in names)


def wall_clock(source: str) -> list[int]:
    """The lines on which a module asks for the time or makes a moment local by itself."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        given = len(node.args) + len(node.keywords)
        called = node.func.attr
        if (
            called in ("now", "utcnow", "today")
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in ("datetime", "date")
        ) or (called, given) in (("astimezone", 0), ("fromtimestamp", 1)):
            found.append(node.lineno)
    return found


def test_the_clock_alone_knows_the_time_and_what_is_local() -> None:
    own = [path for path in MODULES if name(path).startswith("salesdesk_app/")]
    found = {name(path): wall_clock(path.read_text("utf-8")) for path in own}
    assert found.pop("salesdesk_app/clock.py")
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('"""One sentence."""', None),
        ('"""One sentence over\ntwo lines."""', None),
        ('"""One sentence.\n\nThen more. And more."""', None),
        ('"""Version 1.0 of it, e.g. this."""', None),
        ("x = 1", "does not say"),
        ('""""""', "does not say"),
        ('"""A title"""', "does not end"),
        ('"""One sentence. Another."""', "more than one"),
    ],
)
def test_what_counts_as_one_sentence(source: str, fault: str | None) -> None:
    found = first_sentence_fault(source)
    assert (found or "").find(fault or "") >= 0
    assert (found is None) == (fault is None)


@pytest.mark.parametrize(
    "parts",
    [
        ("https://files.", "pythonhosted", ".org/x"),
        ("pypi", ".org"),
        ("see /", "work", "/main"),
        ("=", "/home", "/anna/x"),
        ('"/', "tmp", '"'),
        ("C:", "\\Users", "\\Anna"),
    ],
)
def test_an_address_is_found(parts: tuple[str, ...]) -> None:
    assert addresses("".join(parts))


@pytest.mark.parametrize(
    "text", ["https://example.org/work/x", "team/work/x", "a/tmp/b", "/workspace", "notpypi.organ"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert addresses(text) == []


FIRST_PAINT = """
import sys
from datetime import date
from pathlib import Path
from salesdesk_app.clock import Clock
from salesdesk_app.ui import theme
from salesdesk_app.ui.app import make_application
from salesdesk_app.ui.desktop import Desktop
from salesdesk_app.ui.panes.today.outline import Seen, keep
from salesdesk_app.ui.preferences import Preferences

application = make_application()
preferences = Preferences(Path(sys.argv[1]) / "preferences.ini")
keep(preferences, "day.db", Seen("2026-11-23", ("One", "Two"), (8, 18), False))
theme.apply("light", application)
front = Desktop(application, preferences, Clock(date(2026, 11, 23))).front(Path("day.db"))
assert front.outline is not None and front.painted
print("\\n".join(sys.modules))
"""


def test_the_first_paint_imports_nothing_of_a_workspace(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    # Imported at the top of a module, that would be paid for before anything is seen.
    late = ("sqlalchemy", "sqlcipher3", "alembic", "holidays", "dateutil", "icalendar", "openpyxl")
    assert not [name for name in late if name in loaded]
    own = {name.split(".")[1] for name in loaded if name.startswith("salesdesk_app.")}
    assert not own & {"services", "store", "exchange"}
