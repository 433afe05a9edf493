"""Settings that hold for the whole suite, made before anything imports Qt."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk_app.services import workspace
from salesdesk_app.store.session import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new workspace with its default stages and checklist, and nothing else."""
    opened = workspace.create(tmp_path / "sales.db")
    yield opened
    opened.close()
