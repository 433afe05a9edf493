"""The commands of dev.py: each sets up what it needs, then does its work."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import bundle
import checks
import display
import environment
import offscreen
import system


def prepare(*, window: bool) -> None:
    """Set everything up; quick where nothing changed."""
    answer = environment.version()
    system.provide(window=window, environment=answer is None)
    if not environment.is_current(answer):
        environment.prepare(answer)


def setup(_rest: list[str]) -> int:
    """Only set up."""
    prepare(window=True)
    print(f"SalesDesk is set up in {environment.VENV}")
    return 0


def run(rest: list[str]) -> int:
    """Open the window, or do what the arguments ask for; without a display, the main job."""
    window = offscreen.opens_window(rest)
    prepare(window=window)
    env = dict(os.environ)
    if window:
        platform = display.here()
        if platform is None:
            return offscreen.main_job()
        if platform:
            env.setdefault("QT_QPA_PLATFORM", platform)
    return program(["-m", "salesdesk_app", *rest], env)


def test(rest: list[str]) -> int:
    """The whole check."""
    prepare(window=False)
    return checks.run(rest)


def bench(rest: list[str]) -> int:
    """The benchmarks, drawn off screen."""
    prepare(window=False)
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return program(["-m", "benchmarks", *rest], env, environment.ROOT)


def make_bundle(_rest: list[str]) -> int:
    """The folder that runs without Python, made and tested."""
    prepare(window=False)
    return bundle.run()


def program(arguments: list[str], env: dict[str, str], folder: Path | None = None) -> int:
    """Run the environment's Python, in the folder where one is now or in another.

    Returns its exit status.
    """
    command = [str(environment.python()), *arguments]
    return subprocess.run(command, env=env, cwd=folder, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "setup": setup,
    "bench": bench,
    "bundle": make_bundle,
}
