"""The lock pins what the project asks for, with hashes, and names no address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASKED = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(name for extra in PROJECT["project"]["optional-dependencies"].values() for name in extra),
]
ENTRIES = LOCK.replace("\\\n", " ").splitlines()


def pins() -> dict[str, list[str]]:
    """The locked versions by name: more than one where they differ between Pythons."""
    found: dict[str, list[str]] = {}
    for entry in ENTRIES:
        requirement = Requirement(entry.partition(" --hash=")[0])
        [pin] = requirement.specifier
        found.setdefault(canonicalize_name(requirement.name), []).append(pin.version)
    return found


@pytest.mark.parametrize("asked", ASKED)
def test_each_requirement_is_locked_within_its_range(asked: str) -> None:
    requirement = Requirement(asked)
    versions = pins()[canonicalize_name(requirement.name)]
    assert all(requirement.specifier.contains(version) for version in versions)


def test_each_entry_is_pinned_and_hashed() -> None:
    for entry in ENTRIES:
        assert re.search(r"==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}(\s|$)", entry), entry


def test_no_address_is_named() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
