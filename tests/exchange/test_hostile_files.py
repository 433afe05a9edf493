"""Files that mean harm, and honest ones that look like them."""

import zipfile
from pathlib import Path
from time import monotonic

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import archive, doctypes
from salesdesk_app.exchange.reading.limits import MB, Limits
from salesdesk_app.exchange.reading.reader import read_tables
from tests.books import MAIN, ods, ods_cell, ods_row, xlsx, zipped

DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def trouble(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Problem) as caught:
        read_tables(path, limits=limits)
    return caught.value.code


@pytest.mark.parametrize(
    "hidden",
    [
        DTD.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + DTD).encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?>' + DTD.encode("utf-7"),
        b"+/v8-" + DTD.encode("utf-7"),
        ('<?xml version="1.0" encoding="UTF-32"?>' + DTD).encode("utf-32-le"),
        b'<?xml version="1.0" encoding="cp037"?>' + DTD.encode("cp037"),
        ('<?xml version="1.0" encoding="cp037"?>' + DTD).encode("cp037"),
        b" " * 5000 + DTD.encode(),
        b"<!-- " + b"x" * 2 * MB + b" -->" + DTD.encode(),
        b"<!-- " + b"x" * (MB - 8) + b"-->" + DTD.encode(),
        b" " * (MB - 1) + DTD.encode(),
    ],
)
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "styles.xml", "content.xml"])
def test_document_types_in_disguise(tmp_path: Path, hidden: bytes, part: str) -> None:
    if part.startswith("xl/"):
        path = xlsx(tmp_path / "a.xlsx", "<row/>", more={part: hidden})
    else:
        path = ods(tmp_path / "a.ods", ods_row("Deal"), more={part: hidden})
    assert trouble(path) == "file.dtd"


def test_plain_parts_have_no_document_type() -> None:
    for head in (
        b"",
        b"<x/>",
        b'<?xml version="1.0" encoding="windows-1252"?>\r\n<!-- hm --><x>&lt;!DOCTYPE</x>',
        '<?xml version="1.0" encoding="UTF-16"?><x>é</x>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="unheard-of"?><x/>',
        b"\x89PNG" + bytes(100),
    ):
        assert not doctypes.has_dtd(head)


def test_sizes_are_measured_while_unpacking_and_large_parts_must_be_full_of_cells(
    tmp_path: Path,
) -> None:
    limits = Limits(part=17 * MB)
    blank = b" " * (30 * MB)
    page = f"<worksheet {MAIN}><sheetData>".encode() + blank + b"</sheetData></worksheet>"
    path = xlsx(tmp_path / "a.xlsx", page)
    assert path.stat().st_size < MB
    assert trouble(path, limits) == "file.too_big"
    assert trouble(xlsx(tmp_path / "b.xlsx", "<row/>", more={"x": blank}), limits) == "file.too_big"
    honest = "".join(
        f'<row r="{n}">' + f'<c r="A{n}" t="inlineStr"><is><t>Halden</t></is></c>' * 9 + "</row>"
        for n in range(1, 40_000)
    )
    path = xlsx(tmp_path / "c.xlsx", honest)
    assert archive.inspect(path, limits).sheets[0].cells == 9 * 39_999


def test_a_bomb_is_refused_at_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(400):
                part.write(b"<row><c><is><t>" + b"A" * MB + b"</t></is></c></row>")
    before = monotonic()
    assert trouble(tmp_path / "a.xlsx") == "file.too_big"
    assert monotonic() - before < 10  # on a busy machine; it takes a third of a second


def test_very_many_parts_and_parts_of_one_name(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {f"xl/{n}.xml": "<x/>" for n in range(300)})
    assert trouble(path, Limits(parts=200)) == "file.too_big"
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/1.xml", "<y/>")
    assert trouble(path) == "file.damaged"


def test_an_archive_in_an_archive_is_no_workbook(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "in.zip", {"a": bytes(MB)}).read_bytes()
    assert trouble(zipped(tmp_path / "a.xlsx", {"b.zip": inner})) == "file.other"


@pytest.mark.parametrize("count", ["uniqueCount", "count"])
def test_a_count_of_shared_texts_is_not_believed(tmp_path: Path, count: str) -> None:
    shared = f' {count}="4294967295"><si><t>Deal</t></si>'
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    styles = '<cellXfs count="1"><xf numFmtId="0"/></cellXfs>'
    path = xlsx(tmp_path / "a.xlsx", row, shared=shared, styles=styles)
    assert [sheet.rows for sheet in read_tables(path)] == [[["Deal"]]]


def test_a_cell_in_the_last_corner(tmp_path: Path) -> None:
    page = (
        f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1'
        '</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c>'
        "</row></sheetData></worksheet>"
    )
    (sheet,) = read_tables(xlsx(tmp_path / "a.xlsx", page))
    assert sheet.numbers == [1, 1048576]
    assert sheet.cut == 16_384 - 512


def test_rows_that_stand_for_many(tmp_path: Path) -> None:
    most = ' table:number-rows-repeated="1048576"'
    wide = ods_cell(1, ' table:number-columns-repeated="16384"')
    path = ods(tmp_path / "a.ods", f"<table:table-row{most}>{wide}</table:table-row>")
    assert trouble(path) == "file.too_big"
    blank = (
        f'<table:table-row table:number-rows-repeated="1048000">{ods_cell(None)}</table:table-row>'
    )
    path = ods(tmp_path / "a.ods", ods_row("Deal") + blank + ods_row("A"))
    (sheet,) = read_tables(path)
    assert sheet.rows == [["Deal"], ["A"]]


def test_too_many_cells_of_a_format_that_cannot_be_streamed(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", ods_row("Deal", "Value") + ods_row("A", 5) * 20)
    assert trouble(path, Limits(cells=40)) == "file.too_big"
    report = Path(__file__).resolve().parents[1] / "data" / "report.xls"
    assert trouble(report, Limits(cells=5)) == "file.too_big"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (
            b"\x05Priya".ljust(55) + b"\x05" + "\0Priya".encode("utf-16-le").ljust(109),
            "a lock file",
        ),
        (b",priya,desk,30.12.2017 12:01,file:///home/priya/.config/libreoffice/4;", "a lock file"),
    ],
)
def test_lock_files(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "~$deals.xlsx").write_bytes(content)
    with pytest.raises(Problem, match=r"file\.other") as caught:
        read_tables(tmp_path / "~$deals.xlsx")
    assert what in str(caught.value.facts["what"])


def test_workbooks_without_compression_are_workbooks(tmp_path: Path) -> None:
    packed = xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>7</v></c></row>')
    with zipfile.ZipFile(packed) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(tmp_path / "b.csv", "w", zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    assert read_tables(tmp_path / "b.csv")[0].rows == [[7]]
