"""Names that are written with the last name first."""

import pytest

from salesdesk_app.domain.names import turned


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nair, Priya", "Priya Nair"),
        ("DE VRIES,ANNA", "ANNA DE VRIES"),
        ("Priya Nair", None),
        ("King, Martin Luther, Jr.", None),
        ("Sammy Davis, Jr.", None),
        ("Acme, 3rd floor", None),
        (", Priya", None),
        ("Nair,", None),
    ],
)
def test_turned(text: str, name: str | None) -> None:
    assert turned(text) == name
