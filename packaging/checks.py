"""The whole check: ruff, its formatting, mypy, and all tests (the import contracts among them)."""

import os
import subprocess

import environment

BEFORE_TESTS = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
}
# All tests at once take a worker for every core; some of them, named by hand, run by themselves.
ALL_TESTS = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]


def run(pytest_arguments: list[str]) -> int:
    """Run everything, even past a failure; pytest comes last, so that its count closes the output.

    Returns 0 only where all of it passed; what failed is named once more at the end.
    """
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    steps = BEFORE_TESTS | {"tests": ["pytest", *(pytest_arguments or ALL_TESTS)]}
    failed = []
    for name, arguments in steps.items():
        print(f"-- {name}", flush=True)
        command = [str(environment.python()), "-m", *arguments]
        if subprocess.run(command, cwd=environment.ROOT, env=env, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0
