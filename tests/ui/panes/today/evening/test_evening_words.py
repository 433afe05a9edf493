"""Words that go out of the evening: mail drafts, files, and the template of the note."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QFileDialog

from salesdesk_app.services.evening import leadership_note
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.panes.today.evening.flow import EveningFlow
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.wording import leadership_note as words


@pytest.fixture
def opened(evening: TodayPane) -> list[Path]:
    """The files that were given to the system, instead of opening them."""
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    evening.evening.deeds.mailing.open_url = take
    return found


def read(path: Path) -> Any:
    return message_from_bytes(path.read_bytes(), policy=default)


def dialog(pane: TodayPane) -> Any:
    return next(one for one in pane.findChildren(QDialog) if one.isVisible())


def test_praise_goes_out_as_a_mail_draft(
    flow: EveningFlow, opened: list[Path], told: list[Notice]
) -> None:
    priya = next(r for r in flow.praise.rows.widgets() if r.name.text() == "Priya Nair")
    priya.text.setPlainText("Prima, Priya – weiter so")
    priya.mail.click()
    mail = read(opened[0])
    assert opened[0].suffix == ".eml"
    assert (mail["To"], mail["Subject"]) == ("priya@example.com", "Well done: Halden Freight")
    assert mail["X-Unsent"] == "1"
    assert mail.get_content().strip() == "Prima, Priya – weiter so"
    jonas = next(r for r in flow.praise.rows.widgets() if r.name.text() == "Jonas Lind")
    assert not any("No e-mail address" in one.text for one in told)
    jonas.mail.click()
    assert read(opened[1])["To"] is None
    assert any("No e-mail address of Jonas Lind is known" in one.text for one in told)


def test_where_nothing_opens_mails_that_is_told(
    flow: EveningFlow, evening: TodayPane, told: list[Notice]
) -> None:
    evening.evening.deeds.mailing.open_url = lambda _url: False
    flow.praise.rows.widgets()[0].mail.click()
    assert told[-1].tone == "warn" and "No program opens mails" in told[-1].text


def test_the_note_is_mailed_to_whom_the_template_says(
    flow: EveningFlow, evening: TodayPane, opened: list[Path], told: list[Notice]
) -> None:
    deeds = evening.evening.deeds
    to = "boss@example.com; b@example.org"
    evening.desk.do(leadership_note.change, text=words.TEMPLATE, to=to)
    deeds.mail_note(flow.letter.words)
    mail = read(opened[0])
    assert [a.addr_spec for a in mail["To"].addresses] == ["boss@example.com", "b@example.org"]
    assert mail["Subject"] == "Sales, 23 Nov 2026"
    evening.desk.do(leadership_note.change, text=words.TEMPLATE, to="the boss")
    deeds.mail_note("A note")
    assert told[-1].tone == "bad" and "“the boss” is no mail address" in told[-1].text
    assert len(opened) == 1


def test_the_note_is_saved_as_a_draft_or_as_text(
    flow: EveningFlow, evening: TodayPane, told: list[Notice], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[str] = []
    chosen = [(str(tmp_path / "note"), "Text (*.txt)"), (str(tmp_path / "note.eml"), "")]

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return chosen[len(asked) - 1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    evening.evening.deeds.save_note("A note")
    assert asked == ["Sales, 23 Nov 2026.eml"]
    assert (tmp_path / "note.txt").read_text(encoding="utf-8") == "A note\n"
    assert told[-1].text == "The note is in note.txt"
    evening.evening.deeds.save_note(flow.letter.words)
    mail = read(tmp_path / "note.eml")
    assert mail.get_content().replace("\r\n", "\n").strip() == flow.letter.words


def test_a_drafted_note_does_not_seem_to_be_typed(flow: EveningFlow, evening: TodayPane) -> None:
    found = evening.evening.deeds.evening
    assert found is not None
    template = replace(found.template, text="CHF\N{NO-BREAK SPACE}84,000 {won}")
    flow.letter.show_evening(replace(found, template=template), draft := Draft())
    assert flow.letter.words.startswith("CHF 84,000")
    flow.letter.keep(draft)
    assert draft.note is None and flow.letter.anew.isHidden()


def test_the_template_is_edited_with_a_live_preview(flow: EveningFlow, evening: TodayPane) -> None:
    evening.evening.deeds.edit_template()
    shown = dialog(evening)
    assert shown.preview.toPlainText().startswith("Monday 23 November")
    assert shown.unknown.text() == ""
    shown.text.setPlainText(" ")
    assert shown.unknown.text() == words.NO_TEMPLATE
    shown.text.setPlainText("Won {won}, {nonsense} {0.__class__}: ")
    assert shown.preview.toPlainText() == "Won 1 deal, $40,000, {nonsense} {0.__class__}: "
    assert shown.unknown.text() == (
        "There are no places {nonsense}, {0.__class__}; they stay as they are written."
    )
    shown.text.moveCursor(shown.text.textCursor().MoveOperation.End)
    next(place for place in shown.places if place.text() == "{lost}").click()
    assert shown.preview.toPlainText().endswith(": none")
    shown.to.setText("boss@example.com")
    shown.submit()
    kept = ask(evening.desk.store, leadership_note.template)
    assert (kept.text, kept.to) == (
        "Won {won}, {nonsense} {0.__class__}: {lost}",
        "boss@example.com",
    )
    assert flow.letter.words.startswith("Won 1 deal, $40,000, {nonsense}")
    assert "There are no places" in flow.letter.unknown.text()
    evening.desk.undo()
    assert ask(evening.desk.store, leadership_note.template).text == words.TEMPLATE
