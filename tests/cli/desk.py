"""A workspace driven from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from salesdesk_app import app


class Desk:
    """A workspace file beside the files of a test."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.path = folder / "sales.db"
        self._capsys = capsys

    def run(self, *words: object, today: str = "2026-11-23") -> tuple[int, str, str]:
        """The exit status, what was printed, and what went to stderr."""
        arguments = ["--workspace", str(self.path), "--today", today, *map(str, words)]
        status = app.main(arguments)
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: object) -> Any:
        status, out, err = self.run(*words, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)
