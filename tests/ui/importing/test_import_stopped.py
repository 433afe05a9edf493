"""An import that is stopped while it reads, looks or writes: nothing is half done."""

from pathlib import Path
from typing import Any

import pytest

from salesdesk_app.progress import Cancelled
from salesdesk_app.services import importing
from salesdesk_app.ui.calls import ticks
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.notices import Notice
from salesdesk_app.ui.shell.importing import looking, steps
from salesdesk_app.ui.shell.window import Window
from tests.ui.importing.looks import agree, held, page


def stopped(*_args: Any, tick: Any = None, **_kwargs: Any) -> Any:
    """Stands in for work that the user stops at once."""
    raise Cancelled


@pytest.mark.parametrize("work", [steps.read, looking.look, importing.apply])
def test_all_of_it_tells_how_far_it_is_and_can_be_stopped(work: Any) -> None:
    assert ticks(work)


def test_reading_that_is_stopped_goes_on_with_the_next_file(
    window: Window, files: list[Path], told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = importing.read

    def once(session: Any, path: Path, **how: Any) -> Any:
        if path == files[0]:
            raise Cancelled
        return read(session, path, **how)

    monkeypatch.setattr(importing, "read", once)
    window.import_files(files)
    assert "stopped" in told[0].text
    assert window.header.title.text() == "Import people"
    agree(window)
    assert window.report is not None
    assert window.report.outcomes[0].said == "Reading it was stopped."


def test_a_look_that_is_stopped_can_be_had_again(
    window: Window, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(importing, "plan", stopped)
        window.import_files(files[1:])
    shown = page(window)
    assert shown.plan is None
    assert not shown.agree_button.isEnabled()
    agree(window)  # nothing to agree to
    shown.preview.again.click()
    assert shown.agree_button.isEnabled()
    assert shown.agree_button.text() == "Import 2 people"


def test_a_write_that_is_stopped_writes_nothing_and_can_be_agreed_to_again(
    window: Window, desk: Desk, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.import_files(files[1:])
    with monkeypatch.context() as patched:
        patched.setattr(importing, "apply", stopped)
        agree(window)
    assert held(desk).edits == 0
    shown = page(window)
    assert shown.match.isEnabled()
    assert shown.agree_button.isEnabled()
    agree(window)
    assert held(desk).people == 3


def test_what_changed_meanwhile_is_looked_at_again(
    window: Window, desk: Desk, files: list[Path], told: list[Notice]
) -> None:
    window.import_files(files[1:])
    plan = page(window).plan
    assert plan is not None
    desk.do(importing.apply, plan, today=desk.today(), origin="import")
    agree(window)
    assert any("changed since" in notice.text for notice in told)
    assert page(window).agree_button.text() == "Nothing to import: go on"
