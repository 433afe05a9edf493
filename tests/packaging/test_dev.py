"""The command line of dev.py, and that it stands on nothing but Python itself."""

import ast
import subprocess
import sys
from pathlib import Path

import dev
import pytest

FOLDER = Path(dev.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))


def dev_py(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Call dev.py as one types it."""
    command = [sys.executable, str(FOLDER / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_names_every_command() -> None:
    told = dev_py("--help")
    assert told.returncode == 0
    for command in ("run", "test", "setup", "bench", "bundle"):
        assert f"\n    {command} " in told.stdout


@pytest.mark.parametrize("arguments", [(), ("biuld",)])
def test_a_wrong_call_does_nothing(arguments: tuple[str, ...]) -> None:
    told = dev_py(*arguments)
    assert told.returncode == 2
    assert "usage" in told.stderr


@pytest.mark.parametrize(
    "rest", [["tests/domain", "-k", "money"], ["--help"], ["shot", "pictures", "--theme", "dark"]]
)
def test_what_follows_the_command_is_passed_on(rest: list[str]) -> None:
    options, passed = dev.parser().parse_known_args(["test", *rest])
    assert options.command == "test"
    assert passed == rest


def test_an_old_python_is_refused_in_plain_words() -> None:
    pretend = (
        "import runpy, sys; sys.version_info = (3, 10, 13); sys.version = '3.10.13 (main)'; "
        f"runpy.run_path({str(FOLDER / 'dev.py')!r}, run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stdout == "SalesDesk needs Python 3.11 or newer; this one is 3.10.13.\n"


def test_an_old_python_can_read_the_refusal() -> None:
    ast.parse((FOLDER / "dev.py").read_text("utf-8"), feature_version=(3, 7))


def imported(source: str) -> set[str]:
    """The top-level modules that a source imports anywhere."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_only_the_standard_library_is_imported(module: Path) -> None:
    own = {path.stem for path in MODULES}
    assert imported(module.read_text("utf-8")) <= own | sys.stdlib_module_names


def test_no_module_hides_one_of_the_standard_library() -> None:
    assert {path.stem for path in MODULES}.isdisjoint(sys.stdlib_module_names)


def test_the_readme_and_ci_give_the_same_command() -> None:
    command = "python3 packaging/dev.py test"
    readme = (FOLDER.parent / "README.md").read_text("utf-8")
    script = (FOLDER.parent / ".ci" / "run").read_text("utf-8")
    assert f"```\n{command}\n```" in readme
    assert script.splitlines()[-1] == f"exec {command}"
