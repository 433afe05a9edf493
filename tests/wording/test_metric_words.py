"""Each figure has a name, a definition that fits beside it, and a source."""

import pytest

from salesdesk_app.wording.metrics import METRICS, metric


@pytest.mark.parametrize("code", sorted(METRICS))
def test_definitions_are_short_sentences(code: str) -> None:
    definition = metric(code)
    assert 2 < len(definition.name) < 30
    assert definition.text.endswith(".")
    assert 10 < len(definition.text) < 170
    assert definition.source


def test_names_are_unlike() -> None:
    names = [definition.name for definition in METRICS.values()]
    assert len(set(names)) == len(names)
