"""Costs and ratios: what something takes beside the least that could do it, in alternating runs."""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

TODAY = date(2026, 11, 23)
"""The day of every benchmark; here, so that a measured process need not import the generator."""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time (user and system, ended children included) and of the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Line:
    """One row of the table: what was measured against what, and how both came out."""

    what: str
    against: str
    ours: str
    bare: str
    ratio: float
    by_clock: float | None = None


def cost_of(work: Callable[[], object]) -> Cost:
    """What one run takes; rubbish of earlier runs is collected before."""
    gc.collect()
    before, began = _cpu(), time.perf_counter()
    work()
    ended = time.perf_counter()
    return Cost(_cpu() - before, ended - began)


def compare(
    what: str,
    against: str,
    ours: Callable[[], object],
    bare: Callable[[], object],
    *,
    runs: int = 5,
    per: int = 1,
) -> Line:
    """Runs both in turn and compares the medians; ``per`` is how many steps one run takes.

    In turn, because other work on the machine then falls on both alike.
    """
    pairs = [(cost_of(ours), cost_of(bare)) for _ in range(runs)]
    return line(what, against, [pair[0] for pair in pairs], [pair[1] for pair in pairs], per=per)


def line(
    what: str, against: str, ours: Sequence[Cost], bare: Sequence[Cost], *, per: int = 1
) -> Line:
    """The medians of what runs of both took, compared."""
    mine, theirs = _median(ours, per), _median(bare, per)
    return Line(
        what,
        against,
        in_words(mine.cpu),
        in_words(theirs.cpu),
        mine.cpu / theirs.cpu,
        mine.wall / theirs.wall,
    )


def in_words(seconds: float) -> str:
    """Seconds, or milliseconds where they are few."""
    return f"{seconds:.2f} s" if seconds >= 0.5 else f"{seconds * 1000:.3g} ms"


def run_module(module: str, *arguments: str) -> Any:
    """Runs a module of this package in a process of its own; its last line of output is JSON."""
    return json.loads(run_quietly(f"benchmarks.{module}", *arguments).splitlines()[-1])


def run_quietly(module: str, *arguments: str) -> str:
    """Runs a module in a process of its own and returns what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr}")
    return done.stdout


def print_lines(lines: list[Line]) -> None:
    """Hands lines to the process that asked for them."""
    print(json.dumps([asdict(line) for line in lines]))


def _cpu() -> float:
    ended = os.times()  # of ended children only, and coarse: our own time has its own clock
    return time.process_time() + ended.children_user + ended.children_system


def _median(costs: Sequence[Cost], per: int) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs) / per,
        statistics.median(cost.wall for cost in costs) / per,
    )
