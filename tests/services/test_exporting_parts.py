"""The parts of workbooks as Excel asks for them: else it offers to repair what is whole."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.services import custom_fields, exporting
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, fill

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "tableParts", "extLst",
)  # fmt: skip
"""The elements of a sheet in the order that its schema asks for."""


@pytest.fixture
def world(store: Store) -> Store:
    """The small world, with fields whose names are no plain headings."""
    fill(store)
    for name in ("_x0041_", "a & <b>"):
        perform(store, Stamp(NOON), custom_fields.add, name, "text")
    return store


@pytest.mark.parametrize("for_editing", [False, True])
@pytest.mark.parametrize("kind", FIELDS)
def test_parts_stand_in_their_order(
    world: Store, tmp_path: Path, kind: RecordKind, for_editing: bool
) -> None:
    path = tmp_path / "a.xlsx"
    exporting.write_records(world, kind, path, for_editing=for_editing)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        sheets = [archive.read(n) for n in names if re.fullmatch(r"xl/worksheets/\w+\.xml", n)]
        tables = [archive.read(n) for n in names if n.startswith("xl/tables/")]
        rest = b"".join(archive.read(name) for name in names)
    assert len(sheets) == (3 if for_editing else 1)
    assert not re.search(rb"<f>|<hyperlink|t=\"e\"|vbaProject|externalLink", rest)
    for sheet in sheets:
        root = ElementTree.fromstring(sheet)  # noqa: S314 - it was written here
        places = [ORDER.index(part.tag.removeprefix(SPACE)) for part in root]
        assert places == sorted(places)
        assert len(places) == len(set(places))
    assert len(tables) == (0 if for_editing else 1)
    for table in tables:
        _check_heads(sheets[0], table)


def _check_heads(sheet: bytes, table: bytes) -> None:
    """The names of a table's columns are what its heads say, and none is there twice."""
    first = next(ElementTree.fromstring(sheet).iter(f"{SPACE}row"))  # noqa: S314 - written here
    said = ["".join(cell.itertext()) for cell in first]
    columns = ElementTree.fromstring(table).iter(f"{SPACE}tableColumn")  # noqa: S314 - the same
    named = [column.get("name") for column in columns]
    assert named == said
    assert len({name.casefold() for name in said}) == len(said)
