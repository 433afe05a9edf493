"""``pip install .`` brings all that SalesDesk reads at run time, and the command ``salesdesk``."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip would build and install."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", str(folder)], cwd=ROOT, check=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds, as pip lays it out."""
    folder = tmp_path_factory.mktemp("site")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files(folder: Path, *suffixes: str) -> set[str]:
    """The names of a folder's files, as they lie within it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix()
        for path in found
        if path.suffix != ".pyc" and (not suffixes or path.suffix in suffixes)
    }


def test_every_resource_is_brought(installed: Path) -> None:
    expected = files(ROOT / "resources")
    assert expected
    assert files(installed / "salesdesk_app" / "resources") == expected


def test_every_module_and_migration_is_brought(installed: Path) -> None:
    expected = files(ROOT / "salesdesk_app")
    brought = files(installed / "salesdesk_app")
    assert {name for name in brought if not name.startswith("resources/")} == expected


def test_nothing_else_is_brought(installed: Path) -> None:
    [about] = installed.glob("*.dist-info")
    assert {path.name for path in installed.iterdir()} == {"salesdesk_app", about.name}


def test_the_command_and_the_licences_are_brought(installed: Path) -> None:
    [about] = installed.glob("*.dist-info")
    assert "salesdesk = salesdesk_app.app:main" in (about / "entry_points.txt").read_text()
    licences = {path.name for path in (about / "licenses").iterdir()}
    assert {"LICENSE", "THIRD_PARTY_NOTICES.md"} <= licences


def test_an_installation_reads_its_own_resources_and_migrations(
    installed: Path, tmp_path: Path
) -> None:
    code = (
        "from salesdesk_app import paths; print(paths.resources()); "
        "from salesdesk_app.store import schema; print(schema.__file__)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    resources, schema = told.stdout.splitlines()
    assert Path(resources) == installed / "salesdesk_app" / "resources"
    assert installed in Path(schema).parents


def test_an_installation_makes_a_workspace(installed: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "salesdesk_app", "--workspace", "sales.db", "sample"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "sales.db").is_file()
