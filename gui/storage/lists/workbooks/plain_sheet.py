"""Detect sheets of an XLSX that contain only values, which `calamine` reads faster.

A sheet is plain if no row or column can be hidden, nothing is calculated, and every display format
is supported. In doubt it is not: the slower reader is always correct.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple, cast

from gui.core.cells.number_format import NumberFormat, parse_format
from gui.core.lists.sheet_notes import ColumnProblem
from gui.storage.lists.workbooks.calamine import Cell, ShowColumn, texts_of
from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.sheet_rows import Findings
from gui.storage.lists.workbooks.xlsx import XlsxWorkbook
from gui.storage.lists.workbooks.xlsx_styles import KNOWN_MAX, Style, shown

STEP = 1 << 20
HEAD = 1_000
"""Maximum bytes before the outermost element."""
UNPACKED_LEAST = 24 * 1024 * 1024
UNPACKED_FACTOR = 40
"""Compression of a list that repeats one row; that of a ZIP bomb is about 1000."""
ROOM_LEAST = 3_000_000
ROOM_FACTOR = 20
"""calamine allocates the bounding rectangle of all cells: its area, per cell that exists."""

STYLES_MAX = 60_000
"""Maximum styles of a workbook: each is stored in two bytes."""
KEPT_MAX = 32 * 1024 * 1024
"""Maximum unpacked bytes that are kept in memory; a larger sheet is unpacked twice."""
_UNMARKED = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ>/v"
"""Bytes that occur in no searched mark: without them there is half as much to search."""
_MARKS = (b"hidden", b't="d"', b" =", b"= ", b"='", b"\0")
"""Match rows or columns that may be hidden, dates as text, and unusual notations."""
_FORMULA_OR_COMMENT = re.compile(b"<[f!]").search
_NO_SIZE = {b' ht="': b' ht="0', b' width="': b' width="0'}
"""Match the beginning of attributes that give rows and columns a size of 0."""
_OTHER_ENCODING = re.compile(rb'encoding="(?!utf-8")', re.IGNORECASE)
_STYLE = re.compile(rb' s="([0-9]+)"').findall
_UNUSUAL_CELL = re.compile(rb'<c (?!r="|r?=?\Z)').search
"""Match a cell that does not begin with its position; a tag may be cut off at the end of a piece.
"""
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})[0-9]').findall
_LAST_ROW = re.compile(rb'<row r="([0-9]{1,9})"')
KINDS_MAX = 16
"""Maximum number of columns with styles whose cells are searched individually."""
_OVERLAP = 256
"""More bytes than any tag of a cell has: a tag may be split between two pieces."""
_WHOLE = parse_format("0")
"""The most common format of long numbers; it changes only those that are not whole."""


class PlainSheet(NamedTuple):
    """Facts about a plain sheet.

    Attributes:
        styles: for each column with display formats, from 0, one more than the number of each
            row's format in `XlsxWorkbook.styles`; 0 where it has none.
    """

    styles: Mapping[int, array[int]]


class SheetXml:
    """The XML of a sheet that is small enough for the fast reader.

    Attributes:
        formatted: whether a cell has a display format that must be applied.
    """

    def __init__(self, package: Package, part: str) -> None:
        self.formatted = False
        self._package, self._part = package, part
        self._kept: list[bytes] | None = []
        self._size = 0

    def pieces(self) -> Iterator[bytes]:
        """Yield the whole XML, unpacked again if it is large.

        Raises:
            Exception: it cannot be unpacked.
        """
        if self._kept is not None:
            yield from self._kept
        else:
            yield from self._unpack()

    def unpack(self) -> Iterator[bytes]:
        """Yield the whole XML for the first time, and keep it unless it is large."""
        for piece in self._unpack():
            self._size += len(piece)
            if self._size > KEPT_MAX:
                self._kept = None
            if self._kept is not None:
                self._kept.append(piece)
            yield piece

    def _unpack(self) -> Iterator[bytes]:
        with self._package.open(self._part) as stream:
            while piece := stream.read(STEP):
                yield piece


def unpack(package: Package, workbook: XlsxWorkbook, sheet: str, size: int) -> SheetXml | None:
    """Unpack a sheet's XML; none if its first piece or its size shows that it is not plain.

    The fast reader makes room for all cells within the outermost ones, and may do so at once.

    Args:
        package: the workbook's parts.
        workbook: its sheets and styles.
        sheet: the sheet's name.
        size: the workbook's, in bytes.
    """
    shown = _followed(workbook.styles)
    if 0 in shown or len(workbook.styles) > STYLES_MAX:
        return None
    xml = SheetXml(package, workbook.part(sheet))
    used = {str(n).encode() for n in shown}
    left = UNPACKED_LEAST + UNPACKED_FACTOR * size
    cells = rows = columns = 0
    tail = b""
    for piece in xml.unpack():
        left -= len(piece)
        if left < 0 or (not tail and (not _is_usual(piece) or _has_mark(piece))):
            return None
        text = tail + piece
        if used and not xml.formatted:
            xml.formatted = not used.isdisjoint(_STYLE(text))
        cells += piece.count(b"<c ")
        columns = max(columns, *map(_width, set(_FAR_COLUMN(text))), 26)
        last = _LAST_ROW.match(text, max(0, text.rfind(b"<row r=")))
        rows = max(rows, int(last[1])) if last else rows
        tail = text[-_OVERLAP:]
    return xml if rows * columns <= ROOM_LEAST + ROOM_FACTOR * cells else None


def look_through(xml: SheetXml, styles: Sequence[Style]) -> PlainSheet | None:
    """Search a sheet's XML for what the fast reader does not support; none if it is not plain.

    Args:
        xml: what was unpacked.
        styles: the workbook's display formats.
    """
    shown = _followed(styles) if xml.formatted else []
    supported = all(isinstance(styles[n], NumberFormat) for n in shown)
    formatted = _formatted(shown) if shown else None
    used = {str(n).encode() for n in shown}
    whole = _not_whole(styles)
    found: dict[int, array[int]] = {}
    tail = b""
    for piece in xml.pieces():
        text = tail + piece
        if _has_mark(text):
            return None
        if (formatted or whole) and _UNUSUAL_CELL(text):
            return None
        if formatted and not used.isdisjoint(_STYLE(text)):
            if not supported:
                return None
            _note_styles(formatted.findall(text), found)
        if whole is not None and whole.search(text):
            return None
        tail = text[-_OVERLAP:]
    return PlainSheet(found)


def show_columns(workbook: XlsxWorkbook, plain: PlainSheet) -> ShowColumn:
    """Return the function that formats the numbers of a plain sheet."""
    known: dict[int, dict[float, str]] = {}
    problems: dict[tuple[int, float], tuple[str, ColumnProblem]] = {}

    def show_cell(style: int, value: float) -> tuple[str, ColumnProblem | None]:
        if (text := known[style].get(value)) is not None:
            return text, None
        if found := problems.get((style, value)):
            return found
        text, problem = shown(value, workbook.styles[style - 1], workbook.from_1904)
        if problem is None and len(known[style]) < KNOWN_MAX:
            known[style][value] = text
        if problem is not None and len(problems) < KNOWN_MAX:
            problems[style, value] = text, problem
        return text, problem

    def show_column(
        column: int, line: int, cells: Sequence[Cell], findings: Findings | None
    ) -> list[str] | None:
        rows = plain.styles.get(column)
        styles = rows[line - 1 : line - 1 + len(cells)] if rows else array("H")
        kinds = set(styles)
        if not any(kinds):
            return None
        for style in kinds:
            known.setdefault(style, {})
        if len(kinds) == 1 and len(styles) == len(cells) and set(map(type, cells)) == {float}:
            # A few dates and amounts are repeated many times.
            found = list(map(known[styles[0]].get, cast(Sequence[float], cells)))
            if None not in found:
                return cast(list[str], found)
        texts = texts_of(cells)
        for index, style in enumerate(styles):
            value = cells[index]
            if not style or type(value) is not float:
                continue
            texts[index], problem = show_cell(style, value)
            if problem is not None and findings is not None:
                findings.note(column, problem, line + index)
        return texts

    return show_column


def _followed(styles: Sequence[Style]) -> list[int]:
    """List the styles with display formats that must be applied."""
    return [number for number, style in enumerate(styles) if style not in (None, _WHOLE)]


def _formatted(numbers: Sequence[int]) -> re.Pattern[bytes]:
    """Return the pattern of cells with one of these styles, except shared strings."""
    styles = "|".join(map(str, numbers))
    return re.compile(rf'<c r="([A-Z]{{1,3}})([0-9]{{1,7}})" s="({styles})"(?! t="s")'.encode())


def _note_styles(cells: Sequence[tuple[bytes, bytes, bytes]], found: dict[int, array[int]]) -> None:
    """Record the rows of cells with some styles; mostly a column has one style throughout."""
    if not cells:
        return
    letters, rows, styles = zip(*cells, strict=True)
    lines = list(map(int, rows))
    each = list(zip(letters, styles, strict=True))
    kinds = set(each)
    if len(kinds) > KINDS_MAX:
        for kind, line in zip(each, lines, strict=True):
            _note_style(found, kind, [line])
        return
    for kind in kinds:
        own = lines if len(kinds) == 1 else list(compress(lines, map(kind.__eq__, each)))
        _note_style(found, kind, own)


def _note_style(found: dict[int, array[int]], kind: tuple[bytes, bytes], lines: list[int]) -> None:
    letters, style = kind
    rows = found.setdefault(_width(letters) - 1, array("H"))
    first, last = lines[0], max(lines)
    if last > len(rows):
        rows.extend([0] * (last - len(rows)))
    number = int(style) + 1
    if lines == list(range(first, last + 1)):
        rows[first - 1 : last] = array("H", [number]) * len(lines)
    else:
        for line in lines:
            rows[line - 1] = number


def _has_mark(text: bytes) -> bool:
    """Return whether the sheet contains anything that the fast reader does not support."""
    short = text.translate(None, _UNMARKED)
    return (
        any(mark in short for mark in _MARKS)
        or _FORMULA_OR_COMMENT(short) is not None
        or any(begin in short and zero in text for begin, zero in _NO_SIZE.items())
    )


def _is_usual(head: bytes) -> bool:
    """Return whether names have no prefix, and the encoding is UTF-8."""
    head = head[:HEAD]
    return b"<worksheet" in head and not _OTHER_ENCODING.search(head)


def _not_whole(styles: Sequence[Style]) -> re.Pattern[bytes] | None:
    """Return the pattern of a number that is not whole under a format that shows it so."""
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
