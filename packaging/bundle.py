"""The folder that runs on a machine without Python: made by PyInstaller, then put to the test."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import documents
import environment

BUILD = environment.ROOT / "build"
FOLDER = BUILD / "bundle" / "SalesDesk"
PANES = environment.ROOT / "salesdesk_app" / "ui" / "panes"


def run() -> int:
    """Make the folder in build/bundle and test it; stops where either fails."""
    spec = environment.ROOT / "packaging" / "salesdesk.spec"
    places = ["--distpath", str(FOLDER.parent), "--workpath", str(BUILD / "pyinstaller")]
    pyinstaller = [str(environment.python()), "-m", "PyInstaller", "--log-level", "WARN"]
    environment.call([*pyinstaller, "--noconfirm", *places, str(spec)])
    drawn = self_test(FOLDER)
    print("\nThe bundle imports the sample, reads calendars, mails and feeds, tells the day")
    print(f"and draws every pane ({drawn} pictures). It is in")
    print(f"    {FOLDER}")
    return 0


def self_test(folder: Path) -> int:
    """Let the bundle export the sample, import it, tell its day, read documents, draw each pane.

    It runs in a folder of its own, with nothing that leads it to this clone or its libraries.
    Returns the number of pictures.
    """
    suffix = ".exe" if os.name == "nt" else ""
    console, window = folder / f"salesdesk-cli{suffix}", folder / f"SalesDesk{suffix}"
    scratch = Path(tempfile.mkdtemp(prefix="salesdesk-bundle-"))
    try:
        first, second = [
            ["--workspace", str(scratch / name)] for name in ("sample.db", "imported.db")
        ]
        deals, pictures = str(scratch / "deals.xlsx"), scratch / "pictures"
        answer(console, *first, "sample")
        answer(console, *first, "export", "deals", "--out", deals)
        told = json.loads(answer(console, *second, "import", deals, "--json"))
        if not told["new"] or told["errors"]:
            raise SystemExit(f"The bundle did not import its own export: {told}")
        answer(console, *second, "report", "weekly", "--out", str(scratch / "weekly.xlsx"))
        day = json.loads(answer(console, *first, "today", "--json"))
        if not day["figures"] or not day["sections"]["news"]["lines"]:
            raise SystemExit(f"The bundle told an empty day: {day}")
        documents.check(window, surroundings())
        answer(window, *first, "shot", str(pictures))
        drawn, panes = len(list(pictures.glob("**/*.png"))), len(list(PANES.glob("*/pane.py")))
        if drawn < panes:
            raise SystemExit(f"The bundle drew {drawn} pictures of {panes} panes.")
    finally:
        shutil.rmtree(scratch)
    return drawn


def answer(program: Path, *arguments: str) -> str:
    """What one of the bundle's programs prints; stops where it fails or writes an error."""
    done = subprocess.run(
        [str(program), *arguments],
        cwd=program.parent,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        shown = " ".join([program.name, *arguments])
        raise SystemExit(f"The bundle failed at: {shown}\n{done.stdout}{done.stderr}")
    return done.stdout


def surroundings() -> dict[str, str]:
    """The environment variables of this process but for those that lead to this clone."""
    led_here = ("PYTHON", "VIRTUAL_ENV", "QT_", "LD_LIBRARY_PATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(led_here)}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}
