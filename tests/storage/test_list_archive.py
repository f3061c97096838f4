import subprocess
import sys

import pytest

from gui.storage.lists.archive import ArchiveFault, check_archive
from tests.storage.corpus import binary

BLOCK = 1 << 20
"""Bytes unpacked at once."""
CELLS = [(f"{column}{row}", "13800138000") for row in range(1, 501) for column in "ABCDE"]
HOLLOW = [
    '<c r="XFD1048576" s="1"/>',
    '<c r="E1048576" s="1"></c>',
    "<c r='E1048576' t='s' s='1' />",
    '<x:c r="E1048576"></x:c>',
    '<c r="E1048576" note="a > b"/>',
]
FILLED = [
    '<c r="E1048576"><v>1</v></c>',
    '<c r="E1048576"><v/></c>',
    '<c note="/>" r="E1048576"><v>1</v></c>',
    "<c note='/>' r='E1048576'><v>1</v></c>",
    '<c r="E1048576"><!-- </c> --><v>1</v></c>',
]


def sheet(last, blanks=0):
    """A workbook of a small table and one more cell, where whoever made it left it."""
    xml = binary.sheet_xml(CELLS)
    row = f'<row r="1048576">{" " * blanks}{last}</row></sheetData>'
    return binary.with_sheet_xml(binary.xlsx({"a": [["1"]]}), xml.replace("</sheetData>", row))


@pytest.mark.parametrize("cell", HOLLOW[:-1])
def test_a_cell_with_a_format_alone_makes_no_room(cell):
    assert check_archive(sheet(cell)) is None


@pytest.mark.parametrize("cell", [*FILLED, HOLLOW[-1]])
def test_a_cell_with_anything_in_it_does(cell):
    assert check_archive(sheet(cell)) is ArchiveFault.TOO_LARGE


@pytest.mark.parametrize("cell", HOLLOW[:2])
def test_a_cell_may_lie_across_two_blocks(cell):
    start = binary.sheet_xml(CELLS).index("</sheetData>") + len('<row r="1048576">')
    for inside in range(len(cell) + 10):
        assert check_archive(sheet(cell, BLOCK - start - inside)) is None


@pytest.mark.skipif(sys.platform == "win32", reason="tells the memory of a process as Unix does")
@pytest.mark.parametrize("cell", HOLLOW)
def test_the_library_makes_no_room_for_them_either(tmp_path, cell):
    code = (
        "import resource, sys\n"
        "from python_calamine import CalamineWorkbook\n"
        "def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = used()\n"
        "sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)\n"
        "print(sheet.end, used() - before < 50_000)\n"
    )
    path = tmp_path / "list.xlsx"
    path.write_bytes(sheet(cell))
    out = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True)
    assert out.stdout.split() == ["(499,", "4)", "True"], out.stderr
