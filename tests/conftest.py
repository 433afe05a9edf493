"""Settings that hold for the whole suite, made before anything imports Qt."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from salesdesk_app.clock import Clock
from salesdesk_app.services import sample, workspace
from salesdesk_app.store.session import Store
from tests.web_server import WebServer
from tests.world import TODAY

gc.disable()
settings.register_profile("steady", derandomize=True)


def pytest_configure(config: pytest.Config) -> None:
    """Generated examples are the same in every run; soaks look for new ones."""
    if config.getoption("markexpr") == "not soak":
        settings.load_profile("steady")


def pytest_runtest_logfinish() -> None:
    """Collects between tests and on this thread: a Qt object that another one frees is a crash."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace as it is when new, to copy from: making one takes longer than a test."""
    path = tmp_path_factory.mktemp("blank") / "sales.db"
    workspace.create(path).close()
    return path


@pytest.fixture(scope="session")
def sampled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with the sample team, to copy from; its day is that of the small world."""
    path = tmp_path_factory.mktemp("sampled") / "sales.db"
    opened = Store(Path(shutil.copy(blank, path)))
    sample.fill(opened, today=TODAY, now=Clock(TODAY).now())
    opened.close()
    return path


@pytest.fixture
def store(request: pytest.FixtureRequest, blank: Path, tmp_path: Path) -> Iterator[Store]:
    """A new workspace with its default stages and checklist, and nothing else.

    Where ``sampled`` is asked for as well, it has the sample team.
    """
    full = "sampled" in request.fixturenames
    template = request.getfixturevalue("sampled") if full else blank
    opened = Store(Path(shutil.copy(template, tmp_path / "sales.db")))
    yield opened
    opened.close()


@pytest.fixture
def web_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    """A web server on this machine, and no proxy before it."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with WebServer().serving() as made:
        yield made
