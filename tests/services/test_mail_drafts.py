"""Drafts among the temporary files: none stays there once it was opened."""

import os
import tempfile
from pathlib import Path

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.evening import mail_drafts


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files of this test only."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_earlier_drafts_are_taken_away(temporary: Path) -> None:
    (temporary / "SalesDesk other").mkdir()
    old = mail_drafts.open_draft("a@b.example", "Well done", "secret")
    new = mail_drafts.open_draft("a@b.example", "Well done", "secret")
    assert old.exists() and new.exists()
    for folder in temporary.iterdir():
        os.utime(folder, (0, 0))
    last = mail_drafts.open_draft("a@b.example", "Well done", "secret")
    assert sorted(temporary.iterdir()) == sorted([temporary / "SalesDesk other", last.parent])


def test_a_draft_to_no_address_leaves_nothing(temporary: Path) -> None:
    with pytest.raises(Problem, match=r"mail\.address"):
        mail_drafts.open_draft("nobody", "Well done", "secret")
    assert list(temporary.iterdir()) == []
