"""Names of files that are made of what users typed."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.paths import LONGEST_NAME, safe_filename

ODD = (
    "../../x", "CON", "con.txt", "a:b", "x" * 300, "漢" * 300, "trailing.", "trailing ",
    "\u202egpj.exe", "/etc/passwd", "C:\\Windows\\x", "", ".", "..", "a\x00b", "LPT1",
    "com¹", "nul ", "~/x", "a\nb",
    ".hidden", "'; rm", "Deals of Ana & Bob, 50 %", "e\u0301",
)  # fmt: skip

DEVICES = {"con", "prn", "aux", "nul"}
DEVICES |= {f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10)}


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("ending", ["", ".xlsx"])
def test_odd_words_name_one_file_in_the_folder(words: str, ending: str) -> None:
    check(words, ending)


@given(st.text())
def test_any_words_name_one_file_in_the_folder(words: str) -> None:
    check(words, ".csv")


def check(words: str, ending: str) -> None:
    name = safe_filename(words, ending)
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert name.partition(".")[0].strip().casefold() not in DEVICES
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert name == name.strip(" .")
    assert name.endswith(ending)
    assert len(name.encode()) <= LONGEST_NAME + len(" file") + len(ending)
    assert safe_filename(name.removesuffix(ending), ending) == name


def test_good_words_stay() -> None:
    assert safe_filename("Team, Q4 2026", ".xlsx") == "Team, Q4 2026.xlsx"
    assert safe_filename("Müller & Söhne 漢字") == "Müller & Söhne 漢字"
    assert safe_filename("../../x") == "x"
    assert safe_filename("CON", ".xlsx") == "CON file.xlsx"
    assert safe_filename("\u202e.") == "SalesDesk"
