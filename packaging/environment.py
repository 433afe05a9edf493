"""The project's own environment: .venv, filled from the hashed lock file."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = "packaging/requirements.lock"
STAMP = ".venv/salesdesk.stamp"

ASK_VERSION = "import sys; print(sys.implementation.cache_tag, *sys.version_info[:2])"


def python(venv: Path = VENV) -> Path:
    """The environment's interpreter, there or not."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def version(venv: Path = VENV) -> str | None:
    """What the environment's Python calls itself; None where it is missing, broken or too old."""
    try:
        asked = subprocess.run(
            [python(venv), "-c", ASK_VERSION], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    answer = asked.stdout.strip()
    _, major, minor = answer.split()
    return answer if (int(major), int(minor)) >= (3, 11) else None


def fingerprint(*parts: bytes) -> str:
    """A text that differs wherever one of the parts differs."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def stamp_of(answer: str, root: Path = ROOT) -> str:
    """What the stamp says once a clone's lock and project are installed for this Python."""
    # The folder counts: scripts and the project's own link name it, so a moved clone is redone.
    return fingerprint(
        (root / LOCK).read_bytes(),
        (root / "pyproject.toml").read_bytes(),
        answer.encode(),
        os.fsencode(root),
    )


def is_current(answer: str | None, root: Path = ROOT) -> bool:
    """Whether a clone's environment works and holds what its lock and project ask for."""
    stamp = root / STAMP
    if answer is None or not stamp.is_file():
        return False
    return stamp.read_text("ascii", "replace") == stamp_of(answer, root)


def prepare(answer: str | None) -> None:
    """Make the environment where it does not work (``answer`` is None) and fill it."""
    if answer is None:
        print(f"Making {VENV.name} with Python {sys.version.split()[0]}", flush=True)
        call([sys.executable, "-m", "venv", "--clear", str(VENV)])
        answer = version()
        if answer is None:
            raise SystemExit(f"{VENV} was made, but its Python does not start.")
    (ROOT / STAMP).unlink(missing_ok=True)
    print(f"Installing the libraries that {LOCK} names", flush=True)
    pip = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    if not sys.stdout.isatty():
        pip.append("--quiet")
    call([*pip, "--only-binary=:all:", "--require-hashes", "-r", LOCK])
    call([*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    (ROOT / STAMP).write_text(stamp_of(answer), "ascii")


def call(command: list[str], env: dict[str, str] | None = None, *, quiet: bool = False) -> None:
    """Run one step to its end; stop, naming it, where it fails. Quiet: errors only."""
    out = subprocess.DEVNULL if quiet else None
    status = subprocess.run(command, cwd=ROOT, env=env, stdout=out, check=False).returncode
    if status:
        shown = " ".join(command)
        raise SystemExit(f"\nThis step failed with exit status {status}; see above:\n    {shown}")
