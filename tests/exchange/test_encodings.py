"""Text files of Windows, with a few accented letters or many."""

from pathlib import Path

import pytest

from salesdesk_app.exchange.csv_file import encoding_of
from salesdesk_app.exchange.reading.limits import Limits


@pytest.mark.parametrize(
    "text",
    [
        "Deal,Owner\nFleet,Peña Niño\n",
        "Deal,Owner\nFleet,Søren Ærø\n",
        "Deal,Account\nFleet,Città di Café\n",
        "Deal,Amount\nFleet,€ 84.000\n",
        "Deal,Owner\n" + "Fleet,Jonas Lind\n" * 9000 + "Rollout,Café Müller Größe\n",
    ],
)
def test_a_few_accented_letters_are_western_european(tmp_path: Path, text: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(text.encode("cp1252"))
    assert path.read_text(encoding=encoding_of(path, Limits())) == text


def test_other_scripts_are_still_told(tmp_path: Path) -> None:
    text = "案件,担当者\n車両管理の更新,田中太郎\n分析基盤の導入,鈴木花子\n" * 20
    path = tmp_path / "deals.csv"
    path.write_bytes(text.encode("shift_jis"))
    assert path.read_text(encoding=encoding_of(path, Limits())) == text


@pytest.mark.parametrize("amount", ["1.054,00 €", "€ 1.054,00", "1.054,00\u00a0€", "€\u00a01.054"])
@pytest.mark.parametrize("name", ["Halden\u00a0Freight", "Müller & Söhne GmbH", "Café Zoë"])
def test_many_euros_stay_windows(tmp_path: Path, amount: str, name: str) -> None:
    path = tmp_path / "deals.csv"
    lines = [f"{name} {number};{amount};Won" for number in range(200)]
    path.write_bytes("\r\n".join(["Deal;Amount;Stage", *lines]).encode("cp1252"))
    encoding = encoding_of(path, Limits())
    assert lines[7] in path.read_text(encoding=encoding)


def test_letters_of_others_stay_theirs(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    text = "Ärger über Öl für die Größe und Güte der schönen Bücher; Fleiß, Füße, Späße\n" * 40
    path.write_bytes(text.encode("mac_roman"))
    assert path.read_text(encoding=encoding_of(path, Limits())) == text


def test_few_different_letters_many_times_are_no_signs_of_a_mac(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    lines = [f"D{number};Jonas Lind;Dienstag, {number % 31}. März 2017" for number in range(300)]
    text = "\n".join(["Deal;Verkäufer;Abgeschlossen am", *lines])
    path.write_bytes(text.encode("cp1252"))
    assert path.read_text(encoding=encoding_of(path, Limits())) == text
