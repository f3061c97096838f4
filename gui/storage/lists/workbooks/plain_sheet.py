"""Tell whether a sheet of an XLSX is nothing but values, which `calamine` reads faster.

A sheet is plain if no row or column can be hidden, nothing is calculated, and every display format
is supported. Whoever doubts says no: the slower reader is right in any case.
"""

from __future__ import annotations

import io
import re
import shutil
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO, NamedTuple
from zipfile import ZipFile

from gui.core.cells.number_format import NumberFormat, parse_format
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.workbooks.calamine import Cell, ShowColumn
from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.sheet_rows import Findings
from gui.storage.lists.workbooks.xlsx import KNOWN_MAX, Style, XlsxWorkbook, shown

STEP = 1 << 20
HEAD = 1_000
"""Bytes within which the outermost element begins."""
UNPACKED_LEAST = 24 * 1024 * 1024
UNPACKED_FACTOR = 40
"""Lists of one and the same row are packed that well; a bomb is packed a thousandfold."""
ROOM_LEAST = 3_000_000
ROOM_FACTOR = 20
"""The library makes room for all cells within the outermost ones; how many, per cell there is."""

STYLES_MAX = 60_000
"""Of a workbook: each is kept in two bytes."""
SHEET = "sheet"
"""The name of the sheet in a workbook `without_formats`."""

_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{relations}</Relationships>"
)
_RELATION = (
    '<Relationship Id="rId{number}" Target="{part}" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/{kind}"/>'
)


def _relations(*parts: tuple[str, str]) -> str:
    return _RELATIONS.format(
        relations="".join(
            _RELATION.format(number=number, kind=kind, part=part)
            for number, (kind, part) in enumerate(parts, 1)
        )
    )


_NO_STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_PACKAGE = {
    "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": _WORKBOOK,
    "xl/_rels/workbook.xml.rels": _relations(
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
    ),
}
_UNMARKED = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ>/v"
"""Bytes that no mark has: without them there is half as much to be searched."""
_MARKS = (b"hidden", b't="d"', b" =", b"= ", b"='", b"\0")
"""Rows or columns that may be hidden, moments as text, and unusual ways of writing."""
_FORMULA_OR_COMMENT = re.compile(b"<[f!]").search
_NO_SIZE = {b' ht="': b' ht="0', b' width="': b' width="0'}
"""What a row or column without any height or width has, and how that begins."""
_OTHER_ENCODING = re.compile(rb'encoding="(?!utf-8")', re.IGNORECASE)
_STYLE = re.compile(rb' s="([0-9]+)"').findall
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})[0-9]').findall
_LAST_ROW = re.compile(rb'<row r="([0-9]{1,9})"')
_OVERLAP = 256
"""More than any tag of a cell has bytes: one may lie across two pieces."""
_WHOLE = parse_format("0")
"""The format most used for long numbers; it changes only those that are not whole."""


class PlainSheet(NamedTuple):
    """What is known of a plain sheet.

    Attributes:
        styles: for each column with display formats, from 0, one more than the number of each
            row's format in `XlsxWorkbook.styles`; 0 where it has none.
    """

    styles: Mapping[int, array[int]]


def look_through(
    package: Package, workbook: XlsxWorkbook, sheet: str, size: int
) -> PlainSheet | None:
    """Look through a sheet's XML; none if it is not plain. `size` is the workbook's, in bytes."""
    styles = workbook.styles
    shown = [n for n, style in enumerate(styles) if style not in (None, _WHOLE)]
    if 0 in shown or len(styles) > STYLES_MAX:
        return None
    supported = all(isinstance(styles[n], NumberFormat) for n in shown)
    formatted = _formatted(shown) if shown else None
    used = {str(n).encode() for n in shown}
    whole = _not_whole(styles)
    left = UNPACKED_LEAST + UNPACKED_FACTOR * size
    cells = rows = columns = 0
    found: dict[int, array[int]] = {}
    tail = b""
    with package.open(workbook.part(sheet)) as stream:
        while piece := stream.read(STEP):
            left -= len(piece)
            if left < 0 or (not tail and not _is_usual(piece)):
                return None
            text = tail + piece
            if _has_mark(text):
                return None
            if (formatted or whole) and text.count(b"<c ") != text.count(b'<c r="'):
                return None
            if formatted and not used.isdisjoint(_STYLE(text)):
                if not supported:
                    return None
                _note_styles(formatted.findall(text), found)
            if whole is not None and whole.search(text):
                return None
            cells += piece.count(b"<c ")
            columns = max(columns, *map(_width, set(_FAR_COLUMN(text))), 26)
            last = _LAST_ROW.match(text, max(0, text.rfind(b"<row r=")))
            rows = max(rows, int(last[1])) if last else rows
            tail = text[-_OVERLAP:]
    return PlainSheet(found) if rows * columns <= ROOM_LEAST + ROOM_FACTOR * cells else None


