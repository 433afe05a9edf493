"""The main job without a display: the sample team, its weekly workbook, a picture of each pane."""

import os
from pathlib import Path

import environment

WINDOW_OPTIONS = ("--workspace", "--today")


def opens_window(arguments: list[str]) -> bool:
    """Whether salesdesk, called with these arguments, opens its window: it has no command then."""
    rest = list(arguments)
    while rest:
        option, given, _ = rest.pop(0).partition("=")
        if option not in WINDOW_OPTIONS:
            return False
        if not given and rest:
            rest.pop(0)
    return True


def fresh_folder(parent: Path) -> Path:
    """Make a new folder sample-1, sample-2 ... in the parent; an older one is never touched."""
    parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        folder = parent / f"sample-{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder


def main_job(program: list[str] | None = None, parent: Path = environment.ROOT / "build") -> int:
    """Run the main job on the sample team in a fresh folder and name what was written."""
    program = program or [str(environment.python()), "-m", "salesdesk_app"]
    folder = fresh_folder(parent)
    workbook, pictures = folder / "weekly.xlsx", folder / "pictures"
    print("There is no display here, so SalesDesk runs its main job off screen instead:")
    print("the sample team, the weekly report, and a picture of each pane.", flush=True)
    salesdesk = [*program, "--workspace", str(folder / "sales.db")]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.call([*salesdesk, "sample"], env, quiet=True)
    environment.call([*salesdesk, "report", "weekly", "--out", str(workbook)], env, quiet=True)
    environment.call([*salesdesk, "shot", str(pictures)], env, quiet=True)
    drawn = sorted(pictures.glob("**/*.png"))
    if not workbook.is_file() or not drawn:
        raise SystemExit(f"\nSomething is missing in {folder}: no workbook, or no picture.")
    print("\nWeekly workbook:", f"    {workbook}", "Pictures:", sep="\n")
    print(*(f"    {picture}" for picture in drawn), sep="\n")
    return 0
