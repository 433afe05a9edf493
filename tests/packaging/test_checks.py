"""The whole check runs to its end, fails where any part fails, and closes with pytest's count."""

from subprocess import CompletedProcess
from typing import Any

import checks
import pytest


class Tools:
    """Takes the place of the tools: notes their calls, lets the named ones fail."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.calls: list[list[str]] = []

    def run(self, command: list[str], **_options: Any) -> CompletedProcess[str]:
        arguments = command[2:]
        self.calls.append(arguments)
        print(f"{arguments[0]} says this last")
        return CompletedProcess(command, 1 if arguments[0] in self.failing else 0)


def check(monkeypatch: pytest.MonkeyPatch, tools: Tools, *arguments: str) -> int:
    """Run the check by these tools."""
    monkeypatch.setattr(checks.subprocess, "run", tools.run)
    return checks.run(list(arguments))


def test_all_of_it_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tools = Tools()
    assert check(monkeypatch, tools, "tests/domain", "-k", "money") == 0
    assert tools.calls == [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["pytest", "tests/domain", "-k", "money"],
    ]
    assert capsys.readouterr().out.splitlines()[-1] == "pytest says this last"


@pytest.mark.parametrize("tool", ["ruff", "mypy", "pytest"])
def test_one_failure_fails_the_whole_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tool: str
) -> None:
    tools = Tools(tool)
    assert check(monkeypatch, tools) == 1
    assert [call[0] for call in tools.calls] == ["ruff", "ruff", "mypy", "pytest"]
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Failed: ")
    assert ("tests" if tool == "pytest" else tool) in last