def without_formats(package: Package, workbook: XlsxWorkbook, sheet: str) -> BinaryIO:
    """Make a workbook of one sheet without formats, called as the standard's examples are.

    The library turns numbers under the format of a date into dates, and fails where there is no
    such date; here it gives the numbers.
    """
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, xml in _PACKAGE.items():
            archive.writestr(name, xml)
        for name, part in (
            ("xl/worksheets/sheet1.xml", workbook.part(sheet)),
            ("xl/sharedStrings.xml", workbook.strings_part),
        ):
            if part is None or part not in package:
                archive.writestr(name, _NO_STRINGS)
                continue
            with package.open(part) as stream, archive.open(name, "w") as copy:
                shutil.copyfileobj(stream, copy, STEP)
    out.seek(0)
    return out


def show_columns(workbook: XlsxWorkbook, plain: PlainSheet) -> ShowColumn:
    """Make what writes the numbers of a plain sheet by their display formats."""
    known: dict[tuple[int, float], tuple[str, ColumnProblem | None]] = {}

    def show_column(
        column: int,
        line: int,
        cells: Sequence[Cell],
        texts: list[str],
        findings: Findings | None,
    ) -> None:
        rows = plain.styles.get(column)
        if rows is None:
            return
        for index, style in enumerate(rows[line - 1 : line - 1 + len(cells)]):
            value = cells[index]
            if not style or type(value) is not float:
                continue
            found = known.get((style, value))
            if found is None:
                found = shown(value, workbook.styles[style - 1], workbook.from_1904)
                if len(known) < KNOWN_MAX:
                    known[style, value] = found
            texts[index], problem = found
            if problem is not None and findings is not None:
                findings.note(column, problem, line + index)

    return show_column


def _formatted(numbers: Sequence[int]) -> re.Pattern[bytes]:
    """What finds the cells that have one of these styles, but for shared texts."""
    styles = "|".join(map(str, numbers))
    return re.compile(rf'<c r="([A-Z]{{1,3}})([0-9]{{1,7}})" s="({styles})"(?! t="s")'.encode())


def _note_styles(cells: Iterable[tuple[bytes, bytes, bytes]], found: dict[int, array[int]]) -> None:
    columns: dict[bytes, array[int]] = {}
    for letters, line, style in cells:
        rows = columns.get(letters)
        if rows is None:
            rows = columns[letters] = found.setdefault(_width(letters) - 1, array("H"))
        index = int(line) - 1
        if index >= len(rows):
            rows.extend([0] * (index + 1 - len(rows)))
        rows[index] = int(style) + 1


def _has_mark(text: bytes) -> bool:
    """Whether there is anything that the fast reader does not know."""
    short = text.translate(None, _UNMARKED)
    return (
        any(mark in short for mark in _MARKS)
        or _FORMULA_OR_COMMENT(short) is not None
        or any(begin in short and zero in text for begin, zero in _NO_SIZE.items())
    )


def _is_usual(head: bytes) -> bool:
    """Whether names have no prefix, and characters are written as UTF-8."""
    head = head[:HEAD]
    return b"<worksheet" in head and not _OTHER_ENCODING.search(head)


def _not_whole(styles: list[Style]) -> re.Pattern[bytes] | None:
    """What finds a number that is not whole under a format that shows it so."""
    numbers = [str(number) for number, style in enumerate(styles) if style == _WHOLE]
    if not numbers:
        return None
    unstyled = "" if styles[0] != _WHOLE else "?"
    pattern = (
        rf'<c r="[A-Z]+[0-9]+"(?: s="(?:{"|".join(numbers)})"){unstyled}(?: t="n")?><v>[^<]*[.E]'
    )
    return re.compile(pattern.encode())


def _width(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
