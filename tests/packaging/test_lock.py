"""The lock pins what the project asks for, with hashes, and names no address."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
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


def imported() -> set[str]:
    """The outermost names that modules of SalesDesk import, but for Python's own."""
    found = set()
    for path in (ROOT / "salesdesk_app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"salesdesk_app"}


def test_what_is_imported_is_asked_for_by_its_own_name() -> None:
    asked = {canonicalize_name(Requirement(each).name) for each in ASKED}
    asked |= {"shiboken6"}  # a part of PySide6, of the same version
    brought_by = packages_distributions()
    missing = {
        name
        for name in imported()
        if not asked & {canonicalize_name(each) for each in brought_by[name]}
    }
    assert missing == set()


def test_each_entry_is_pinned_and_hashed() -> None:
    for entry in ENTRIES:
        assert re.search(r"==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}(\s|$)", entry), entry


def test_no_address_is_named() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
