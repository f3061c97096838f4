"""Workbooks as they are shown: hidden rows, display formats, formulas, and odd ways of writing."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import LayoutChoice
from gui.core.lists.sheet_notes import NO_SHEET_NOTES, ColumnNote, ColumnProblem, SheetNotes
from gui.storage.lists.open_list import open_list
from gui.storage.lists.source import ListSource
from gui.storage.lists.workbooks import plain_sheet
from gui.storage.lists.workbooks.calamine import CalamineWorkbook
from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.sheet_rows import Findings
from gui.storage.lists.workbooks.workbook_source import WorkbookSource
from gui.storage.lists.workbooks.xlsx import XlsxWorkbook
from tests.storage.corpus import binary
from tests.storage.lists import hiding

REPORTED = Path(__file__).parent.parent.with_name("reported")
A, B, C, D = "13800138000", "13900139000", "15012345678", "18612345678"


def source(data: bytes, choice: LayoutChoice | None = None) -> WorkbookSource:
    return WorkbookSource("list", io.BytesIO(data), len(data), choice or LayoutChoice())


def table(found: ListSource) -> dict[int, list[str]]:
    """The rows of a source, each without the empty cells at its end."""
    rows = {}
    for chunk in found.chunks():
        for line, cells in zip(chunk.lines, chunk.rows, strict=True):
            cells = list(cells)
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows[line] = cells
    return rows


def reported(name: str, **choice: Any) -> tuple[dict[int, list[str]], SheetNotes]:
    with open_list(REPORTED / name, LayoutChoice(**choice)) as found:
        return table(found), found.sheet_notes()


HEADER = ["姓名", "手机号"]
TWO = {1: HEADER, 2: ["张三", A], 3: ["李四", B]}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("51-ods-two-sheets-excel-tail.ods", {1: [*HEADER, "金额"], 2: ["张三", A, "100"],
                                              3: ["李四", B, "200"]}),
        ("53-ods-openoffice-empty-member.ods", {1: ["手机号"], 2: [A]}),
        ("56-xlsx-backslashes.xlsx", TWO),
        ("58-xlsx-workbook22.xlsx", TWO),
        ("60-xlsx-18-digit-number.xlsx", {1: [*HEADER, "单号"],
                                          2: ["张三", A, "351030001351351000"],
                                          3: ["李四", B, "773041234567890000"]}),
        ("63-xlsx-merge-whole-column.xlsx", {**TWO, 4: ["合计"]}),
        ("08-display-formats.xlsx", {
            1: ["手机号", "取件码", "折扣", "金额", "日期", "卡号"],
            2: [A, "001234", "15%", "¥1,234.50", "12月1日", "6222021234567890000"],
        }),
    ],
)  # fmt: skip
def test_a_reported_workbook_is_read(name: str, rows: dict[int, list[str]]) -> None:
    assert reported(name) == (rows, NO_SHEET_NOTES)


def test_distant_single_cell_is_cheap() -> None:
    rows, notes = reported("67-xlsx-stray-XFD1-300-rows.xlsx")
    assert len(rows) == 300
    assert (rows[2], rows[3], notes) == (TWO[2], TWO[3], NO_SHEET_NOTES)
    with open_list(REPORTED / "67-xlsx-stray-XFD1-300-rows.xlsx") as found:
        (chunk,) = found.chunks()
    assert {len(cells) for cells in chunk.rows[1:]} == {2}


def test_filtered_rows_are_left_out_and_counted() -> None:
    rows, notes = reported("04-filtered-rows.xlsx")
    assert [cells[1] for cells in rows.values()] == ["手机号", A, C]
    assert notes.hidden_rows == 2
    taken, _ = reported("04-filtered-rows.xlsx", hidden_rows=True)
    assert len(taken) == 5


def test_hidden_rows_of_an_ods_too() -> None:
    rows, notes = reported("54-ods-hidden-rows.ods")
    assert rows == {1: ["手机号"], 2: [A], 4: [C]}
    assert notes.hidden_rows == 1
    assert reported("54-ods-hidden-rows.ods", hidden_rows=True)[0][3] == [B]


def test_formulas_to_be_calculated_anew_are_said() -> None:
    _, notes = reported("07-xlsxwriter-formula-zero.xlsx")
    assert notes.columns == (ColumnNote(4, ColumnProblem.RECALCULATED, 2, 2),)


def test_a_cell_that_is_no_duration_is_noted_and_the_rest_is_read() -> None:
    rows, notes = reported("61-xlsx-duration-overflow.xlsx")
    assert [cells[:2] for cells in rows.values()] == list(TWO.values())
    assert rows[3][2] == "0.5"
    assert notes.columns == (ColumnNote(2, ColumnProblem.UNREADABLE, 1, 2),)


# Hidden rows and columns.

cells = st.sampled_from(["", "张三", A, B, C, D, "x"])


@st.composite
def hidden_tables(draw: st.DrawFn) -> tuple[list[list[str]], set[int], set[int]]:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=9))
    places = st.sets(st.integers(0, len(rows) - 1))
    return rows, draw(places), draw(st.sets(st.integers(0, width - 1)))


@settings(max_examples=60)
@given(made=hidden_tables(), filtered=st.booleans())
@pytest.mark.parametrize("name", hiding.FORMATS)
def test_hidden_rows_are_skipped_unless_chosen(
    name: str, made: tuple[list[list[str]], set[int], set[int]], filtered: bool
) -> None:
    rows, hidden, columns = made
    if not any(map(any, rows)):
        rows[0][0] = A
    data = hiding.FORMATS[name](rows, hidden, columns, filtered=filtered)
    filled = {line: [*cells] for line, cells in enumerate(rows, 1) if any(cells)}
    for cells in filled.values():
        while not cells[-1]:
            cells.pop()

    found = source(data)
    shown = {line: cells for line, cells in filled.items() if line - 1 not in hidden}
    assert table(found) == shown
    notes = found.sheet_notes()
    assert notes.hidden_rows == len(filled) - len(shown)
    assert notes.hidden_columns == tuple(
        sorted(column for column in columns if any(row[column] for row in rows))
    )
    assert table(source(data, LayoutChoice(hidden_rows=True))) == filled


@pytest.mark.parametrize(
    "attributes",
    ['hidden="1"', 'hidden="true"', "hidden='1'", 'ht="0" customHeight="1"', 'hidden = "1"',
     "ht='0'", 'outlineLevel="1" hidden="1" r="2"'],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_row_is_hidden_in_many_ways(attributes: str, prefix: str) -> None:
    if " r=" not in attributes:
        attributes += ' r="2"'
    xml = (
        (
            f"<{prefix}worksheet xmlns{':x' if prefix else ''}="
            '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><p:sheetData>'
            f'<p:row r="1"><p:c r="A1"><p:v>{A}</p:v></p:c></p:row>'
            f'<p:row {attributes}><p:c r="A2"><p:v>{B}</p:v></p:c></p:row>'
            "</p:sheetData></p:worksheet>"
        )
        .replace("p:", prefix)
        .replace(f"<{prefix}{prefix}", f"<{prefix}")
    )
    found = source(binary.with_sheet_xml(binary.xlsx({"a": [["1"]]}), xml))
    assert table(found) == {1: [A]}
    assert found.sheet_notes().hidden_rows == 1


def test_sheet_with_only_hidden_rows_is_reported() -> None:
    found = source(hiding.xlsx([["手机"], [A]], {0, 1}))
    assert table(found) == {}
    assert found.sheet_notes().hidden_rows == 2


def test_unknown_hidden_rows_are_reported() -> None:
    book = CalamineWorkbook(io.BytesIO(binary.xls([["手机"], [A]])))
    findings = Findings()
    assert [row.cells for row in book.rows("名单", findings)] == [["手机"], [A]]
    assert findings.notes().hiding_unknown


# Both readers of XLSX.


@settings(max_examples=80)
@given(
    rows=st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.integers(-(10**16), 10**16)
            | st.floats(allow_nan=False, allow_infinity=False, width=32)
            | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_the_careful_reader_agrees_with_the_fast_one(rows: list[list[float | str | None]]) -> None:
    data = binary.xlsx({"a": rows})
    package = Package(zipfile.ZipFile(io.BytesIO(data)))
    main = package.main_part()
    assert main is not None
    slow = {row.line: row.cells for row in XlsxWorkbook(package, main).rows("a", Findings())}
    fast = {}
    for line, taken in CalamineWorkbook(io.BytesIO(data)).open("a").pieces():
        for index, row in enumerate(taken):
            while row and not row[-1]:
                row.pop()
            if row:
                fast[line + index] = row
    assert slow == fast


FORMATS = ["yyyy-mm-dd", "hh:mm", "0%", "@"]


@settings(max_examples=80)
@given(
    rows=st.lists(
        st.lists(
            st.sampled_from(["", "张三", 7])
            | st.tuples(
                st.sampled_from([0.25, 45_000.5, -1.0, 1e9, 13_800_138_000.0, 3e6]),
                st.sampled_from(FORMATS),
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    ),
    origin=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_both_readers_show_the_same_under_the_same_formats(
    rows: list[list[str | tuple[float, str] | int]], origin: tuple[int, int]
) -> None:
    data = binary.xlsx({"a": rows}, origin=origin)
    found = source(data)
    assert found._plain is not None  # the fast reader takes it
    book = found._book
    findings = Findings()
    slow = {row.line: row.cells for row in book.rows("a", findings)}
    assert table(found) == slow
    assert found.sheet_notes() == findings.notes()


@pytest.mark.parametrize("kept", [0, 1 << 20])
def test_a_sheet_is_looked_through_in_pieces(monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(plain_sheet, "STEP", 1024)
    monkeypatch.setattr(plain_sheet, "KEPT_MAX", kept)
    rows = [
        [f"张{n}", (45_000.0 + n % 9, "yyyy-mm-dd"), (n / 8, "0%") if n % 3 else n]
        for n in range(400)
    ]
    found = source(binary.xlsx({"a": rows}))
    assert found._plain is not None
    assert table(found) == {row.line: row.cells for row in found._book.rows("a", Findings())}
    assert found.sheet_notes() == NO_SHEET_NOTES

    plain = [["手机"], *([str(13800000001 + n)] for n in range(400))]
    hidden = source(hiding.xlsx(plain, {400}))
    assert hidden._plain is None
    assert hidden.sheet_notes().hidden_rows == 1


# Odd ways of writing.


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def renamed(rename: Callable[[str], str], rows: dict[int, list[str]] = TWO) -> bytes:
    members = parts(binary.xlsx({"名单": list(rows.values())}))
    return binary.zipped({rename(name): data for name, data in members.items()})


@pytest.mark.parametrize(
    "rename",
    [str.upper, str.lower, lambda name: name.replace("/", "\\"), lambda name: f"/{name}"],
)
def test_parts_are_found_however_their_names_are_written(rename: Callable[[str], str]) -> None:
    assert table(source(renamed(rename))) == TWO


def test_parts_may_lie_at_the_root() -> None:
    members = parts(binary.xlsx({"名单": list(TWO.values())}))
    moved = {}
    for name, data in members.items():
        short = name.removeprefix("xl/").replace("worksheets/", "")
        if name == "_rels/.rels":
            data = data.replace(b"xl/workbook.xml", b"/book.xml")
        if name == "xl/_rels/workbook.xml.rels":
            short, data = "_rels/book.xml.rels", data.replace(b"worksheets/", b"./")
        moved["book.xml" if name == "xl/workbook.xml" else short] = data
    assert table(source(binary.zipped(moved))) == TWO


def test_members_may_be_empty_or_folders() -> None:
    members = parts(binary.xlsx({"名单": list(TWO.values())}))
    assert table(source(binary.zipped({"xl/": "", "xl/empty.xml": "", **members}))) == TWO


@pytest.mark.parametrize("dimension", ["A:B", "A1:XFD1048576", "", "1:3", "Z9"])
def test_dimension_element_is_not_trusted(dimension: str) -> None:
    xml = binary.sheet_xml([("A1", A), ("A2", B)]).replace(
        "<sheetData>", f'<dimension ref="{dimension}"/><sheetData>'
    )
    found = source(binary.with_sheet_xml(binary.xlsx({"a": [["1"]]}), xml))
    assert table(found) == {1: [A], 2: [B]}


def test_cells_at_the_corners_of_a_sheet_are_read() -> None:
    xml = binary.sheet_xml([("A1", A), ("XFD1", 7), ("XFD1048576", B)])
    found = source(binary.with_sheet_xml(binary.xlsx({"a": [["1"]]}), xml))
    assert table(found)[1048576][-1] == B


# Passwords.


def test_an_ods_with_a_password() -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    data = binary.zipped({"content.xml": b"\x8f\x01", "META-INF/manifest.xml": manifest})
    with pytest.raises(ListError) as error:
        source(data)
    assert error.value.fault is ListFault.PASSWORD


def xor_obfuscated(*, excel_95: bool, further_down: bool) -> bytes:
    """An XLS with the record FilePass of XOR obfuscation [MS-XLS 2.4.117]."""
    stream = binary.xls_stream([["手机号"], [A]])
    end = 4 + struct.unpack_from("<H", stream, 2)[0]
    begin = stream[:end]
    if excel_95:
        begin = struct.pack("<HHHHHH", 0x809, 8, 0x500, 5, 0, 0)
    between = struct.pack("<HH", 0x86, 0) * (20 if further_down else 0)  # WriteProtect
    if excel_95:
        file_pass = struct.pack("<HHHH", 0x2F, 4, 0x1234, 0x5678)
    else:
        file_pass = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    return binary.ole(
        begin + between + file_pass + stream[end:], "Book" if excel_95 else "Workbook"
    )


@pytest.mark.parametrize("excel_95", [False, True])
@pytest.mark.parametrize("further_down", [False, True])
def test_an_xls_with_a_password(excel_95: bool, further_down: bool) -> None:
    with pytest.raises(ListError) as error:
        source(xor_obfuscated(excel_95=excel_95, further_down=further_down))
    assert error.value.fault is ListFault.PASSWORD
