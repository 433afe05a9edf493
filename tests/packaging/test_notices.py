"""The notices name every library that an installation brings, its versions and its licence."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
NOTICES = (ROOT / "THIRD_PARTY_NOTICES.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED = [Requirement(each) for each in PROJECT["dependencies"]]


def rows() -> dict[str, tuple[str, str]]:
    """The middle and the last column of the tables, by the library's name."""
    cells = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", NOTICES, re.MULTILINE)
    return {canonicalize_name(name): (middle, licence) for name, middle, licence in cells}


def brought(names: set[str]) -> set[str]:
    """These libraries and all that they require in turn on this machine."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        for each in map(Requirement, metadata.requires(name) or []):
            if each.marker is None or each.marker.evaluate({"extra": ""}):
                waiting |= {canonicalize_name(each.name)} - found
    return found


INSTALLED = sorted(brought({canonicalize_name(each.name) for each in ASKED}))


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_versions_are_those_of_the_project(asked: Requirement) -> None:
    named, _ = rows()[canonicalize_name(asked.name)]
    assert Requirement(f"{asked.name}{named}").specifier == asked.specifier


@pytest.mark.parametrize("name", INSTALLED)
def test_every_library_is_named_with_the_licence_that_it_states(name: str) -> None:
    _, licence = rows()[name]
    told = metadata.metadata(name)
    stated = told["License-Expression"] or told["License"] or ""
    known = {"PSFL": "PSF-2.0", "BSD 3-Clause License": "BSD-3-Clause", "BSD": "BSD-2-Clause"}
    short = known.get(stated, stated)
    if short and short != "Dual License":
        assert licence == short


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_what_the_project_ships_has_its_licence_beside_it(folder: str) -> None:
    assert f"`resources/{folder}/LICENSE`" in NOTICES
    assert (ROOT / "resources" / folder / "LICENSE").read_text("utf-8").strip()
