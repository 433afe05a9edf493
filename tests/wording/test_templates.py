"""Every code that is raised or logged has its sentence, and says no more than it was told."""

import importlib
import pkgutil
import re
from pathlib import Path

import salesdesk_app
import salesdesk_app.services
from salesdesk_app.services.verbs import VERBS
from salesdesk_app.wording import edits, problems

CODE = re.compile(r"""Problem\(\s*"([a-z_]+\.[a-z_0-9]+)"((?:[^()]|\([^()]*\))*)\)""")


def raised() -> list[tuple[str, str, str]]:
    """Every problem that is raised by a literal code: file, code and arguments."""
    folder = Path(salesdesk_app.__file__).parent
    return [
        (path.name, *match.groups())
        for path in folder.rglob("*.py")
        for match in CODE.finditer(path.read_text(encoding="utf-8"))
    ]


def test_every_problem_that_is_raised_has_its_sentence() -> None:
    found = raised()
    assert len(found) > 50
    missing = {code for _, code, _ in found} - problems.TEMPLATES.keys()
    assert missing == set()


def test_every_sentence_gets_the_facts_that_it_names() -> None:
    for name, code, arguments in raised():
        if "**" in arguments:
            continue
        stated = set(re.findall(r"(\w+)=", arguments))
        needed = set(re.findall(r"{(\w+)", problems.TEMPLATES[code]))
        if code.startswith(("file.", "document.")):  # who asked for the file adds its name
            needed -= {"name"}
        assert needed <= stated, f"{name}: {code} lacks {needed - stated}"


def test_every_verb_has_a_label_and_no_label_lacks_a_verb() -> None:
    for module in pkgutil.walk_packages(salesdesk_app.services.__path__, "salesdesk_app.services."):
        importlib.import_module(module.name)
    extra = {code for code in edits.TEMPLATES if code not in VERBS}
    assert VERBS.keys() <= edits.TEMPLATES.keys()
    # A verb may have further labels: of several records, or of one field.
    stems = {".".join(code.split(".")[:2]) for code in extra}
    assert stems <= VERBS.keys() | {
        "history.undo",
        "history.redo",
        "sample.fill",
        "sample.replay",
    }


def test_of_a_long_title_the_beginning_stands_in_a_label() -> None:
    said = edits.edit("checklist.add", {"title": "Ring " * 60})
    assert len(said) < 130
    assert "…” to the day" in said
    assert "99" in edits.edit("checklist.add", {"title": "x" * 88 + "99"})
